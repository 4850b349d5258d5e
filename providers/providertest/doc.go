// Package providertest is the conformance suite that every adapter passes.
//
// An adapter's test calls Run with its Service and Fuzz with an oracle. The
// fixtures in its testdata are txtar files, one for each documented answer:
// the first line is the row of the verdict table, then "settings" (optional),
// "request" (renewed by go test -update), "answer" and "verdict". Verdicts are
// written by hand and never renewed.
package providertest
