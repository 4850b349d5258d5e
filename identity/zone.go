package identity

import (
	"regexp"
	"slices"
	"strings"
)

// fillers are the filler of a machine-readable zone and what input methods make
// of it.
const fillers = "<＜《〈«‹"

// HoldsZone reports text that is a machine-readable zone or part of one: it has
// fillers and no Chinese character, beside which a filler is a slip of the
// keyboard.
func HoldsZone(text string) bool {
	return strings.ContainsAny(text, fillers) && !strings.ContainsFunc(text, isHan)
}

// ZoneMayGrow reports whether lines may be to come of a zone of which a line has
// just ended: scanners type it line by line, each with Enter.
func ZoneMayGrow(text string) bool {
	zone := mrzText(text)
	switch {
	case strings.ContainsFunc(zone, func(r rune) bool { return !isMRZ(r) }), exitPermitZone.MatchString(zone), licenceRow.MatchString(zone):
		return false
	case len(zone) == 30 || len(zone) == 36 || len(zone) == 44 || len(zone) == 60:
		return true
	}
	return len(zone) < 44 && beginsZone(zone)
}

// beginsZone reports text that begins as the first line of a passport or card
// does: a code of two characters, then the state that issued it.
func beginsZone(zone string) bool {
	if zone == "" || !strings.Contains("PIAC", zone[:1]) {
		return false
	}
	if len(zone) < 5 {
		return !strings.ContainsAny(zone, "0123456789")
	}
	issuer := strings.TrimRight(zone[2:5], "<")
	return IsNation(NormaliseNation(issuer)) || issuer == specimenState
}

// specimenState is the state of ICAO's own specimens.
const specimenState = "UTO"

// exitPermitZone is the one row of a mainlander's exit permit for Hong Kong and
// Macau (CS) or Taiwan (CD): number, expiry and birth with a check digit each.
var exitPermitZone = regexp.MustCompile(`^C[SD][A-Z0-9]{9}\d<\d{6}\d<\d{6}\d<\d$`)

// readZone is ParseMRZ with the complaint as a sentence.
func readZone(text string) (MRZ, *sentence) {
	zone := mrzText(text)
	if strings.ContainsFunc(zone, func(r rune) bool { return !isMRZ(r) }) {
		return MRZ{}, &mrzIllegal
	}
	if exitPermitZone.MatchString(zone) {
		return MRZ{}, &mrzExitPermit
	}
	if licenceRow.MatchString(zone) {
		return MRZ{}, &mrzLicence
	}
	layout, ok := layouts[len(zone)]
	if !ok {
		return MRZ{}, &mrzLength
	}
	if zone[0] == 'V' || zone[0] == '<' || isDigit(rune(zone[0])) {
		return MRZ{}, &mrzOther
	}
	fields := layout.cut(zone)
	if fault := fields.check(); fault != nil {
		return MRZ{}, fault
	}
	return fields.mrz(layout.format), nil
}

// zoneFault says what is wrong with a zone that stands in a field for something
// else; nil where it holds none.
func zoneFault(text string, f Field) *sentence {
	if !HoldsZone(text) {
		return nil
	}
	_, fault := readZone(text)
	if fault == nil {
		fault = &mrzWhole
	}
	here := *fault
	here.field = f
	return &here
}

// first returns the first fault there is.
func first(faults ...*sentence) *sentence {
	if i := slices.IndexFunc(faults, func(s *sentence) bool { return s != nil }); i >= 0 {
		return faults[i]
	}
	return nil
}
