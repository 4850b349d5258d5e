package desk

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// shifted is a desk at seven in the morning, after the night of clerk 0012.
func shifted(t *testing.T) (Journal, *Station) {
	t.Helper()
	o, _ := installation(t, "desk.name = \"前台\"\nguard.day_start = \"06:00\"\n")
	addClerks(t, o)
	c := opened(t, o)
	s := c.get()
	morning := time.Date(2026, 3, 3, 7, 0, 0, 0, identity.China())
	call := func(id, clerk, person string, before time.Duration, end func(*records.Attempt)) {
		a := records.Attempt{ID: id, Started: morning.Add(-before), Clerk: clerk, Provider: "wapi", Name: "欧*", Number: "**************002X", Person: person, PriceFen: 150}
		must(t, s.store.Begin(t.Context(), a, records.Guard{Exempt: true}))
		a.State, a.Finished = records.StateVerdict, a.Started.Add(time.Second)
		end(&a)
		must(t, s.store.Finish(t.Context(), a))
	}
	event := func(id, kind, clerk string, before time.Duration) {
		must(t, s.store.Note(t.Context(), records.Event{ID: id, At: morning.Add(-before), Clerk: clerk, Event: kind, Name: "诸*", Person: id}))
	}
	match := func(a *records.Attempt) { a.Outcome = identity.Match }
	event("in-yesterday", records.EventSignedIn, "0012", 15*time.Hour)
	event("out-yesterday", records.EventHandedOver, "0012", 12*time.Hour)
	event("in", records.EventSignedIn, "0012", 8*time.Hour)
	event("back", records.EventSignedIn, "0012", 2*time.Hour) // the other clerk was there for a while
	call("before", "0012", "p0", 13*time.Hour, match)
	call("pass", "0012", "p1", 7*time.Hour, match)
	call("again-1", "0012", "p2", 6*time.Hour, func(a *records.Attempt) { a.State, a.Kind = records.StateError, identity.Retake })
	call("again-2", "0012", "p2", 5*time.Hour, match)
	call("eye", "0012", "p3", 4*time.Hour, func(a *records.Attempt) { a.Outcome = identity.FaceMismatch })
	must(t, s.store.Decide(t.Context(), "eye", records.DecidedByEye, morning, ""))
	call("left", "0012", "p4", 3*time.Hour, func(a *records.Attempt) { a.Outcome = identity.FaceMismatch })
	call("taken-1", "0012", "p7", 3*time.Hour, func(a *records.Attempt) { a.Outcome = identity.FaceMismatch })
	call("taken-2", "0001", "p7", 2*time.Hour, match) // another clerk goes on with this guest
	call("other", "0001", "p5", 3*time.Hour, func(a *records.Attempt) { a.Outcome = identity.FaceMismatch })
	call("lost", "0001", "p6", 50*time.Hour, func(a *records.Attempt) { a.State, a.Kind = records.StateUnknown, identity.UnknownOutcome })
	event("lodged", "by_eye", "0012", time.Hour)
	event("wrong", "by_eye", "0012", time.Hour)
	must(t, s.store.Correct(t.Context(), records.Event{ID: "c", At: morning, Clerk: "0001 · 前台 (PIN)", About: "wrong", Decision: records.DecidedLeft, Reason: "wrong key"}))
	return Journal{Current: c, Now: func() time.Time { return morning }}, s
}

