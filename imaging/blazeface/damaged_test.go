package blazeface

import (
	"math/rand/v2"
	"testing"

	"facedesk/assets"
)

// A damaged model is an error or runs without harm, wherever the damage is.
func TestDamagedModels(t *testing.T) {
	whole := assets.ShortRange()
	for name, b := range map[string][]byte{
		"empty": nil, "a word": whole[:4], "header only": whole[:64], "cut": whole[:len(whole)/2],
		"text": []byte("a text that is no model at all, but long enough to be one"),
	} {
		if m, err := New(b); err == nil || m != nil {
			t.Errorf("%s: accepted", name)
		}
	}
	rng := rand.New(rand.NewPCG(7, 8))
	img := demo(t)
	accepted := 0
	for range 200 {
		b := append([]byte(nil), whole...)
		// Most of the file is weights. The structure is at both ends.
		at := rng.IntN(40_000)
		b[len(b)-1-at] ^= byte(1 + rng.IntN(255))
		if m, err := New(b); err == nil {
			if accepted++; accepted%40 == 0 {
				m.Detect(img, middle, 0.5, nil)
			}
		}
	}
	if accepted == 0 || accepted == 200 {
		t.Errorf("%d of 200 accepted", accepted)
	}
}

func TestHalves(t *testing.T) {
	for bits, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x3555: 0.33325195, 1: 1.0 / (1 << 24), 0x7bff: 65504} {
		if got := half(bits); got != want {
			t.Errorf("%#x: %v, want %v", bits, got, want)
		}
	}
}
