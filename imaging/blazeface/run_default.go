//go:build !cgo || purego

package blazeface

import "image"

// run runs all steps.
func run(steps []step, weights, memory []float32) { runGo(steps, weights, memory) }

// lineOf reports that this build has no faster way.
func lineOf(*image.RGBA, []int, []int, int, float32, []float32) bool { return false }