// A night shift counts from its begin, whenever the business day began, and what is
// open goes to the next clerk: unknown outcomes of anybody, undecided checks of this
// shift.
func TestShift(t *testing.T) {
	j, s := shifted(t)
	got := j.Shift(t.Context(), session.ReadShift{Visit: 4, Clerk: "0012"})
	if got.Err != nil || got.Visit != 4 || got.Since.Format("15:04") != "23:00" {
		t.Fatalf("%+v", got)
	}
	if want := (session.ShiftCount{Clerk: "0012", Calls: 6, Passed: 2, ByHand: 2, Open: 1}); got.Count != want {
		t.Errorf("%+v", got.Count)
	}
	if ids := shown(got.Open); ids != "lost left" {
		t.Errorf("open: %s", ids)
	}
	today := j.Today(t.Context(), "0012")
	if want := (session.ShiftCount{Clerk: "0012", ByHand: 1}); today.Count != want { // since six
		t.Errorf("%+v", today.Count)
	}
	list, err := s.store.Entries(t.Context(), records.Filter{From: j.Now().AddDate(0, 0, -1), Oldest: true})
	must(t, err)
	all := countsByClerk(list)
	if len(all) != 2 || all[0] != (session.ShiftCount{Clerk: "0001", Calls: 2, Passed: 1, Open: 1}) || all[1].Calls != 7 || all[1].Passed != 3 {
		t.Errorf("%+v", all)
	}
}

// A clerk who decides about another one's call has checked that guest by hand, also where
// the call was made before he came on duty.
func TestShiftOfWhoDecides(t *testing.T) {
	j, s := shifted(t)
	must(t, s.store.Note(t.Context(), records.Event{ID: "in-0001", At: j.Now().Add(-2 * time.Hour), Clerk: "0001", Event: records.EventSignedIn}))
	must(t, s.store.Decide(t.Context(), "left", records.DecidedByEye, j.Now().Add(-time.Hour), "0001"))
	if got := j.Shift(t.Context(), session.ReadShift{Clerk: "0001"}); got.Err != nil || got.Count != (session.ShiftCount{Clerk: "0001", Calls: 1, Passed: 1, ByHand: 1}) {
		t.Errorf("who decided: %+v, %v", got.Count, got.Err)
	}
	if got := j.Shift(t.Context(), session.ReadShift{Clerk: "0012"}); got.Err != nil || got.Count != (session.ShiftCount{Clerk: "0012", Calls: 6, Passed: 2, ByHand: 2}) {
		t.Errorf("who called: %+v, %v", got.Count, got.Err)
	}
}

// One decision about two calls for the same guest is one guest checked by hand.
func TestShiftCountsGuestsByHand(t *testing.T) {
	j, s := shifted(t)
	at := j.Now().Add(-2 * time.Hour)
	for _, id := range []string{"twice-1", "twice-2"} {
		a := records.Attempt{ID: id, Started: at, Clerk: "0012", Provider: "wapi", Person: "p8"}
		must(t, s.store.Begin(t.Context(), a, records.Guard{Exempt: true}))
		a.State, a.Outcome, a.Finished = records.StateVerdict, identity.FaceMismatch, at
		must(t, s.store.Finish(t.Context(), a))
		must(t, s.store.Decide(t.Context(), id, records.DecidedByEye, at.Add(time.Minute), "0012"))
	}
	if got := j.Shift(t.Context(), session.ReadShift{Clerk: "0012"}); got.Err != nil || got.Count != (session.ShiftCount{Clerk: "0012", Calls: 8, Passed: 2, ByHand: 3, Open: 1}) {
		t.Errorf("%+v, %v", got.Count, got.Err)
	}
}

// So it is where the first call was made before the clerk came on duty.
func TestShiftCountsAGuestOfTwoShiftsOnce(t *testing.T) {
	j, s := shifted(t)
	for id, before := range map[string]time.Duration{"night-1": 8*time.Hour + time.Minute, "night-2": 8*time.Hour - time.Minute} {
		a := records.Attempt{ID: id, Started: j.Now().Add(-before), Clerk: "0012", Provider: "wapi", Person: "p8"}
		must(t, s.store.Begin(t.Context(), a, records.Guard{Exempt: true}))
		a.State, a.Outcome, a.Finished = records.StateVerdict, identity.FaceMismatch, a.Started
		must(t, s.store.Finish(t.Context(), a))
		must(t, s.store.Decide(t.Context(), id, records.DecidedByEye, j.Now().Add(-7*time.Hour), "0012"))
	}
	if got := j.Shift(t.Context(), session.ReadShift{Clerk: "0012"}); got.Err != nil || got.Count.ByHand != 3 {
		t.Errorf("%+v, %v", got.Count, got.Err)
	}
}

