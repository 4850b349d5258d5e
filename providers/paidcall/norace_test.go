//go:build !race

package paidcall

const raceDetector = false
