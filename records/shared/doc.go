// Package shared keeps the records of many desks in one PostgreSQL database.
//
// The file of package records stays the outbox of its desk: each call is written
// there before it is made, and its rows flow to the database behind. Nothing waits
// for the database but the guard's question, and that for 300 ms at most.
//
// The package guarantees:
//   - A desk only ever adds rows. What came twice is there once, by the id of the
//     attempt or event; the order does not matter.
//   - The database says how far a desk's file has come (hello), and says so in the
//     transaction that brought the rows. So a database that was restored from an older
//     backup gets the rows again, and a file that was restored sends all of its own.
//   - What was erased or deleted stays so, whatever is sent again: tombstones and the
//     retention of IT are rows too.
//   - A desk learns of other desks how often and when a person was checked and what a
//     service has cost, never where.
//   - There is no connection without a checked certificate, but on this machine.
//
// Errors are *identity.Error of kind Records or Configuration, without the address.
package shared
