package desk

import (
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/readers"
	"facedesk/readers/sandbox"
	"facedesk/ui/session"
)

// readerWorld is a sandbox's reader that posts to a session.
func readerWorld(t *testing.T) (*sandbox.Reader, *Reader, chan session.Msg) {
	t.Helper()
	box, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(box.Close)
	msgs := make(chan session.Msg, 1000)
	r := NewReader(t.Context(), time.Now, func(m session.Msg) { msgs <- m })
	return box, r, msgs
}

func next[T session.Msg](t *testing.T, msgs chan session.Msg, ok func(T) bool) T {
	t.Helper()
	for {
		select {
		case m := <-msgs:
			if got, is := m.(T); is && ok(got) {
				return got
			}
		case <-t.Context().Done():
			t.Fatal("it never came")
		}
	}
}

func TestACardReachesTheSession(t *testing.T) {
	box, r, msgs := readerWorld(t)
	r.Watch(box.Path())
	next(t, msgs, func(s session.ReaderReported) bool { return s.State == session.ReaderWaiting })
	card, _ := sandbox.CardFor("张三", "110101199001010015", "CHN")
	box.Lay(card)
	got := next(t, msgs, func(session.CardLaid) bool { return true })
	if got.Card.Claim != (identity.Claim{Name: "张三", Number: "110101199001010015"}) || len(got.Card.Notes) > 0 || !got.Card.AgeKnown {
		t.Errorf("%+v", got.Card)
	}
	r.Watch("")
	next(t, msgs, func(s session.ReaderReported) bool { return s.State == session.ReaderNone })
}

// After another port was set, nothing comes from the first one any more.
func TestOnlyTheNamedPortIsWatched(t *testing.T) {
	first, r, msgs := readerWorld(t)
	second, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	r.Watch(first.Path())
	next(t, msgs, func(s session.ReaderReported) bool { return s.State == session.ReaderWaiting })
	r.Watch(second.Path())
	zhang, _ := sandbox.CardFor("张三", "110101199001010015", "CHN")
	li, _ := sandbox.CardFor("李四", "440524188001010014", "CHN")
	first.Lay(zhang)
	second.Lay(li)
	if got := next(t, msgs, func(session.CardLaid) bool { return true }); got.Card.Claim.Name != "李四" {
		t.Errorf("%+v", got.Card.Claim)
	}
}

func TestCardOf(t *testing.T) {
	for name, c := range map[string]struct {
		card  readers.Card
		want  identity.Claim
		notes []identity.Field
	}{
		"resident": {readers.Card{Kind: readers.Resident, Name: "张三", Number: "110101199001010015"}, identity.Claim{Name: "张三", Number: "110101199001010015"}, nil},
		"foreigner": {readers.Card{Kind: readers.Foreigner2023, Name: "史密斯", English: "SMITH, JOHN", Number: "911124198108030024", Nation: "CAN"},
			identity.Claim{Name: "SMITH JOHN", Number: "911124198108030024", Nation: "CAN"}, []identity.Field{identity.FieldName}},
		"foreigner without an English name": {readers.Card{Kind: readers.Foreigner2017, Name: "史密斯", Number: "CAN110081080310", Nation: "CAN"},
			identity.Claim{Name: "史密斯", Number: "CAN110081080310", Nation: "CAN"}, nil},
		"a resident's number on a foreigner's card": {readers.Card{Kind: readers.Foreigner2023, English: "SMITH JOHN", Number: "110101199001010015", Doubts: []readers.Doubt{readers.DoubtKind}},
			identity.Claim{Name: "SMITH JOHN", Number: "110101199001010015", Type: identity.PermanentResident}, []identity.Field{identity.FieldNumber, identity.FieldName}},
		"expired": {readers.Card{Kind: readers.Resident, Name: "张三", Number: "110101199001010015", Doubts: []readers.Doubt{readers.DoubtExpired}},
			identity.Claim{Name: "张三", Number: "110101199001010015"}, nil},
	} {
		got := CardOf(c.card)
		var fields []identity.Field
		for _, n := range got.Notes {
			fields = append(fields, n.Field)
		}
		if got.Claim != c.want || !slices.Equal(fields, c.notes) {
			t.Errorf("%s: %+v, %v", name, got.Claim, fields)
		}
	}
	for _, d := range readers.Doubts() {
		if _, said := doubtNotes[d]; !said && d != readers.DoubtExpired {
			t.Errorf("nothing is said of %s", d)
		}
	}
}

// Every state of a reader has its words.
func TestReaderStates(t *testing.T) {
	for _, s := range readers.States() {
		if !slices.Contains(session.ReaderStates(), ReaderState(s)) {
			t.Errorf("the session does not know %v", s)
		}
	}
}
