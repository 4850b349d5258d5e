package readers

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/readers/sandbox"
)

// bench is a sandbox's reader, watched over a real pseudo-terminal.
type bench struct {
	t      *testing.T
	reader *sandbox.Reader
	events chan Event
	stop   func() // ends the watch and waits for it
}

func newBench(t *testing.T, o sandbox.Options) *bench {
	t.Helper()
	r, err := sandbox.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	b := &bench{t: t, reader: r, events: make(chan Event, 1000)}
	b.watch(r.Path())
	return b
}

func (b *bench) watch(path string) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		Run(ctx, Options{Port: path, Now: time.Now, Today: func() time.Time { return today }, linger: time.Millisecond, Report: func(e Event) { b.events <- e }})
	}()
	b.stop = func() { cancel(); <-done }
	b.t.Cleanup(b.stop)
}

// until returns the first event of a state, and fails on another's if it is one of
// those that must not come.
func (b *bench) until(want State, never ...State) Event {
	b.t.Helper()
	for {
		select {
		case e := <-b.events:
			if e.State == want {
				return e
			}
			if slices.Contains(never, e.State) {
				b.t.Fatalf("%v came, %v", e.State, e.Err)
			}
		case <-b.t.Context().Done():
			b.t.Fatalf("%v never came", want)
		}
	}
}

func TestACardIsRead(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{Baud: DefaultBaud})
	b.until(Waiting)
	for _, name := range []string{"张三", "李四", "𠮷䶮"} {
		c := resident()
		c.Name = name
		b.reader.Lay(c)
		b.until(Reading, Waiting)
		if e := b.until(CardRead, Lift, Waiting, WrongAnswer); e.Card == nil || e.Card.Name != name {
			t.Fatalf("%+v", e)
		}
		b.reader.Lift()
		b.until(Waiting)
	}
}

// A card is read once for each time that it is laid down, also by a reader that
// goes on finding it.
func TestOneReadForEachPlacing(t *testing.T) {
	line := &script{answers: map[string]string{
		string(request(find.code)):      found,
		string(request(choose.code)):    "\xAA\xAA\xAA\x96\x69\x00\x0C\x00\x00\x90\x00\x00\x00\x00\x00\x00\x00\x00\x9C",
		string(request(askStatus.code)): "\xAA\xAA\xAA\x96\x69\x00\x04\x00\x00\x90\x94",
		string(request(read.code)):      frameOf(resident()),
	}}
	l, _ := newLink(line, time.Now)
	r := &reader{link: l, today: func() time.Time { return today }, empty: true}
	if err := r.greet(t.Context()); err != nil {
		t.Fatal(err)
	}
	var cards int
	count := func(e Event) {
		if e.State == CardRead {
			cards++
		}
	}
	poll := func(n int) {
		for range n {
			if err := r.poll(t.Context(), count); err != nil {
				t.Fatal(err)
			}
		}
	}
	poll(5)
	if cards != 1 || r.state != Lift {
		t.Fatalf("%d cards, %v", cards, r.state)
	}
	line.answers[string(request(find.code))] = noCard
	poll(1)
	line.answers[string(request(find.code))] = found
	poll(1)
	if cards != 2 {
		t.Fatalf("%d cards", cards)
	}
	if strings.Trim(string(l.buffer[:]), "\x00") != "" {
		t.Error("the card's text stays in the buffer")
	}
}

func TestFaults(t *testing.T) {
	for fault, want := range map[sandbox.Fault]State{
		sandbox.Cut: Lift, sandbox.Checksum: Lift, sandbox.Unreadable: Lift, sandbox.Select: Lift,
		sandbox.Refuse: Unverified, sandbox.Forged: Unverified, sandbox.Noise: CardRead,
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			b := newBench(t, sandbox.Options{})
			b.until(Waiting)
			b.reader.Fail(fault)
			b.reader.Lay(resident())
			if want == CardRead {
				b.until(CardRead, Lift)
				return
			}
			b.until(want, CardRead)
			b.reader.Fail(sandbox.None)
			b.reader.Lift()
			b.until(Waiting, CardRead)
			b.reader.Lay(resident())
			b.until(CardRead)
		})
	}
}

func TestWrongAnswers(t *testing.T) {
	for fault, want := range map[sandbox.Fault]State{
		sandbox.Silent: WrongAnswer, sandbox.Garbage: WrongAnswer, sandbox.Slow: WrongAnswer, sandbox.SelfTest: NotReady,
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			b := newBench(t, sandbox.Options{})
			b.until(Waiting)
			b.reader.Fail(fault)
			b.stop()
			b.watch(b.reader.Path()) // as after a start of the program
			b.until(want, CardRead)
			b.reader.Fail(sandbox.None)
			b.until(Waiting, CardRead)
		})
	}
}

// A reader that falls silent while it is watched is told of, too, and what it says
// late is not taken for an answer.
func TestAReaderThatTurnsSlow(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{SlowByte: 100 * time.Millisecond})
	b.until(Waiting)
	b.reader.Fail(sandbox.Slow)
	b.reader.Lay(resident())
	b.until(WrongAnswer, CardRead)
	b.reader.Fail(sandbox.None)
	b.reader.Lift()
	b.until(Waiting, CardRead)
}

func TestUnpluggedAndBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{})
	b.until(Waiting)
	for range 5 {
		b.reader.Unplug()
		b.until(Absent)
		if err := b.reader.Plug(); err != nil {
			t.Fatal(err)
		}
		b.until(Waiting)
	}
	b.reader.Lay(resident())
	b.until(CardRead)
}

// Pulled out while a card is read.
func TestUnpluggedDuringACard(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{Baud: 9600})
	b.until(Waiting)
	b.reader.Lay(resident())
	b.until(Reading)
	b.reader.Unplug()
	b.until(Absent, CardRead)
	_ = b.reader.Plug()
	b.until(CardRead)
}

// A card that still lies there when the reader comes back is not read again: it would
// begin another guest. Once it was lifted, the next one is read.
func TestUnpluggedAfterACard(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{})
	b.until(Waiting)
	for range 2 {
		b.reader.Lay(resident())
		b.until(CardRead)
		for range 2 {
			b.reader.Unplug()
			b.until(Absent)
			if err := b.reader.Plug(); err != nil {
				t.Fatal(err)
			}
			b.until(Lift, CardRead, Waiting)
		}
		b.reader.Lift()
		b.until(Waiting, CardRead)
	}
}

// Nor is one that the reader has ceased to find, as many do with a card that was
// read; a new line finds it again.
func TestANewLineFindsTheOldCard(t *testing.T) {
	line := &script{answers: map[string]string{
		string(request(find.code)):   found,
		string(request(choose.code)): "\xAA\xAA\xAA\x96\x69\x00\x0C\x00\x00\x90\x00\x00\x00\x00\x00\x00\x00\x00\x9C",
		string(request(read.code)):   frameOf(resident()),
	}}
	var told []State
	poll := func(r *reader, answer string) {
		line.answers[string(request(find.code))] = answer
		if err := r.poll(t.Context(), func(e Event) { told = append(told, e.State) }); err != nil {
			t.Fatal(err)
		}
	}
	open := func(lies bool) *reader {
		l, err := newLink(line, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return &reader{link: l, today: func() time.Time { return today }, lies: lies, empty: !lies}
	}
	r := open(false)
	poll(r, found)
	poll(r, noCard)
	r = open(r.lies)
	poll(r, found)
	if r = open(r.lies); !r.lies {
		t.Error("the card is forgotten while it lies there")
	}
	poll(r, noCard)
	if r = open(r.lies); r.lies {
		t.Error("the card is remembered though it is gone")
	}
	poll(r, found)
	if want := []State{Reading, CardRead, Waiting, Lift, Waiting, Reading, CardRead}; !slices.Equal(told, want) {
		t.Errorf("%v", told)
	}
}

func TestUnknownMark(t *testing.T) {
	t.Parallel()
	b := newBench(t, sandbox.Options{})
	c := resident()
	c.Mark = 'Z'
	b.reader.Lay(c)
	if e := b.until(UnknownMark, CardRead); e.Mark != "Z" {
		t.Errorf("%+v", e)
	}
}

// Only a serial port is opened, and only the one that was named.
func TestWhatIsNoPort(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]State{file: WrongAnswer, "/dev/null": WrongAnswer, "/dev/facedesk-none": Absent} {
		state, err := Ask(t.Context(), path, 0, time.Now)
		if state != want || err == nil {
			t.Errorf("%s: %v, %v", path, state, err)
		}
	}
	if text, _ := os.ReadFile(file); string(text) != "kept" {
		t.Error("something was written to it")
	}
}

func TestModuleNumber(t *testing.T) {
	r, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := Number(t.Context(), r.Path(), 0, time.Now); got != "05.01-20101129-0001228293-0296863149" {
		t.Errorf("%q, %v", got, err)
	}
	if state, err := Ask(t.Context(), r.Path(), 0, time.Now); state != Waiting {
		t.Errorf("%v, %v", state, err)
	}
}

// script is a line that answers at once.
type script struct {
	answers map[string]string
	pending []byte
}

func (s *script) Write(p []byte) (int, error) {
	s.pending = []byte(s.answers[string(p)])
	return len(p), nil
}

func (s *script) Read(p []byte) (int, error) {
	n := copy(p, s.pending)
	s.pending = s.pending[n:]
	return n, nil
}

func (s *script) Close() error                       { return nil }
func (s *script) SetReadTimeout(time.Duration) error { return nil }
func (s *script) ResetInputBuffer() error            { s.pending = nil; return nil }

// frameOf is the answer that delivers a card.
func frameOf(c sandbox.Card) string {
	body := append([]byte{0x05, 0x08, 0, 0, 0x90, 1, 0, 4, 0}, c.Text()...)
	body = append(body, make([]byte, photoSize)...)
	return string(preamble) + string(body) + string([]byte{checksum(body)})
}
