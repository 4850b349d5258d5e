// Package providertest is the conformance suite for all adapters.
//
// An adapter's test calls Run with its Service, and Fuzz with an oracle. The
// fixtures in its testdata are txtar files, one for each documented answer. The
// first line is the row of the verdict table. Then follow "settings"
// (optional), "request" (renewed by go test -update), "answer" and "verdict".
// Verdicts are written by hand and never renewed.
package providertest
