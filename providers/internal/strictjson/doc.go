// Package strictjson reads a service's answer without leniency, because a
// lenient reader could turn a wrong answer into a pass.
//
// Parse reads one JSON object (RFC 8259). It refuses what encoding/json
// accepts: two keys that are equal or differ only in case, invalid UTF-8 and
// halves of surrogate pairs (RFC 7493), and deep nesting. Values are read by
// exact key and exact JSON type: a string is never a number, null is never
// zero, and a missing key is Missing. Fits compares an object with the
// documented keys and types.
//
// The package keeps no reference to the body, never changes a value, and puts
// no content of the body into an error.
package strictjson
