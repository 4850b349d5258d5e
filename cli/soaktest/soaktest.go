// Package soaktest is shared by the long tests (build tag soak). It provides
// their random input and their reports, which make soak adds up.
//
// A seed is printed when it is chosen; FACEDESK_SEED repeats a run. The package
// is under cli, because only the rim reads the clock and the environment.
package soaktest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// SeedVariable names the seed of all random input, a decimal number.
const SeedVariable = "FACEDESK_SEED"

// Seed chooses the seed of a test and reports it.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv(SeedVariable); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("%s: %v", SeedVariable, err)
		}
	}
	fmt.Printf("soak: %s: seed=%d\n", t.Name(), seed)
	return seed
}

// Random is random input from a seed of its own.
func Random(t testing.TB) *rand.Rand {
	t.Helper()
	return rand.New(rand.NewPCG(Seed(t), 1))
}

// Count reports how many things of a kind a test has tried. The kind is one word.
func Count(t testing.TB, kind string, n int) {
	t.Helper()
	fmt.Printf("soak: %s: %s=%d\n", t.Name(), kind, n)
}
