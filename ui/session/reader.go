package session

import (
	"time"

	"facedesk/identity"
)

// ReaderState says how the card reader is.
type ReaderState string

// The states. The empty one is that no reader is set.
const (
	ReaderNone         ReaderState = ""
	ReaderAbsent       ReaderState = "absent"
	ReaderNoPermission ReaderState = "no_permission"
	ReaderBusy         ReaderState = "busy"
	ReaderWrongAnswer  ReaderState = "wrong_answer"
	ReaderNotReady     ReaderState = "not_ready" // its security module does not work
	ReaderWaiting      ReaderState = "waiting"
	ReaderReading      ReaderState = "reading"
	ReaderCardRead     ReaderState = "card_read"
	ReaderLift         ReaderState = "lift"
	ReaderUnknownMark  ReaderState = "unknown_mark"
	ReaderUnverified   ReaderState = "unverified"
)

// ReaderStates lists those of a reader that is set.
func ReaderStates() []ReaderState {
	return []ReaderState{
		ReaderAbsent, ReaderNoPermission, ReaderBusy, ReaderWrongAnswer, ReaderNotReady, ReaderWaiting,
		ReaderReading, ReaderCardRead, ReaderLift, ReaderUnknownMark, ReaderUnverified,
	}
}

// Key names the text of a state.
func (s ReaderState) Key() TextKey { return TextKey("reader." + s) }

// Card is what a reader took of a card.
type Card struct {
	Claim    identity.Claim
	Expiry   time.Time // the last day of its validity; zero if it has none
	AgeKnown bool
	Under14  bool
	Under18  bool
	Notes    []identity.Note // what contradicts itself on it; not changed
}

// Expired reports whether the card's validity is over.
func (c Card) Expired(now time.Time) bool { return claim{expiry: c.Expiry}.expired(now) }

// ExpiredText is what is said of a document that has expired.
func ExpiredText() identity.Text { return expired }

// card is what the claim remembers of the card that filled it in.
type card struct {
	filled   bool // and no field was edited since
	handed   bool // it is no card, but what the hotel's own software handed over
	ageKnown bool
	under14  bool
	under18  bool
	notes    []identity.Note // not changed
}

// reader is the card reader, and why a card was ignored.
type reader struct {
	state   ReaderState
	mark    string
	scanner ReaderState // of the scanner that is read directly
	ignored TextKey
	until   time.Time // ignored is shown until then, by the time awake
}

// ignoredFor is how long the status line says why a card was ignored.
const ignoredFor = 6 * time.Second

// text is what the status line says of the reader.
func (r reader) text(now time.Time) TextKey {
	switch {
	case r.ignored != "" && now.Before(r.until):
		return r.ignored
	case r.state == ReaderNone:
		return ""
	}
	return r.state.Key()
}

// scannerText is what the status line says of a scanner that does not work.
func (r reader) scannerText() TextKey {
	switch r.scanner {
	case ReaderNone, ReaderWaiting:
		return ""
	case ReaderAbsent, ReaderNoPermission:
		return TextKey("scanner." + r.scanner)
	}
	return "scanner.failed"
}

// readerMsg handles what the reader reports.
func (m Model) readerMsg(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case ReaderReported:
		m.reader.state, m.reader.mark = msg.State, msg.Mark
	case ScannerReported:
		m.reader.scanner = msg.State
	case CardLaid:
		return m.cardLaid(msg.Card)
	case Scanned:
		return m.scan(msg)
	}
	return m, nil
}

// cardLaid fills in the claim on the desk. On a pass it begins the next guest.
// Everywhere else it is ignored, because what is on the screen is about somebody
// already.
func (m Model) cardLaid(c Card) (Model, []Cmd) {
	switch {
	case m.page().edits:
		m.customer.claim = c.claim(m.now)
		m.help, m.reader.ignored = false, ""
		return m, nil
	case m.showsPass() && m.dutiesFollow():
		return m.ignoreHere()
	case m.showsPass() && c.of(m.customer.subject):
		return m.ignore("reader.ignored.same")
	case m.showsPass():
		m.customer.laid = &c
		return m.takeLaid()
	}
	return m.ignoreHere()
}

// ignoreHere says that what is on the screen comes first.
func (m Model) ignoreHere() (Model, []Cmd) {
	if m.page().claim || m.page().answer {
		return m.ignore("reader.ignored.check")
	}
	return m.ignore("reader.ignored.screen")
}

// ignore says why a card does nothing.
func (m Model) ignore(why TextKey) (Model, []Cmd) {
	m.reader.ignored, m.reader.until = why, m.clocks.awake.Add(ignoredFor)
	return m, []Cmd{Play{SoundRefused}}
}

// takeLaid begins the next guest with the card, or the scan, that waits for the pass
// to be seen.
func (m Model) takeLaid() (Model, []Cmd) {
	if m.customer.laid == nil && !m.customer.waits || !m.showsPass() || m.clocks.awake.Before(m.guardUntil) {
		return m, nil
	}
	return m.nextGuest()
}

// of reports whether the card is of a subject.
func (c Card) of(s identity.Subject) bool {
	number := c.Claim.Type.Number(c.Claim.Number)
	return number != "" && number == s.Document.Number
}

// claim is the claim as the card fills it in. The focus is on what is at fault, or
// where Enter leads on.
func (c Card) claim(now time.Time) claim {
	typed := c.Claim
	out := claim{
		name: typed.Name, number: typed.Number, nation: typed.Nation, chosen: typed.Type, expiry: c.Expiry,
		left: fields{name: true, number: true, kind: true, nation: true},
		card: card{filled: true, ageKnown: c.AgeKnown, under14: c.Under14, under18: c.Under18, notes: c.Notes},
	}
	out = out.tidyName().settle(true).remembered()
	out.focus = identity.FieldNumber
	if _, complaints := out.parse(now); len(complaints) > 0 {
		out.focus = complaints[0].Field
	}
	return out
}

// warnings are what the verdict repeats of the document: that it has expired, and
// what contradicts itself on the card.
func (c claim) warnings(now time.Time) []identity.Text {
	var out []identity.Text
	if c.expired(now) {
		out = append(out, expired)
	}
	for _, n := range c.card.notes {
		out = append(out, n.Text)
	}
	return out
}
