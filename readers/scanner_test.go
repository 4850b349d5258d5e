package readers

import (
	"context"
	"encoding/binary"
	"os"
	"strings"
	"testing"
	"time"
)

// codes are the keys that type a text on a US keyboard, with shift where it is
// needed: written here from the layout, apart from the decoder's table.
var codes = func() map[rune][2]uint16 {
	out := map[rune][2]uint16{'\n': {28, 0}, '\t': {15, 0}, ' ': {57, 0}, '<': {51, 1}, '>': {52, 1}, '@': {3, 1}, '"': {40, 1}, '-': {12, 0}, '*': {9, 1}, '·': {0, 0}}
	for i, r := range "1234567890" {
		out[r] = [2]uint16{uint16(2 + i), 0}
	}
	for first, row := range map[uint16]string{16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"} {
		for i, r := range row {
			out[r] = [2]uint16{first + uint16(i), 1}
			out[r+'a'-'A'] = [2]uint16{first + uint16(i), 0}
		}
	}
	return out
}()

func event(kind, code uint16, value int32) []byte {
	out := make([]byte, eventSize)
	binary.NativeEndian.PutUint16(out[timeSize:], kind)
	binary.NativeEndian.PutUint16(out[timeSize+2:], code)
	binary.NativeEndian.PutUint32(out[timeSize+4:], uint32(value))
	return out
}

// typed are the events of a text.
func typed(text string) []byte {
	var out []byte
	stroke := func(code uint16, value int32) {
		out = append(out, event(4, 4, 0x70004)...) // MSC_SCAN, which keyboards send too
		out = append(out, event(evKey, code, value)...)
		out = append(out, event(evSync, 0, 0)...)
	}
	for _, r := range text {
		c := codes[r]
		if c[1] == 1 {
			stroke(42, 1)
		}
		stroke(c[0], 1)
		stroke(c[0], 2) // an automatic repeat
		stroke(c[0], 0)
		if c[1] == 1 {
			stroke(42, 0)
		}
	}
	return out
}

func decoded(raw []byte) (lines []string, rest string) {
	var d decoder
	for at := 0; at < len(raw); at += eventSize {
		if d.event(raw[at+timeSize:]) {
			lines = append(lines, d.take())
		}
	}
	return lines, d.take()
}

func TestKeysAreDecoded(t *testing.T) {
	for _, text := range []string{"110101199001010015", "11010519491231002X", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "zhang san\t12", `"@-*<>`} {
		lines, rest := decoded(typed(text + "\n" + text))
		if len(lines) != 1 || lines[0] != text || rest != text {
			t.Errorf("%q: %q, %q", text, lines, rest)
		}
	}
}

func TestOddKeys(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"caps lock":             {append(event(evKey, 58, 1), typed("aB1<")...), "Ab1<"},
		"a control character":   {append(append(event(evKey, 29, 1), event(evKey, 27, 1)...), append(event(evKey, 29, 0), typed("1")...)...), "1"},
		"an arrow":              {append(event(evKey, 108, 1), typed("A")...), "A"},
		"the keypad":            {append(append(event(evKey, 79, 1), event(evKey, 82, 1)...), event(evKey, 55, 1)...), "10*"},
		"the key beside shift":  {event(evKey, 86, 1), "<"},
		"lost events":           {append(typed("12"), append(event(evSync, 3, 0), typed("34")...)...), ""},
		"a key that is unknown": {event(evKey, 700, 1), ""},
	} {
		if _, got := decoded(c.raw); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// No events make the decoder panic.
func FuzzKeys(f *testing.F) {
	f.Add(typed("11010519491231002X\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var d decoder
		for at := 0; at+eventSize <= len(raw); at += eventSize {
			if d.event(raw[at+timeSize:]) && strings.Contains(d.take(), "\n") {
				t.Fatal("a line holds an Enter")
			}
		}
	})
}

// A scanner's lines, with and without Enter, over a pipe in place of the device; and
// one that is pulled out and comes back.
func TestScannerLines(t *testing.T) {
	ends := make(chan *os.File, 10)
	scans := make(chan Scan, 100)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		RunScanner(ctx, ScannerOptions{Device: "scanner", Now: time.Now, Report: func(s Scan) { scans <- s }, open: func(string) (events, error) {
			r, w, err := os.Pipe()
			ends <- w
			return r, err
		}})
	}()
	for range 2 {
		if s := <-scans; s.State != Waiting {
			t.Fatalf("%+v", s)
		}
		device := <-ends
		_, _ = device.Write(typed("11010519491231002X\nE12345678"))
		if s := <-scans; s.Text != "11010519491231002X" || !s.Ended {
			t.Errorf("%+v", s)
		}
		if s := <-scans; s.Text != "E12345678" || s.Ended {
			t.Errorf("%+v", s)
		}
		_ = device.Close()
		if s := <-scans; s.State != Absent {
			t.Errorf("%+v", s)
		}
	}
	cancel()
	<-done
}

func TestWhatIsNoScanner(t *testing.T) {
	for path, want := range map[string]State{"/dev/null": WrongAnswer, "/dev/facedesk-none": Absent, "/etc/passwd": WrongAnswer} {
		if _, err := grab(path); scannerState(err) != want || err == nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// The desk's keyboard, named by mistake: Escape pressed again and again gives it
// back.
func TestAKeyboardIsGivenBack(t *testing.T) {
	scans := make(chan Scan, 100)
	device, keys, _ := os.Pipe()
	for range wayOut {
		_, _ = keys.Write(append(event(evKey, 1, 1), event(evKey, 1, 0)...))
	}
	RunScanner(t.Context(), ScannerOptions{Device: "keyboard", Now: time.Now, Report: func(s Scan) { scans <- s },
		open: func(string) (events, error) { return device, nil }})
	if s := <-scans; s.State != Waiting {
		t.Errorf("%+v", s)
	}
	if s := <-scans; s.State != WrongAnswer {
		t.Errorf("%+v", s)
	}
	if _, err := device.Read(make([]byte, 1)); err == nil {
		t.Error("it is still held")
	}
}
