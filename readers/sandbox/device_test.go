package sandbox

import (
	"bytes"
	"os"
	"testing"
	"time"

	"golang.org/x/term"
)

// A card is found, selected and read once, and found again when it was lifted.
func TestCardIsReadOnce(t *testing.T) {
	card, _ := find("张三")
	var d device
	for i, step := range []struct {
		request, want []byte
	}{
		{askReset, sayDone}, {askStatus, sayDone}, {askNumber, sayNumber},
		{askFind, sayNoCard}, {askSelect, saySelectFail}, {askRead, sayReadFail},
		{nil, nil}, // the card is laid down
		{askFind, sayFound}, {askRead, sayReadFail}, {askSelect, saySelected}, {askRead, card.answer()},
		{askFind, sayNoCard}, {askSelect, saySelectFail}, {askRead, sayReadFail},
		{nil, nil},
		{askFind, sayFound}, {askSelect, saySelected}, {askFind, sayFound}, {askRead, sayReadFail},
		{fromHex("AAAAAA9669 0003 2001 23"), sayChecksum}, {fromHex("AAAAAA9669 0003 7001 72"), sayCommand},
	} {
		if step.request == nil {
			d.card, d.selected, d.spent = &card, false, false
			continue
		}
		if got := d.reply(step.request); !bytes.Equal(got, step.want) {
			t.Errorf("step %d: % X, want % X", i, got, step.want)
		}
	}
}

// Each fault shows in the answer that it is about, and in no other.
func TestFaultsOfADevice(t *testing.T) {
	card, _ := find("张三")
	whole := card.answer()
	wrong := bytes.Clone(whole)
	wrong[len(wrong)-1] ^= 0x55
	for fault, want := range map[Fault]map[string][]byte{
		Cut:        {"read": whole[:len(whole)/2]},
		Checksum:   {"read": wrong},
		Refuse:     {"read": sayRefused},
		Forged:     {"read": sayForged},
		Unreadable: {"read": sayReadFail},
		Select:     {"select": saySelectFail, "read": sayReadFail},
		SelfTest:   {"status": sayBroken},
		Slow:       {},
		Silent:     {"status": {}, "find": {}, "select": {}, "read": {}},
		Garbage:    {"status": someGarbage, "find": someGarbage, "select": someGarbage, "read": someGarbage},
		Noise: {"status": append(bytes.Clone(someNoise), sayDone...), "find": append(bytes.Clone(someNoise), sayFound...),
			"select": append(bytes.Clone(someNoise), saySelected...), "read": append(bytes.Clone(someNoise), whole...)},
	} {
		d := device{card: &card, fault: fault}
		for _, q := range []struct {
			name          string
			ask, soundSay []byte
		}{{"status", askStatus, sayDone}, {"find", askFind, sayFound}, {"select", askSelect, saySelected}, {"read", askRead, whole}} {
			expected, is := want[q.name]
			if !is {
				expected = q.soundSay
			}
			if got := d.reply(q.ask); !bytes.Equal(got, expected) {
				t.Errorf("%s, %s: % X, want % X", fault, q.name, got, expected)
			}
		}
	}
	if len(Faults()) != 11 {
		t.Errorf("%d faults; some have no test here", len(Faults()))
	}
}

// Requests come in pieces, together, and behind other bytes.
func TestRequestsInPieces(t *testing.T) {
	line := append(append([]byte{0xAA, 0x00, 0xAA, 0x96}, askFind...), askSelect...)
	var got, kept []byte
	for _, b := range line {
		kept = append(kept, b)
		for request, rest := nextRequest(kept); request != nil; request, rest = nextRequest(kept) {
			got, kept = append(got, request...), rest
		}
	}
	if !bytes.Equal(got, append(bytes.Clone(askFind), askSelect...)) || len(kept) != 0 {
		t.Errorf("% X, left % X", got, kept)
	}
}

// The line has the pace of its speed, and a slow reader sends byte by byte.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		o     Options
		fault Fault
		n     int
		gap   time.Duration
	}{
		{Options{}, None, 1295, 0},
		{Options{Baud: 115200}, None, 64, 64 * 10 * time.Second / 115200},
		{Options{Baud: 115200}, Slow, 1, time.Second},
		{Options{SlowByte: time.Millisecond}, Slow, 1, time.Millisecond},
	} {
		r := Reader{o: c.o, device: device{fault: c.fault}}
		if n, gap := r.pace(1295); n != c.n || gap != c.gap {
			t.Errorf("%+v, %q: %d bytes after %v", c.o, c.fault, n, gap)
		}
	}
}

// A program at the other end of the line gets whole answers, also from a slow reader,
// and an end of file when the reader is pulled out.
func TestLine(t *testing.T) {
	r, err := Start(Options{SlowByte: time.Microsecond})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	card, _ := find("张三")
	r.Lay(card)
	r.Fail(Slow)
	port, err := os.OpenFile(r.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer port.Close()
	if _, err := term.MakeRaw(int(port.Fd())); err != nil {
		t.Fatal(err)
	}
	want := append(append(bytes.Clone(sayFound), saySelected...), card.answer()...)
	if _, err := port.Write(append(append(bytes.Clone(askFind), askSelect...), askRead...)); err != nil {
		t.Fatal(err)
	}
	var got []byte
	buffer := make([]byte, 64)
	for len(got) < len(want) {
		n, err := port.Read(buffer)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, buffer[:n]...)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("% X", got)
	}
	r.Unplug()
	if n, err := port.Read(buffer); err == nil {
		t.Errorf("%d bytes come from a reader that was pulled out", n)
	}
}
