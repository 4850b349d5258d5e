package cli

import (
	"strings"

	"facedesk/config"
	"facedesk/identity"
)

// language returns the language of --lang, FACEDESK_LANG or the locale. The
// default is English.
func (a *app) language() identity.Language {
	for _, l := range []string{a.lang, a.getenv(config.VariableLang), a.getenv("LC_ALL"), a.getenv("LC_MESSAGES"), a.getenv("LANG")} {
		if l != "" {
			if strings.HasPrefix(l, string(identity.Chinese)) {
				return identity.Chinese
			}
			return identity.English
		}
	}
	return identity.English
}

func (a *app) say(t identity.Text) string { return t.In(a.language()) }

func (a *app) getenv(name string) string {
	for i := len(a.env) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(a.env[i], name+"="); ok {
			return value
		}
	}
	return ""
}
