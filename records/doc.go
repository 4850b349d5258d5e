// Package records keeps the journal of attempts: one row for every paid call,
// durably written before the call and completed after it.
//
// Open returns the store in SQLite; other packages use it as a Store. verify
// calls Begin and Finish around each call. The command line and the screens
// use List, Settle and Decide.
//
// The package guarantees:
//   - When Begin returns nil, the row is on the disk (WAL, synchronous=FULL) and
//     survives kill -9 and power loss. When Begin returns an error, no call may
//     be made. If the disk fails during the commit, the row may still appear
//     later, as an unknown outcome.
//   - Guards and insertion are one BEGIN IMMEDIATE transaction. If two processes
//     begin a check of one person at once, one of them is refused.
//   - The open row of a dead process becomes StateUnknown at the next Open or
//     Begin of any process, because it may be charged.
//   - If the file is moved, replaced, removed or damaged, Notices says so, and
//     all rows that can be read are copied into a new file.
//   - Nothing is deleted while the clock disagrees with the journal. An unknown
//     outcome is deleted only after a person has settled it.
//   - There is no photo, no full name and no full number. PersonKey identifies a
//     person without personal data.
//
// Errors are *identity.Error of kind Records, or of kind Guarded with a
// *Blocked as cause. The SQL is also valid for PostgreSQL: placeholders are
// numbered in order of first use, keys are texts made by the program, and times
// are milliseconds in BIGINT.
package records
