package icc

import (
	"encoding/binary"
	"math"
)

// fixed is an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// curveOf reads a curveType or a parametricCurveType, nil for what is neither.
// Arguments and results are 0 to 1.
func curveOf(b []byte) func(float64) float64 {
	if len(b) < 12 {
		return nil
	}
	switch string(b[:4]) {
	case "curv":
		return sampledCurve(b)
	case "para":
		return parametricCurve(b)
	}
	return nil
}

func sampledCurve(b []byte) func(float64) float64 {
	n := uint64(binary.BigEndian.Uint32(b[8:]))
	if n > 1<<16 || 12+2*n > uint64(len(b)) {
		return nil
	}
	table := b[12 : 12+2*n]
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(table[2*i:])) }
	switch n {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		gamma := at(0) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	return func(x float64) float64 {
		place := x * float64(n-1)
		i := min(int(place), int(n)-2)
		return (at(i) + (at(i+1)-at(i))*(place-float64(i))) / 65535
	}
}

// parametricCurve reads functions 0 to 4 of table 68.
func parametricCurve(b []byte) func(float64) float64 {
	kind := int(binary.BigEndian.Uint16(b[8:]))
	counts := []int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(b) < 12+4*counts[kind] {
		return nil
	}
	var p [7]float64 // g a b c d e f
	for i := range counts[kind] {
		p[i] = fixed(b[12+4*i:])
	}
	power := func(x float64) float64 { return math.Pow(max(p[1]*x+p[2], 0), p[0]) }
	switch kind {
	case 0:
		return func(x float64) float64 { return math.Pow(x, p[0]) }
	case 1, 2: // below -b/a it is c, or nothing
		return func(x float64) float64 { return power(x) + p[3] }
	}
	return func(x float64) float64 {
		if x >= p[4] {
			return power(x) + p[5]
		}
		return p[3]*x + p[6]
	}
}
