package session

import (
	"slices"

	"facedesk/identity"
)

// TextKey names a text in the translation catalogue.
type TextKey string

// TextKeys lists every key that a View can hold, sorted, so that a catalogue
// can be tested complete.
func TextKeys() []TextKey {
	keys := slices.Concat(fixedKeys(), caseKeys(), ledgerKeys(), GuestKeys())
	for _, h := range append(hints(), "") {
		keys = append(keys, h.key())
	}
	for _, s := range Screens() {
		keys = append(keys, titleKey(s))
		for _, b := range Bindings(s) {
			keys = append(keys, b.Label)
		}
	}
	for _, s := range cameraStates() {
		keys = append(keys, s.key())
		if s.problem() {
			keys = append(keys, s.nextKey())
		}
	}
	for _, n := range []Network{NetworkUnknown, NetworkUp, NetworkDown} {
		keys = append(keys, TextKey("network."+n))
	}
	for _, d := range DutyCodes() {
		keys = append(keys, d.key())
	}
	for _, e := range memberEnds() {
		keys = append(keys, e.key())
	}
	for _, s := range ReaderStates() {
		keys = append(keys, s.Key())
	}
	for _, s := range AllSpoken() {
		keys = append(keys, s.Key())
	}
	for _, s := range JournalStates() {
		keys = append(keys, s.key())
	}
	for _, s := range serviceStates() {
		keys = append(keys, s.key())
	}
	for _, r := range setupReasons() {
		keys = append(keys, r.whatKey(), r.nextKey())
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// fixedKeys come last with those that a screen names by itself: the demo's
// banner, the idle warning (View.IdleIn) and how saving goes (View.Setup).
func fixedKeys() []TextKey {
	return []TextKey{
		"desk.from_card", "scanner.absent", "scanner.no_permission", "scanner.failed", "reader.ignored.check", "reader.ignored.locked", "sign_in.body", "sign_in.own", "sign_in.locked", "sign_in.nobody", "sign_in.welcome", "sign_in.wait", "sign_in.wrong", "reader.ignored.same", "reader.ignored.screen",
		"desk.from_hotel", "status.last_settings",
		"desk.number.ok", "desk.type.auto", "desk.type.chosen",
		"notice.face.title", "notice.face.body", "notice.details.title", "notice.details.body",
		"notice.guardian.face.title", "notice.guardian.face.body", "notice.guardian.details.title", "notice.guardian.details.body",
		"notice.missing.company", "notice.missing.contact", "notice.missing.operator", "notice.missing.recipient", "notice.missing.recipient_contact", "notice.missing.service", "notice.missing.down", "notice.missing.limit",
		"notice.waiting",
		"key.agree.guardian", "key.agree.fourteen", "key.other_picture", "key.asks_photo.guardian",
		"notice.screen.on", "notice.screen.lost", "notice.screen.cannot",
		"network.down.next", "service.none",
		"confirm.body", "confirm.waiting", "file.warning",
		"ask.covered", "ask.covered.next", "ask.turned_away", "ask.next",
		"ask.many_faces", "ask.many_faces.next", "ask.off_centre", "ask.off_centre.next",
		"checking.body", "checking.slow", "repeat.body",
		"by_eye.body", "by_eye.minor", "by_eye.undecided", "by_eye.unfit",
		CoverageKey, "verdict.demo.reason", DemoKey,
		"demo.banner", "idle.warning", "idle.leave",
		"settings.saving", "settings.saved",
		"light.good", "light.dark", "light.burnt", "light.backlit", "light.side_lit", "light.torn", "light.nobody",
	}
}

// cases are what a check can come to.
func cases() []string {
	var out []string
	for o := identity.Inconclusive; o <= identity.NoReference; o++ {
		out = append(out, o.String())
	}
	for _, k := range identity.Kinds() {
		out = append(out, string(k))
	}
	return out
}

// caseKeys are word, reason and next step for each case, and the demo's words.
func caseKeys() []TextKey {
	var keys []TextKey
	for _, c := range cases() {
		keys = append(keys, wordKey(c, false), wordKey(c, true), reasonKey(c, false), nextKey(c, false))
	}
	return keys
}

// wordKey names the word readable from afar. What could not be checked has one
// word, whatever the reason.
func wordKey(what string, demo bool) TextKey {
	word := "unchecked"
	switch what {
	case identity.Match.String(), identity.IdentityMatch.String(), identity.FaceMismatch.String(), identity.IdentityMismatch.String():
		word = what
	}
	if demo {
		return TextKey("verdict.demo." + word + ".word")
	}
	return TextKey("verdict." + word + ".word")
}

func reasonKey(what string, demo bool) TextKey {
	if demo {
		return "verdict.demo.reason"
	}
	return TextKey("verdict." + what + ".reason")
}

// nextKey names the next step. A demo's says that it is none; except for the
// pass, the real one is shown beside it for practice.
func nextKey(what string, demo bool) TextKey {
	if demo {
		return "verdict.demo.next"
	}
	return TextKey("verdict." + what + ".next")
}

// VerdictText names the texts of a verdict.
type VerdictText struct{ Word, Reason, Next TextKey }

// Texts beside those of a verdict.
const (
	DemoKey     TextKey = "verdict.demo.next"             // it is none
	CoverageKey TextKey = "verdict.no_reference.coverage" // the service may not know such documents
)

// VerdictKeys are the texts of an outcome for the command line, which says
// beside a demo's word what a real one would mean and ask for.
func VerdictKeys(o identity.Outcome, demo bool) VerdictText {
	return VerdictText{Word: wordKey(o.String(), demo), Reason: reasonKey(o.String(), false), Next: nextKey(o.String(), false)}
}

func titleKey(s Screen) TextKey        { return TextKey("title." + s) }
func (s CameraState) key() TextKey     { return TextKey("camera." + s) }
func (s CameraState) nextKey() TextKey { return TextKey("camera." + s + ".next") }
func (r SetupReason) whatKey() TextKey { return TextKey("setup." + r + ".what") }
func (r SetupReason) nextKey() TextKey { return TextKey("setup." + r + ".next") }
func (s ServiceState) key() TextKey {
	switch s {
	case ServiceReady:
		return "service.ready"
	case ServiceNoSecret, ServiceLocked, ServiceQuota, ServiceContact, ServiceDown, ServiceLimit:
		return TextKey("service." + s)
	}
	return "service.settings"
}
