//go:build !cgo || purego

package blazeface

// run runs all steps.
func run(steps []step, weights, memory []float32) { runGo(steps, weights, memory) }
