// Package cli contains the command line. It builds the other packages into a
// desk and opens its window. IT staff and scripts use commands such as verify,
// portrait, config, doctor, records and sandbox. Call Main.
//
// This package alone reads the clock, the environment, the random source and
// the network. It passes them to the other packages as values.
package cli
