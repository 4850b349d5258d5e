package session

import (
	"strings"
	"time"

	"facedesk/identity"
)

// scanned takes over a machine-readable zone, if the text ends with a whole one.
func (c claim) scanned(text string, today time.Time) (claim, bool) {
	if !identity.HoldsZone(text) {
		return c, false
	}
	whole, ok := identity.ZoneAtEnd(text)
	if !ok {
		return c, false
	}
	zone, err := identity.ParseMRZ(whole)
	if err != nil {
		return c, false
	}
	typed := zone.Claim()
	out := claim{name: typed.Name, number: typed.Number, nation: typed.Nation, chosen: typed.Type, zone: whole}
	if out.name == "" {
		out.name = c.nameByHand(whole)
	}
	out.birth, _ = zone.BirthDate(today)
	out.expiry, _ = zone.ExpiryDate(today)
	out.left = fields{number: true, nation: true}
	return out.settle(true).remembered(), true
}

// asideOf lays a Chinese name aside behind which a machine types a zone. A Chinese
// passport's zone has no name that could be sent.
func (c claim) asideOf(text string, machine bool) (claim, string) {
	name := strings.TrimRightFunc(text, func(r rune) bool { return !hanzi(r) })
	if rest := text[len(name):]; machine && name != "" && identity.HoldsZone(rest) {
		c.beside = identity.NormaliseName(name)
		return c, rest
	}
	if !identity.HoldsZone(text) {
		c.beside = ""
	}
	return c, text
}

// nameByHand is the Chinese name that a hand has typed for the document of a zone, ""
// if there is none. A name that came with another document is of another guest.
func (c claim) nameByHand(zone string) string {
	switch {
	case c.filled.number != "" && c.zone != zone:
		return ""
	case c.beside == "" && strings.ContainsFunc(c.name, hanzi):
		return c.name
	}
	return c.beside
}

// doubled drops what a scanner sends a second time behind what its zone has filled
// into a field.
func (c claim) doubled(f identity.Field, text string, today time.Time) (claim, bool) {
	filled, ok := c.scanned(c.zone, today)
	rest, behind := strings.CutPrefix(text, filled.text(f))
	if f == identity.FieldName && c.beside != "" { // the name is laid aside already
		rest, behind = text, c.beside == filled.name
	}
	if !ok || !behind || !identity.RepeatsZone(rest, c.zone) {
		return c, false
	}
	filled.focus = f
	return filled, true
}

// anew drops a whole zone that was misread, once another text begins behind it.
func (c claim) anew(f identity.Field, text string) string {
	if rest, more := strings.CutPrefix(text, c.zoneText); more && rest != "" && c.zoneField == f && identity.WholeZone(c.zoneText) {
		return rest
	}
	return text
}

// lastScan is the last number of a text that a machine typed behind another number,
// or that it sent twice; else the text.
func (m Model) lastScan(text string) string {
	number, ok := identity.NumberAtEnd(text, m.now)
	if twice := ok && identity.NormaliseNumber(text) == number+number; ok && (twice || m.byMachine()) && !identity.HoldsZone(text) {
		return number
	}
	return text
}

// withNation takes a nation in. A number that surely is one moves to its own field,
// where that is free or a machine typed it.
func (c claim) withNation(text string, today time.Time, machine bool) claim {
	rest, number, ok := identity.Split(text, today)
	if !ok || c.number != "" && !machine {
		c.nation = strings.ToUpper(text)
		return c
	}
	c.nation = strings.ToUpper(rest)
	c = c.withNumber(number).settle(true)
	c.left.number = true
	return c
}

// loose takes text that is typed while the type is to be chosen. Nothing shows it,
// so that it only counts once it is a whole zone or a number that is surely one.
func (m Model) loose(text string) Model {
	c := m.customer.claim
	line := identity.OneRow(identity.Printable(c.loose.asOf(m.clocks.awake) + text))
	c.loose = ahead{line, m.clocks.awake}
	if read, ok := c.scanned(line, m.now); ok {
		c = read
	} else if name, number, whole := identity.Split(line, m.now); whole {
		if c.ofAnother(number) {
			c = claim{}
		}
		c = c.withNumber(number).settle(true)
		if name != "" {
			c.name = name
			c = c.remembered()
		}
		c.loose, c.focus = ahead{}, identity.FieldNumber
	}
	m.customer.claim = c
	return m
}

// scan takes a line of the scanner that is read directly, as if it had been typed
// at once. Its Enter leads on as a scanner's does that types, and never sends.
func (m Model) scan(s Scanned) (Model, []Cmd) {
	switch {
	case m.showsPass() && m.dutiesFollow():
		return m.ignoreHere()
	case m.showsPass() && m.ofPassed(s.Text):
		return m.ignore("reader.ignored.same")
	case m.showsPass():
		m.customer.ahead = ahead{m.customer.ahead.asOf(m.clocks.awake) + s.Text, maxTime(m.clocks.awake, m.guardUntil)}
		m.customer.waits = true
		return m.takeLaid()
	case !m.page().edits:
		return m.ignoreHere()
	}
	m.help = false
	m, cmds := m.scannedLine(s.Text)
	if s.Ended {
		m, more := m.enter()
		return m, append(cmds, more...)
	}
	return m, cmds
}

// ofLine parts a scanner's line of name and number in the name's field, and notes what it
// has filled in.
func (c claim) ofLine(name, number string, today time.Time) claim {
	if c.focused() == identity.FieldName {
		c = c.divide(identity.SplitLine(c.name, today))
	}
	if identity.NormaliseName(c.name) == identity.NormaliseName(name) && identity.NormaliseNumber(c.number) == number {
		c = c.remembered()
	}
	return c
}

// scannedLine takes a line of the scanner in. What a card or a zone filled in goes
// when the line is of another document, and stays as it is when it is of the same.
func (m Model) scannedLine(text string) (Model, []Cmd) {
	c := m.customer.claim
	name, number := m.lineNumber(text)
	switch {
	case name == "" && c.filled.is(number) && identity.NormaliseNumber(c.number) == number:
		return m, nil
	case c.ofAnother(number):
		m.customer.claim = claim{}
		if name == "" {
			m.customer.claim.focus = identity.FieldNumber
		}
	}
	if name != "" { // the line says whose number that is
		m.customer.claim.name, m.customer.claim.focus = "", identity.FieldName
	}
	m.machine = true
	m, cmds := m.typed(text)
	m.machine = false
	if name != "" {
		m.customer.claim = m.customer.claim.ofLine(name, number, m.now)
	}
	return m, cmds
}

// ofPassed reports whether a scanned line is of the guest whose pass is shown.
func (m Model) ofPassed(text string) bool {
	number := text
	if read, whole := (claim{}).scanned(text, m.now); whole {
		number = read.number
	} else if _, found := m.lineNumber(text); found != "" {
		number = found
	}
	passed := m.customer.subject
	return Card{Claim: identity.Claim{Number: number, Type: passed.Document.Type}}.of(passed)
}

// lineNumber is the number on a scanned line, "" if none is surely one, with the
// name beside it.
func (m Model) lineNumber(text string) (name, number string) {
	if identity.HoldsZone(text) {
		return "", ""
	}
	if name, number, ok := identity.SplitLine(text, m.now); ok {
		return name, number
	}
	if number, ok := identity.NumberAtEnd(text, m.now); ok {
		return "", number
	}
	if _, ok := identity.GuessType(text); ok {
		return "", identity.NormaliseNumber(text)
	}
	return "", ""
}

// byMachine reports whether the newest text was typed by a machine.
func (m Model) byMachine() bool { return m.machine || m.strokes.burst() }

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
