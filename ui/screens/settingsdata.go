package screens

import (
	"strings"

	"facedesk/identity"
	"facedesk/ui/session"
	data "facedesk/ui/settings"
)

// The content of the settings screen.
type (
	// Settings is the whole screen.
	Settings = data.Page
	// SettingField is one setting with its value.
	SettingField = data.Field
	// SecretField is one secret. Only its presence is known.
	SecretField = data.Secret
	// Step is one step of the guide.
	Step = data.Step
	// Question is what a bundle needs before it is imported.
	Question = data.Question
)

// passphraseQuestion is not shown while it is typed.
const passphraseQuestion = "ask.bundle.passphrase"

// bundleQuestions are the questions in words.
var bundleQuestions = map[data.Ask]session.TextKey{
	data.AskFingerprint: "ask.bundle.fingerprint", data.AskDesk: "ask.bundle.desk", data.AskSerial: "ask.bundle.serial",
	data.AskPassphrase: passphraseQuestion, data.AskAgreement: "ask.bundle.agreement",
}

// Groups of settings other than the services.
const (
	groupNotice    = "notice"
	groupGeneral   = "general"
	groupDocuments = "documents"
	groupPhoto     = "photo"
	servicePrefix  = "service."
)

// group is one group of the settings screen.
type group struct {
	id      string
	name    identity.Text // of a service
	fields  []SettingField
	secrets []SecretField
	steps   []Step // of the guide
}

// groupOf returns the group of a key.
func groupOf(key string) string {
	first, rest, _ := strings.Cut(key, ".")
	switch first {
	case groupNotice, groupDocuments, groupPhoto:
		return first
	case "providers":
		code, _, _ := strings.Cut(rest, ".")
		return servicePrefix + code
	}
	return groupGeneral
}

// grouped sorts settings into groups: the notice first, because nobody can
// consent without it, then the desk, then each service with its secrets.
func grouped(s Settings) []group {
	groups := []group{{id: groupNotice}, {id: groupGeneral}, {id: groupDocuments}, {id: groupPhoto}}
	at := func(id string) *group {
		for i := range groups {
			if groups[i].id == id {
				return &groups[i]
			}
		}
		groups = append(groups, group{id: id, name: identity.Text{ZH: "其他服务", EN: "Another service"}})
		return &groups[len(groups)-1]
	}
	for _, f := range s.Fields {
		g := at(groupOf(f.Key))
		g.fields = append(g.fields, f)
		if f.Group != (identity.Text{}) {
			g.name = f.Group
		}
	}
	for _, f := range s.Secrets {
		code, _, _ := strings.Cut(f.Name, ".")
		g := at(servicePrefix + code)
		g.secrets = append(g.secrets, f)
		if f.Group != (identity.Text{}) {
			g.name = f.Group
		}
	}
	var out []group
	for _, g := range groups {
		if len(g.fields)+len(g.secrets) > 0 {
			out = append(out, g)
		}
	}
	return withGuide(out, s.Steps)
}

func (s *settings) groupName(g group) string {
	switch g.id {
	case groupGuide:
		return s.t("settings.guide")
	case groupNotice:
		return s.t("settings.notice")
	case groupGeneral:
		return s.t("settings.general")
	case groupPhoto:
		return s.t("settings.photo")
	case groupDocuments:
		return s.t("screen.settings.documents")
	}
	return s.say(g.name)
}
