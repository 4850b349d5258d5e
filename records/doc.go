// Package records keeps the journal of attempts: one row for every paid call,
// durably written before the call and completed after it.
//
// Open gives the SQLite store; everybody else holds it as a Store. verify
// calls Begin and Finish around each call; the command line and the screens
// use List, Settle and Decide.
//
// Promised:
//   - When Begin has returned nil the row is on the disk (WAL, synchronous=FULL)
//     and survives kill -9 and power loss. When it returns an error, no call
//     may be made (if the disk failed in the very commit, the row may still
//     turn up later, as an unknown outcome).
//   - Guards and insertion are one BEGIN IMMEDIATE transaction: of two
//     processes that press at once for one person, one passes.
//   - A row that its process left behind when it died becomes StateUnknown at
//     the next Open or Begin of anybody: it may have been paid for.
//   - A file that is moved, replaced, removed or damaged is told of (Notices), and
//     its rows are carried into a new one as far as they can be read.
//   - Nothing is deleted by a clock that disagrees with the journal, and no
//     unknown outcome ever that nobody has decided about.
//   - No photo, no full name and no full number: PersonKey finds a person
//     again without naming them.
//
// Errors are *identity.Error of kind Records, or of kind Guarded with a
// *Blocked as cause. SQL is plain (numbered placeholders in order of first
// use, text keys made by the program, milliseconds in BIGINT), to stay within
// what PostgreSQL takes too.
package records
