package records

import (
	"os"
	"testing"
	"time"

	"facedesk/identity"
)

// waiting returns the ids of the changes behind one, with what befell them.
func waiting(t *testing.T, s *SQLite, after int64) map[string]Change {
	t.Helper()
	all, err := s.Changes(t.Context(), after, 1000)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Change{}
	for _, c := range all {
		out[c.ID] = c
	}
	return out
}

func outbox(t *testing.T, s *SQLite) Outbox {
	t.Helper()
	o, err := s.Outbox(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// done completes an attempt with a verdict.
func done(a Attempt) Attempt {
	a.State, a.Outcome, a.Finished, a.Charged = StateVerdict, identity.Match, a.Started.Add(time.Second), identity.ChargedYes
	return a
}

// Each change of a row makes it wait once more; a row that was written before the
// sharing began never does.
func TestOutboxFollowsEveryChange(t *testing.T) {
	s := openAt(t, testPath(t))
	early := row("early")
	must(t, s.Begin(t.Context(), early, Guard{Exempt: true}))
	must(t, s.Share(t.Context(), noon))
	must(t, s.Share(t.Context(), noon.Add(time.Hour)))
	must(t, s.Finish(t.Context(), done(early)))
	if o := outbox(t, s); o.Waiting != 0 || !o.Since.Equal(noon) || o.Generation == "" {
		t.Fatalf("%+v", o)
	}
	a := row("late")
	a.Started = noon.Add(-48 * time.Hour) // by a clock that was set back
	steps := []struct {
		name string
		do   func() error
		want func(Change) bool
	}{
		{"begin", func() error { return s.Begin(t.Context(), a, Guard{Exempt: true}) }, func(c Change) bool { return c.Attempt.State == StateOpen }},
		{"finish", func() error { return s.Finish(t.Context(), done(a)) }, func(c Change) bool { return c.Attempt.State == StateVerdict }},
		{"decide", func() error { return s.Decide(t.Context(), a.ID, DecidedByEye, noon, "") }, func(c Change) bool { return c.Attempt.Decision == DecidedByEye }},
		{"erase", func() error {
			_, err := s.Erase(t.Context(), []string{a.Person}, Event{ID: "erased", At: noon})
			return err
		},
			func(c Change) bool { return c.Erased && c.Attempt.Name == "" }},
		{"forget", func() error { _, err := s.Forget(t.Context(), noon, Event{ID: "deleted", At: noon}); return err },
			func(c Change) bool { return c.Gone && c.Attempt == nil }},
	}
	var last int64
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatal(step.name, err)
		}
		c, ok := waiting(t, s, last)[a.ID]
		if !ok || !step.want(c) {
			t.Fatalf("%s: %+v", step.name, c)
		}
		last = c.Seq
	}
	if o := outbox(t, s); o.Waiting != 3 || o.Oldest.IsZero() { // with the two events
		t.Errorf("%+v", o)
	}
}

func TestOutboxAcknowledges(t *testing.T) {
	s := openAt(t, testPath(t))
	must(t, s.Share(t.Context(), noon))
	must(t, s.Begin(t.Context(), row("a"), Guard{Exempt: true}))
	o := outbox(t, s)
	must(t, s.Sent(t.Context(), "another generation", o.Last))
	if outbox(t, s).Waiting != 1 {
		t.Error("another generation's word counts")
	}
	must(t, s.Sent(t.Context(), o.Generation, o.Last))
	if got := outbox(t, s); got.Waiting != 0 || got.Sent != o.Last {
		t.Errorf("%+v", got)
	}
	must(t, s.Renew(t.Context()))
	if got := outbox(t, s); got.Waiting != 1 || got.Generation == o.Generation {
		t.Errorf("%+v", got)
	}
	must(t, s.Unshare(t.Context()))
	must(t, s.Begin(t.Context(), row("b"), Guard{Exempt: true}))
	if got := outbox(t, s); got.Waiting != 1 {
		t.Errorf("a row flows after the end of sharing: %+v", got)
	}
}

// A file that was moved away gives its rows to a new one, which is another
// generation. What flowed flows again, and nothing else.
func TestOutboxOfASalvagedFile(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	must(t, s.Begin(t.Context(), row("before"), Guard{Exempt: true}))
	must(t, s.Share(t.Context(), noon.Add(time.Minute)))
	after := row("after")
	after.Started = noon.Add(time.Hour)
	must(t, s.Begin(t.Context(), after, Guard{Exempt: true}))
	was := outbox(t, s).Generation
	must(t, os.Rename(path, path+".elsewhere"))
	third := row("third")
	third.Started = noon.Add(2 * time.Hour)
	must(t, s.Begin(t.Context(), third, Guard{Exempt: true}))
	got := waiting(t, s, 0)
	if _, ok := got["before"]; ok || len(got) != 2 || outbox(t, s).Generation == was {
		t.Errorf("%v", got)
	}
}
