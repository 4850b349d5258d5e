package sounds

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"testing"
)

// samples reads a file as a player does.
func samples(t *testing.T, wav []byte) []float64 {
	t.Helper()
	var h struct {
		RIFF      [4]byte
		Size      uint32
		WAVE, Fmt [4]byte
		FmtSize   uint32
		Format    uint16
		Channels  uint16
		Rate      uint32
		ByteRate  uint32
		Align     uint16
		Bits      uint16
		Data      [4]byte
		DataSize  uint32
	}
	if err := binary.Read(bytes.NewReader(wav), binary.LittleEndian, &h); err != nil {
		t.Fatal(err)
	}
	if string(h.RIFF[:])+string(h.WAVE[:])+string(h.Fmt[:])+string(h.Data[:]) != "RIFFWAVEfmt data" ||
		int(h.Size) != len(wav)-8 || int(h.DataSize) != len(wav)-44 || h.ByteRate != h.Rate*2 || h.Align != 2 || h.Channels != 1 || h.Bits != 16 {
		t.Fatalf("header %+v of %d bytes", h, len(wav))
	}
	out := make([]float64, h.DataSize/2)
	for i := range out {
		out[i] = float64(int16(binary.LittleEndian.Uint16(wav[44+2*i:]))) / math.MaxInt16
	}
	return out
}

// pitch returns the frequency in Hz. It counts zero crossings.
func pitch(s []float64) float64 {
	crossings := 0
	for i := 1; i < len(s); i++ {
		if s[i-1] < 0 && s[i] >= 0 {
			crossings++
		}
	}
	return float64(crossings) / (float64(len(s)) / Rate)
}

func TestSignals(t *testing.T) {
	total := 0
	heard := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(scores())) {
		wav := WAV(name)
		if other := heard[string(wav)]; other != "" {
			t.Errorf("%s sounds like %s", name, other)
		}
		heard[string(wav)] = name
		total += len(wav)
		s := samples(t, wav)
		loudest := max(slices.Max(s), -slices.Min(s))
		if seconds := float64(len(s)) / Rate; seconds < 0.05 || seconds > 0.7 || loudest < 0.2 || loudest > 0.6 {
			t.Errorf("%s: %.2f s, peak %.2f", name, seconds, loudest)
		}
		if math.Abs(s[0]) > 0.01 || math.Abs(s[len(s)-1]) > 0.01 {
			t.Errorf("%s cracks: it begins with %.3f and ends with %.3f", name, s[0], s[len(s)-1])
		}
	}
	if total > 200_000 {
		t.Errorf("%d bytes in all", total)
	}
}

// People can tell the families by ear: a pass rises, no match is low, and a
// check without a result is in between.
func TestFamiliesDiffer(t *testing.T) {
	pass, not, unchecked := samples(t, WAV("pass")), samples(t, WAV("not_match")), samples(t, WAV("unchecked"))
	first, second := pitch(pass[:len(pass)/4]), pitch(pass[len(pass)/2:])
	if second < 1.3*first {
		t.Errorf("a pass goes from %.0f to %.0f Hz", first, second)
	}
	if p := pitch(not[:len(not)/4]); p > 350 {
		t.Errorf("no match begins at %.0f Hz", p)
	}
	if p := pitch(unchecked); p < 400 || p > 480 {
		t.Errorf("unchecked is at %.0f Hz", p)
	}
	if WAV("tada") != nil {
		t.Error("a signal out of nothing")
	}
}
