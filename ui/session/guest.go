package session

import (
	"slices"
	"strings"
	"unicode"

	"facedesk/identity"
)

// NoticeLanguage is a language in which a guest may read the notice.
type NoticeLanguage struct {
	Code string
	Name string // in the language itself
	// The company's own texts in it.
	Reason, Contact string
	// Texts are those of a translation that IT has added; nil where the program
	// brings them. They are not changed.
	Texts map[TextKey]string
}

// OfferedLanguages returns the languages in which the company's own texts can be read. The
// base is the language of the settings' plain texts. It comes first and is always
// there: what it lacks is asked for by the notice.
func OfferedLanguages(base NoticeLanguage, others []NoticeLanguage) []NoticeLanguage {
	out := []NoticeLanguage{base}
	for _, l := range others {
		l.Contact, l.Reason = own(l.Contact, base.Contact), own(l.Reason, base.Reason)
		complete := l.Contact != "" && (l.Reason != "" || strings.TrimSpace(base.Reason) == "")
		if l.Code != base.Code && complete {
			out = append(out, l)
		}
	}
	return out
}

// own is a text in its language, or the base's where everybody reads that alike.
func own(text, base string) string {
	if strings.TrimSpace(text) == "" && !worded(base) {
		return base
	}
	return text
}

// worded reports whether a text has words of a language. Telephone numbers and
// addresses of mail and web pages have none.
func worded(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		foreign := strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) && r > unicode.MaxASCII })
		return foreign || strings.ContainsFunc(word, unicode.IsLetter) && !strings.Contains(word, "@") && !strings.Contains(word, "://")
	})
}

// noticeLanguages are those to choose from, the desk's own first.
func (m Model) noticeLanguages() []NoticeLanguage {
	if len(m.cfg.Guests) > 0 {
		return m.cfg.Guests
	}
	return []NoticeLanguage{{Code: string(identity.Chinese), Name: "中文", Reason: m.cfg.Reason, Contact: m.cfg.Contact}}
}

// guest is the language in which this guest reads: chosen, else as the document
// tells, else the clerk's, else the first one.
func (m Model) guest() NoticeLanguage {
	list := m.noticeLanguages()
	for _, code := range []string{m.customer.language, m.customer.claim.document().Language(), string(m.language)} {
		if i := slices.IndexFunc(list, func(l NoticeLanguage) bool { return l.Code == code }); i >= 0 {
			return list[i]
		}
	}
	return list[0]
}

// pickLanguage lets the guest read in a language.
func (m Model) pickLanguage(code string) Model {
	if slices.ContainsFunc(m.noticeLanguages(), func(l NoticeLanguage) bool { return l.Code == code }) {
		m.customer.language = code
	}
	return m
}

// nextNoticeLanguage goes through the languages.
func (m Model) nextNoticeLanguage() (Model, []Cmd) {
	list, now := m.noticeLanguages(), m.guest().Code
	at := slices.IndexFunc(list, func(l NoticeLanguage) bool { return l.Code == now })
	return m.pickLanguage(list[(at+1)%len(list)].Code), nil
}

func (m Model) severalLanguages() bool { return len(m.noticeLanguages()) > 1 }

// GuestKeys lists the texts that guests read, sorted: a translation has all of them
// and no others.
func GuestKeys() []TextKey {
	keys := []TextKey{
		"language.name",
		"notice.face.title", "notice.face.body", "notice.details.title", "notice.details.body",
		"notice.guardian.face.title", "notice.guardian.face.body", "notice.guardian.details.title", "notice.guardian.details.body",
		"guest.welcome", "guest.welcome.next", "guest.preparing", "guest.agree", "guest.agree.guardian", "guest.agree.fourteen", "guest.decline", "guest.withdraw",
		"guest.declined", "guest.starting", "guest.look", "guest.taken", "guest.checking", "guest.pass", "guest.pass.next", "guest.staff", "guest.demo",
	}
	for _, h := range append(hints(), "") {
		keys = append(keys, h.guestKey())
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// guestKey names what the guest can do about a hint. What only the clerk can mend
// asks for another photo.
func (h Hint) guestKey() TextKey {
	switch h {
	case "":
		return "guest.hint.good"
	case HintNoFace, HintUnclear, HintManyFaces, HintMouthCovered, HintEyesCovered, HintCovered, HintTilted:
		return TextKey("guest.hint." + h)
	case HintTurnedAway, HintTurned:
		return "guest.hint.turned"
	case HintTooSmall, HintSmall:
		return "guest.hint.closer"
	case HintCutOff, HintTooClose:
		return "guest.hint.back"
	case HintDark, HintBurnt, HintBacklit, HintSideLit:
		return "guest.hint.light"
	case HintBlurred, HintMoving:
		return "guest.hint.still"
	case HintOffCentre:
		return "guest.hint.centre"
	}
	return "guest.hint.again"
}
