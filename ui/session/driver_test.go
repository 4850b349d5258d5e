package session

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/identity"
)

// outside is a small world behind the ports. Its messages come back through a
// channel, as they would through the user interface's thread.
type outside struct {
	full    error // of the journal
	msgs    chan Msg
	log     chan string
	shot    identity.Portrait
	check   func(identity.Request) Answered
	changes []Change
}

func (o *outside) Now() Moment              { return momentAt(time.Now()) }
func (o *outside) Load(context.Context) Msg { return Loaded{config()} }
func (o *outside) Demo(context.Context) Msg { return LoadFailed{} }
func (o *outside) Save(_ context.Context, c []Change) *identity.Error {
	o.changes = c
	return nil
}

// TestUnrecorded: evidence that could not be written is told of until the desk is
// started anew, for what is written later does not bring it back.
func TestUnrecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outside{full: errors.New("disk full")}
		if v, _ := drive(t, o, customerMsgs()[:4]...); !v.Status.Unrecorded {
			t.Error("nobody is told")
		}
		if v, _ := drive(t, o, append(customerMsgs()[:4], Recorded{Failed: false}, Tick{}, Loaded{config()}, Recorded{Failed: false})...); !v.Status.Unrecorded {
			t.Error("forgotten after a later success")
		}
		o.full = nil
		if v, _ := drive(t, o, customerMsgs()[:4]...); v.Status.Unrecorded {
			t.Error("told of nothing")
		}
	})
}

func (o *outside) Open(generation uint64, _ string) {
	o.log <- "open"
	o.msgs <- CameraReported{CameraLive}
	o.msgs <- Previewed{Generation: generation}
}
func (o *outside) Close()                                              { o.log <- "close" }
func (o *outside) Choose(Face)                                         {}
func (o *outside) Move(Aim)                                            {}
func (o *outside) Try(TryCamera)                                       { o.log <- "try" }
func (o *outside) Find(context.Context) CamerasFound                   { return CamerasFound{} }
func (o *outside) Mount(context.Context, SaveMounting) *identity.Error { return nil }
func (o *outside) Shoot(_ context.Context, s Shoot) Msg {
	return ShotTaken{Shot: s.Shot, Portrait: o.shot}
}
func (o *outside) Check(_ context.Context, r identity.Request) Answered { return o.check(r) }
func (o *outside) Consent(_ context.Context, c RecordConsent) error {
	o.log <- string(c.Event)
	return o.full
}
func (o *outside) Decision(_ context.Context, d RecordDecision) error {
	o.log <- string(d.Decision)
	return nil
}
func (o *outside) AcceptPhoto(context.Context, RecordAccepted) error {
	o.log <- "accepted"
	return nil
}
func (o *outside) Lift(context.Context, LiftLimit) error { return nil }

func (o *outside) Duties(context.Context, RecordDuties) error { return nil }

func (o *outside) Clerk(context.Context, RecordClerk) error { return nil }

func (o *outside) Settle(context.Context, SettleRecord) *identity.Error { return nil }

func (o *outside) Today(context.Context, string) RecordsLoaded {
	return RecordsLoaded{Rows: []Record{{Name: "张*"}}}
}

func (o *outside) Shift(context.Context, ReadShift) ShiftRead { return ShiftRead{} }

func (o *outside) HandOver(context.Context, MakeHandOver) LedgerDone { return LedgerDone{} }

func (o *outside) ports() Ports {
	return Ports{
		Language: identity.Chinese, Setup: o, Camera: o, Cameras: o, Portraits: o, Checker: o, Journal: o,
		Network: func(context.Context) bool { return true },
		Play:    func(s Sound) { o.log <- "sound " + string(s) },
		Quit:    func() { o.log <- "quit" },
	}
}

// drive runs messages through a Driver until all has come to rest.
func drive(t *testing.T, o *outside, msgs ...Msg) (last View, log []string) {
	o.msgs, o.log = make(chan Msg, 100), make(chan string, 100)
	d := NewDriver(o.ports(), o, func(m Msg) { o.msgs <- m }, func(v View) { last = v })
	d.Start(t.Context())
	settle := func() {
		for synctest.Wait(); len(o.msgs) > 0; synctest.Wait() {
			d.Do(t.Context(), <-o.msgs)
		}
	}
	settle()
	for _, m := range msgs {
		d.Do(t.Context(), m)
		settle()
	}
	close(o.log)
	for line := range o.log {
		log = append(log, line)
	}
	return last, log
}

func customerMsgs() []Msg {
	return []Msg{
		Edited{identity.FieldName, "张三"}, Edited{identity.FieldNumber, "11010519491231002X"},
		KeyPressed{Key: KeyEnter}, KeyPressed{Key: KeyF8}, KeyPressed{Key: KeySpace}, KeyPressed{Key: KeyEnter},
	}
}

