//go:build soak

package cli_test

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/cli"
	"facedesk/cli/soaktest"
	"facedesk/identity"
	"facedesk/ui"
	"facedesk/ui/session"
)

// day is a window without a screen: it takes guests through the whole program, with its
// camera, its reader, its sandbox and its records. The waits of a screen pass at once.
type day struct {
	cli.Windows
	t      *testing.T
	guests int

	driver *session.Driver
	view   session.View
	msgs   chan session.Msg
	ahead  time.Duration // of the clock
	clock  session.Clock
	memory [2]uint64
}

// Now implements session.Clock.
func (d *day) Now() session.Moment {
	now := d.clock.Now()
	now.Wall, now.Awake, now.Passed = now.Wall.Add(d.ahead), now.Awake+d.ahead, now.Passed+d.ahead
	return now
}

// Run implements cli.Windows.
func (d *day) Run(ctx context.Context, desk ui.Desk) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	d.clock, d.msgs = desk.Clock, make(chan session.Msg, 10_000)
	ports := desk.Ports(func(m session.Msg) {
		select {
		case d.msgs <- m:
		case <-ctx.Done():
		}
	}, func(*image.RGBA) {})
	d.driver = session.NewDriver(ports, d, func(m session.Msg) { d.msgs <- m }, func(v session.View) { d.view = v })
	d.driver.Start(ctx)
	d.until(ctx, "the desk", d.on(session.Desk))
	for n := range d.guests {
		d.guest(ctx, n)
		if n == d.guests/5 || n == d.guests-1 {
			d.memory = [2]uint64{max(d.memory[0], d.memory[1]), heap()}
		}
	}
	d.driver.Do(ctx, session.Closing{})
	d.driver.Wait()
	return nil
}

// heap is what is in use after a collection, in bytes.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// until hands over what comes, with the time, until something holds.
func (d *day) until(ctx context.Context, what string, holds func() bool) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(time.Minute); !holds(); {
		select {
		case m := <-d.msgs:
			d.driver.Do(ctx, m)
		case <-tick.C:
			d.driver.Do(ctx, session.Tick{})
		}
		if time.Now().After(end) {
			d.t.Errorf("not so: %s; the screen is %s", what, d.view.Screen)
			runtime.Goexit()
		}
	}
}

// key presses a key, as far from the one before as a hand does.
func (d *day) key(ctx context.Context, k session.Key) {
	d.ahead += time.Second
	d.driver.Do(ctx, session.Struck{})
	d.driver.Do(ctx, session.KeyPressed{Key: k})
}

// press presses a key as soon as it does something, and again after a second: what it
// asked for may have been refused, as a picture of a face that moved.
func (d *day) press(ctx context.Context, k session.Key, what string, done func() bool) {
	var last time.Time
	d.until(ctx, what, func() bool {
		if !done() && d.works(k) && time.Since(last) > time.Second {
			last = time.Now()
			d.key(ctx, k)
		}
		return done()
	})
}

// works reports whether a key does something now.
func (d *day) works(k session.Key) bool {
	return slices.ContainsFunc(d.view.Keys, func(b session.Binding) bool { return b.Enabled && slices.Contains(b.Keys, k) })
}

func (d *day) on(s session.Screen) func() bool { return func() bool { return d.view.Screen == s } }

const zhang, zhangs = "张三", "110101199001010015"

// guest takes one guest who passes from the desk to the desk. Every tenth comes by a
// card, the others are typed.
func (d *day) guest(ctx context.Context, n int) {
	if n%10 == 0 {
		d.press(ctx, session.KeyF3, "the card fills the form", func() bool { return d.view.Claim.Name != "" })
	} else {
		d.driver.Do(ctx, session.Edited{Field: identity.FieldName, Text: zhang})
		d.driver.Do(ctx, session.Edited{Field: identity.FieldNumber, Text: zhangs})
	}
	if got := d.view.Claim; got.Name != zhang || strings.ReplaceAll(got.Number, " ", "") != zhangs {
		d.t.Errorf("guest %d: %q %q", n, got.Name, got.Number)
	}
	d.press(ctx, session.KeyEnter, "the notice", d.on(session.Notice))
	d.press(ctx, session.KeyF8, "the camera", d.on(session.Capture))
	d.press(ctx, session.KeyF2, "the picture", d.on(session.Confirm))
	d.press(ctx, session.KeyEnter, "the verdict", d.on(session.Verdict))
	if d.view.Verdict.Family != session.FamilyPass {
		d.t.Errorf("guest %d: %+v", n, d.view.Verdict)
	}
	d.press(ctx, session.KeyEnter, "the desk", d.on(session.Desk))
	if c := d.view.Claim; c.Name != "" || c.Number != "" {
		d.t.Errorf("guest %d is left on the desk", n)
	}
}

// Five thousand guests through the whole program without its window: reader, camera and
// records work, each passes, and memory stays flat.
func TestSoakDay(t *testing.T) {
	const guests, growth = 5000, 10 << 20
	desk := newDesk(t)
	for _, v := range desk.env {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	t.Setenv("DISPLAY", ":none")
	d := &day{t: t, guests: guests}
	if code := cli.Main([]string{"--demo"}, d); code != 0 {
		t.Errorf("the program ends with %d", code)
	}
	soaktest.Count(t, "checks_without_window", guests)
	fmt.Printf("%s: %d checks; heap after a fifth and at the end %d and %d KB\n", t.Name(), guests, d.memory[0]>>10, d.memory[1]>>10)
	if d.memory[1] > d.memory[0]+growth {
		t.Error("memory grows")
	}
	if _, err := os.Stat(filepath.Join(desk.home, "records.db")); err != nil {
		t.Error(err)
	}
	if got := rows(desk); got != guests {
		t.Errorf("%d rows", got)
	}
}

// rows counts the records of checks that passed.
func rows(d desk) int {
	return strings.Count(d.run("", "records", "list", "--json", "--limit", "100000", "--outcome", "match").out, `"id"`)
}
