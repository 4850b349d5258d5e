// Package cli is the composition root and the command line: it knows every
// package, builds them into a desk, and serves IT and scripts with verify,
// portrait, config, doctor, records and sandbox. Call Main.
//
// It is the rim of the program: the clock, the environment, the random source
// and the network are taken here and handed inwards as values.
package cli