// A clerk who signed in while the clock was ahead has a shift with his calls all the same.
func TestShiftOfASignInInTheFuture(t *testing.T) {
	j, s := shifted(t)
	at := j.Now()
	must(t, s.store.Note(t.Context(), records.Event{ID: "ahead", At: at.Add(3 * time.Hour), Clerk: "0003", Event: records.EventSignedIn}))
	a := records.Attempt{ID: "after", Started: at.Add(-time.Minute), Clerk: "0003", Provider: "wapi", Person: "p9"}
	must(t, s.store.Begin(t.Context(), a, records.Guard{Exempt: true}))
	a.State, a.Outcome, a.Finished = records.StateVerdict, identity.Match, at
	must(t, s.store.Finish(t.Context(), a))
	if got := j.Shift(t.Context(), session.ReadShift{Clerk: "0003"}); got.Err != nil || got.Count.Passed != 1 || got.Since.After(at) {
		t.Errorf("since %v: %+v, %v", got.Since, got.Count, got.Err)
	}
}

// Guests whose data were deleted are as many as their calls: one who passed ends no check
// of another.
func TestUndecidedOfDeletedGuests(t *testing.T) {
	failed := records.Attempt{ID: "1", Clerk: "0012", State: records.StateVerdict, Outcome: identity.FaceMismatch}
	passed := records.Attempt{ID: "2", Clerk: "0012", State: records.StateVerdict, Outcome: identity.Match}
	if got := undecided([]records.Entry{{Attempt: &failed}, {Attempt: &passed}}, "0012"); len(got) != 1 || got[0].Attempt.ID != "1" {
		t.Errorf("%+v", got)
	}
}

// The sheet says who hands what to whom, without a number. A second print says the
// same: the first one may have jammed.
func TestShiftHandedOver(t *testing.T) {
	j, s := shifted(t)
	folder := t.TempDir()
	hand := session.MakeHandOver{Visit: 4, Clerk: "0012", To: "0001", Party: "2 / 4 · R-88", Folder: folder, Language: identity.Chinese}
	done := j.HandOver(t.Context(), hand)
	if done.Err != nil || done.Visit != 4 || filepath.Dir(done.Note.File) != folder {
		t.Fatalf("%+v", done)
	}
	said := strings.ReplaceAll(paperText(t, done.Note.File), " ", "")
	for _, want := range []string{"交班单", "2026-03-0223:00至2026-03-0307:00", "0012李明0012", "0001李明0001", "6221", "欧*", "结果不明", "未作处理", "2/4·R-88", "签字："} {
		if !strings.Contains(said, want) {
			t.Errorf("%s lacks %s", said, want)
		}
	}
	again := j.HandOver(t.Context(), hand)
	if again.Err != nil || strings.ReplaceAll(paperText(t, again.Note.File), " ", "") != said {
		t.Errorf("%+v is another sheet", again)
	}
	list, err := s.store.Entries(t.Context(), records.Filter{Result: records.EventHandedOver, Accesses: true, From: j.Now()})
	must(t, err)
	if len(list) != 2 || list[0].Event.Clerk != "0012" || list[0].Event.About != "0001" || list[0].Event.Rows != 8 || list[0].Event.Desk != "前台" {
		t.Errorf("%+v", list)
	}
	hand.Folder = filepath.Join(folder, "gone")
	if done := j.HandOver(t.Context(), hand); done.Err == nil {
		t.Error("a folder that is not there took a file")
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

// paperText is what a PDF says.
func paperText(t *testing.T, file string) string {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").Output()
	must(t, err)
	return string(said)
}
