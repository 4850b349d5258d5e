package text

import (
	"fmt"
	"slices"
	"strings"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// Guest returns the texts that guests read in a language. Texts that it lacks are
// English.
func Guest(l session.NoticeLanguage) *Catalogue { return StrictGuest(l, func(error) {}) }

// StrictGuest is like Guest and reports as Strict does.
func StrictGuest(l session.NoticeLanguage, report func(error)) *Catalogue {
	c := &Catalogue{language: spoken(l.Code), report: report}
	code := identity.Language(l.Code)
	switch {
	case l.Texts != nil:
		texts := make(map[string]string, len(l.Texts))
		for key, s := range l.Texts {
			texts[string(key)] = s
		}
		c.first = c.parsed(code, texts)
	case slices.Contains([]identity.Language{identity.Chinese, identity.English, identity.Traditional}, code):
		c.first = c.load(code)
	default:
		c.first = c.read(code, assets.GuestTranslation(l.Code))
	}
	c.second = c.load(identity.English)
	return c
}

// spoken is in which of the program's two languages a guest reads a text that there
// is in those two only, such as the name of a recipient.
func spoken(code string) identity.Language {
	if code == string(identity.Chinese) || code == string(identity.Traditional) {
		return identity.Chinese
	}
	return identity.English
}

// NoticeTexts returns the texts of the notice in a language, in a fixed order, as
// they are written.
func NoticeTexts(l session.NoticeLanguage) []string {
	c := Guest(l)
	var out []string
	for _, key := range session.GuestKeys() {
		if strings.HasPrefix(string(key), "notice.") {
			out = append(out, fmt.Sprint(c.first[string(key)]))
		}
	}
	return out
}