func TestDriver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got identity.Request
		o := &outside{shot: portrait(), check: func(r identity.Request) Answered {
			got = r
			return Answered{Verdict: identity.Verdict{Outcome: identity.Match}}
		}}
		v, log := drive(t, o, customerMsgs()...)
		if v.Screen != Verdict || v.Verdict.Family != FamilyPass || v.Verdict.Name != "张*" {
			t.Errorf("%+v", v)
		}
		if want := []string{"given", "open", "sound shutter", "close", "sound pass"}; !sameSet(log, want) {
			t.Errorf("%q, want %q", log, want)
		}
		if got.Consent.Recipient != "face" || got.Clerk != "王" || got.Desk != "前台 2" || !samePortrait(got.Portrait, portrait()) {
			t.Errorf("%+v", got)
		}
	})
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// TestDriverPanic: a Send is answered whatever happens.
func TestDriverPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outside{shot: portrait(), check: func(identity.Request) Answered { panic("adapter") }}
		v, _ := drive(t, o, customerMsgs()...)
		if v.Screen != Verdict || v.Verdict.Family != FamilyUnchecked || v.Verdict.Reason != "verdict.unknown_outcome.reason" {
			t.Errorf("%+v", v.Verdict)
		}
	})
}

// TestDriverRest carries out the other commands.
func TestDriverRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outside{}
		v, _ := drive(t, o, KeyPressed{Key: KeyF6})
		if len(v.Records.Rows) != 1 || v.Status.Network != NetworkUp {
			t.Errorf("%+v", v)
		}
		v, _ = drive(t, o, KeyPressed{Key: KeyF12}, SaveAsked{[]Change{{"desk.name", "2"}}})
		if !v.Setup.Saved || len(o.changes) != 1 {
			t.Errorf("%+v %v", v.Setup, o.changes)
		}
		msgs := append(customerMsgs()[:4], KeyPressed{Key: KeyF9}, Closing{})
		v, log := drive(t, o, msgs...)
		if want := []string{"given", "open", "close", "withdrawn", "quit"}; !sameSet(log, want) || v.Claim.Name != "" {
			t.Errorf("%q, want %q", log, want)
		}
	})
}

// TestDriverWaits: a paid call and evidence outlive the window.
func TestDriverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answered := false
		o := &outside{shot: portrait(), msgs: make(chan Msg, 100), log: make(chan string, 100)}
		ctx, cancel := context.WithCancel(t.Context())
		o.check = func(identity.Request) Answered {
			time.Sleep(20 * time.Second)
			answered = true
			return Answered{}
		}
		d := NewDriver(o.ports(), o, func(m Msg) { o.msgs <- m }, func(View) {})
		d.Start(ctx)
		for _, m := range customerMsgs() {
			for synctest.Wait(); len(o.msgs) > 0; synctest.Wait() {
				d.Do(ctx, <-o.msgs)
			}
			d.Do(ctx, m)
		}
		d.Do(ctx, Closing{})
		cancel()
		d.Wait()
		if !answered {
			t.Error("the call was given up")
		}
	})
}

// TestDriverReentry: drawing may itself bring a message.
func TestDriverReentry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outside{msgs: make(chan Msg, 10), log: make(chan string, 10)}
		var d *Driver
		depth, most := 0, 0
		d = NewDriver(o.ports(), o, func(m Msg) { o.msgs <- m }, func(v View) {
			depth++
			most = max(most, depth)
			if v.Screen == Desk && v.Claim.Name == "" {
				d.Do(t.Context(), Edited{identity.FieldName, "李"})
			}
			depth--
		})
		d.Start(t.Context())
		synctest.Wait()
		d.Do(t.Context(), <-o.msgs)
		if most != 1 || d.model.View().Claim.Name != "李" {
			t.Errorf("depth %d, name %q", most, d.model.View().Claim.Name)
		}
		synctest.Wait()
	})
}

// What is to be known of the records is shown until it is no more.
func TestJournalReported(t *testing.T) {
	m := New(momentAt(morning), identity.Chinese)
	for _, s := range JournalStates() {
		m, _ = Update(m, momentAt(morning), JournalReported{State: s})
		if got := m.View().Status.JournalText; got != TextKey("status.journal."+s) {
			t.Errorf("%q", got)
		}
	}
	m, _ = Update(m, momentAt(morning), JournalReported{})
	if got := m.View().Status.JournalText; got != "" {
		t.Errorf("%q", got)
	}
}

// That the settings are the last good ones is shown as long as they are.
func TestLastGoodSettingsAreTold(t *testing.T) {
	for last, want := range map[bool]TextKey{true: "status.last_settings", false: ""} {
		m := New(momentAt(morning), identity.Chinese)
		m.cfg.LastGood = last
		if got := m.View().Status.SettingsText; got != want {
			t.Errorf("%q", got)
		}
		m.screen = Starting
		m, _ = Update(m, momentAt(morning), LoadFailed{Reason: SetupNoSecret, LastGood: last, ITPhone: "8009"})
		if v := m.View(); v.Screen != NotSetUp || v.Status.SettingsText != want || v.ITPhone != "8009" {
			t.Errorf("where no check is possible: %s %q, IT %q", v.Screen, v.Status.SettingsText, v.ITPhone)
		}
	}
}
