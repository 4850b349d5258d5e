// Package strictjson reads a service's answer without any leniency, because a
// forgiving reader could turn a wrong answer into a pass.
//
// Parse takes one JSON object (RFC 8259) and refuses what encoding/json would
// let through: two keys that are equal or differ only in case, invalid UTF-8
// and halves of surrogate pairs (RFC 7493), deep nesting. Values are then read
// by exact key and exact JSON type: a string is never a number, null is never
// zero, a missing key is Missing. Fits checks an object against the keys and
// types that a manual documents.
//
// Nothing here holds on to the body, changes a value once read, or puts any of
// the body's content into an error.
package strictjson
