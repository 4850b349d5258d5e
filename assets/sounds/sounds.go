// Package sounds makes the short signals of the desk. Each family of verdicts
// has its own, so that people can tell them apart without colours. WAV returns
// a signal. Signals are computed: the same name always gives the same bytes.
package sounds

import (
	"encoding/binary"
	"math"
)

// Rate is the number of samples a second: 16 bits, one channel.
const Rate = 22050

// note is a tone. It follows the one before without a pause.
type note struct {
	hertz float64 // 0 for a pause
	ms    int
}

// Pitches of the notes, in Hz.
const (
	low   = 261.63 // C4; small loudspeakers do not play lower notes
	deep  = 329.63 // E4
	mid   = 440.00 // A4
	high  = 523.25 // C5
	upper = 783.99 // G5
)

// scores returns the signals. Only a pass rises, and only "no match" is low.
func scores() map[string][]note {
	return map[string][]note{
		"pass":      {{high, 120}, {upper, 220}},
		"details":   {{high, 110}, {0, 50}, {high, 160}},
		"not_match": {{deep, 200}, {0, 60}, {low, 300}},
		"unchecked": {{mid, 320}},
		"demo":      {{mid, 60}, {0, 40}, {mid, 60}, {0, 40}, {mid, 60}},
		"warning":   {{upper, 70}, {0, 60}, {upper, 70}},
		"refused":   {{low, 110}},
		"shutter":   nil, // a click, see click
	}
}

// WAV returns a signal of less than 0.7 s as a RIFF file, or nil for an unknown
// name. The caller owns the bytes.
func WAV(name string) []byte {
	score, ok := scores()[name]
	switch {
	case !ok:
		return nil
	case score == nil:
		return riff(click())
	}
	var samples []float64
	for _, n := range score {
		samples = append(samples, n.tone()...)
	}
	return riff(samples)
}

// tone returns a sine with a soft octave above it. It swells and fades, so that
// it does not click.
func (n note) tone() []float64 {
	const swell, fade = 0.008, 0.06 // seconds
	out := make([]float64, Rate*n.ms/1000)
	if n.hertz == 0 {
		return out
	}
	for i := range out {
		t, left := float64(i)/Rate, float64(len(out)-1-i)/Rate
		envelope := min(1, t/swell) * min(1, left/fade)
		phase := 2 * math.Pi * n.hertz * t
		out[i] = 0.5 * envelope * (math.Sin(phase) + 0.35*math.Sin(2*phase)) / 1.35
	}
	return out
}

// click returns two bursts of noise, like a shutter that opens and closes.
func click() []float64 {
	out := make([]float64, Rate*90/1000)
	seed := uint32(1)
	for i := range out {
		seed = seed*1664525 + 1013904223 // a linear congruential generator
		noise := float64(seed>>8)/float64(1<<23) - 1
		t := float64(i) / Rate
		level := math.Exp(-t / 0.006)
		if t > 0.045 {
			level = 0.7 * math.Exp(-(t-0.045)/0.008)
		}
		out[i] = 0.4 * noise * level * min(1, t/0.001)
	}
	return out
}

// riff returns samples between -1 and 1 as a WAV file.
func riff(samples []float64) []byte {
	const header, bytes = 44, 2
	size := len(samples) * bytes
	out := make([]byte, 0, header+size)
	le := binary.LittleEndian
	out = append(out, "RIFF"...)
	out = le.AppendUint32(out, uint32(header-8+size))
	out = append(out, "WAVEfmt "...)
	out = le.AppendUint32(out, 16) // length of this part
	out = le.AppendUint16(out, 1)  // format: integer samples
	out = le.AppendUint16(out, 1)  // one channel
	out = le.AppendUint32(out, Rate)
	out = le.AppendUint32(out, Rate*bytes)
	out = le.AppendUint16(out, bytes)
	out = le.AppendUint16(out, bytes*8)
	out = append(out, "data"...)
	out = le.AppendUint32(out, uint32(size))
	for _, s := range samples {
		out = le.AppendUint16(out, uint16(int16(math.Round(s*math.MaxInt16))))
	}
	return out
}
