//go:build soak

package records

func init() { benchRows, eachRows = 1_000_000, 100_000 }
