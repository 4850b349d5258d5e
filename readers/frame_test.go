package readers

import (
	"bytes"
	"errors"
	"testing"
)

// The frames that the descriptions of the protocol print.
func TestRequestsAreAsDescribed(t *testing.T) {
	for name, c := range map[string]struct {
		command command
		want    string
	}{
		"status": {askStatus, "\xAA\xAA\xAA\x96\x69\x00\x03\x11\xFF\xED"},
		"number": {askNumber, "\xAA\xAA\xAA\x96\x69\x00\x03\x12\xFF\xEE"},
		"find":   {find, "\xAA\xAA\xAA\x96\x69\x00\x03\x20\x01\x22"},
		"select": {choose, "\xAA\xAA\xAA\x96\x69\x00\x03\x20\x02\x21"},
		"read":   {read, "\xAA\xAA\xAA\x96\x69\x00\x03\x30\x01\x32"},
	} {
		if got := request(c.command.code); string(got) != c.want {
			t.Errorf("%s: % X", name, got)
		}
	}
}

const (
	noCard = "\xAA\xAA\xAA\x96\x69\x00\x04\x00\x00\x80\x84"
	found  = "\xAA\xAA\xAA\x96\x69\x00\x08\x00\x00\x9F\x00\x00\x00\x00\x97"
)

func TestParseFrames(t *testing.T) {
	for name, c := range map[string]struct {
		raw   string
		whole bool
		err   error
		want  byte
	}{
		"nothing":                      {"", false, nil, 0},
		"no card":                      {noCard, true, nil, 0x80},
		"found":                        {found, true, nil, 0x9F},
		"noise before":                 {"\x00\xFF\xAA\xAA\x11" + noCard, true, nil, 0x80},
		"more of the preamble's bytes": {"\xAA\xAA" + noCard, true, nil, 0x80},
		"a preamble by chance":         {"\xAA\xAA\xAA\x96\x69\xFF\xFF" + noCard, true, nil, 0x80},
		"a length of nothing":          {"\xAA\xAA\xAA\x96\x69\x00\x00" + noCard, true, nil, 0x80},
		"bytes behind":                 {noCard + "\x01\x02", true, nil, 0x80},
		"preamble only":                {noCard[:5], false, nil, 0},
		"half a length":                {noCard[:6], false, nil, 0},
		"without its checksum":         {noCard[:10], false, nil, 0},
		"wrong checksum":               {noCard[:10] + "\x85", false, errChecksum, 0},
		"a frame inside a broken one":  {"\xAA\xAA\xAA\x96\x69\x00\x0F\x00\x00\x90" + noCard + "\x00", false, errChecksum, 0},
	} {
		a, whole, err := parse([]byte(c.raw))
		if whole != c.whole || !errors.Is(err, c.err) || a.status != c.want {
			t.Errorf("%s: %02X, whole %v, %v", name, a.status, whole, err)
		}
	}
}

func TestEndlessNoiseIsRefused(t *testing.T) {
	if _, _, err := parse(bytes.Repeat([]byte{0xAA}, maxNoise+1)); !errors.Is(err, errNoise) {
		t.Error(err)
	}
}

// Every answer fits one command: the late answer to the last question is never
// taken for that to the next.
func TestAnswersFitOneCommandOnly(t *testing.T) {
	all := []command{askStatus, askNumber, find, choose, read}
	for i, c := range all {
		good := answer{status: c.good, data: make([]byte, c.size)}
		for j, other := range all {
			if other.fits(good) != (i == j) {
				t.Errorf("the good answer of command %d fits command %d: %v", i, j, i != j)
			}
		}
	}
	for _, a := range []answer{{status: 0x80}, {status: 0x81}, {status: 0x41}, {status: 0x31}} {
		fitting := 0
		for _, c := range []command{find, choose, read} {
			if c.fits(a) {
				fitting++
			}
		}
		if fitting != 1 {
			t.Errorf("status %02X fits %d commands", a.status, fitting)
		}
	}
}

// No byte makes the parser panic, and what it takes has a right checksum and lies
// behind a preamble.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{noCard, found, noCard + found, "\xAA\xAA" + noCard, "\xAA\xAA\xAA\x96\x69\x05\x08", noCard[:9]} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, whole, err := parse(raw)
		if !whole {
			return
		}
		if err != nil || !bytes.Contains(raw, append(append([]byte{}, preamble...), byte((len(a.data)+4)>>8), byte(len(a.data)+4))) {
			t.Fatalf("% X taken out of % X, %v", a.data, raw, err)
		}
		again, whole, err := parse(append([]byte{1, 2, 3}, raw...))
		if !whole || err != nil || again.status != a.status {
			t.Fatal("noise before the frame changes it")
		}
	})
}
