//go:build soak

package shared

func init() { benchRows = 1_000_000 }
