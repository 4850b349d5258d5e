package screens

import (
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// Settings is what the settings screen shows.
type Settings struct {
	Fields  []SettingField
	Secrets []SecretField
	Steps   []Step        // of the guide, none: there is no guide
	Stored  identity.Text // label of the secret that has just been stored
	Fault   identity.Text // why something of it could not be read or stored
}

// SettingField is one setting with its value. Keys of services begin with
// "providers.<code>.".
type SettingField struct {
	Key     string
	Label   identity.Text
	Help    identity.Text
	Type    providers.FieldType
	Choices []string
	Names   []identity.Text // of the choices, as people know them; nil: as they are written
	Value   string          // as it is written in a file; lists with commas
	Needed  bool            // without it no guest can agree
	Locked  bool            // by IT: it cannot be changed here
	Origin  string          // where the value comes from
	Group   identity.Text   // name of the service, "" for its code
}

// SecretField is one secret, of which only is known whether it is there.
type SecretField struct {
	Name   string // <code>.<key>
	Label  identity.Text
	Help   identity.Text
	Stored bool
}

// Groups of settings beside the services.
const (
	groupNotice    = "notice"
	groupGeneral   = "general"
	groupDocuments = "documents"
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

// groupOf is the group of a key.
func groupOf(key string) string {
	first, rest, _ := strings.Cut(key, ".")
	switch first {
	case groupNotice, groupDocuments:
		return first
	case "providers":
		code, _, _ := strings.Cut(rest, ".")
		return servicePrefix + code
	}
	return groupGeneral
}

// grouped sorts settings into groups: the notice, without which nobody can
// agree, first; then the desk, and each service with its secrets.
func grouped(s Settings) []group {
	groups := []group{{id: groupNotice}, {id: groupGeneral}, {id: groupDocuments}}
	at := func(id string) *group {
		for i := range groups {
			if groups[i].id == id {
				return &groups[i]
			}
		}
		code := strings.TrimPrefix(id, servicePrefix)
		groups = append(groups, group{id: id, name: identity.Text{ZH: code, EN: code}})
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
	}
	var out []group
	for _, g := range groups {
		if len(g.fields)+len(g.secrets) > 0 {
			out = append(out, g)
		}
	}
	return withGuide(out, s.Steps)
}

// Keys lists the texts that screens name by themselves and no session.View does.
func Keys() []session.TextKey {
	keys := []session.TextKey{
		"app.name", "demo.banner", "demo.frame", "idle.warning", "starting.body",
		"first_start.body", "first_start.demo", "first_start.set_up",
		"status.network", "status.camera", "status.service", "status.served", "status.late",
		"desk.type", "desk.type.auto", "desk.type.more", "desk.name", "desk.name.hint", "desk.number", "desk.number.hint",
		"desk.nation", "desk.nation.hint", "desk.service", "desk.service.face", "desk.service.details", "desk.person", "desk.waiting",
		"consent.self", "consent.guardian", "key.shoot", "key.send", "key.save",
		"capture.shooting", "camera.starting", "by_eye.document",
		"verdict.person", "verdict.clears", "verdict.hides", "verdict.details.service", "verdict.details.code", "verdict.details.order",
		"records.empty", "records.at", "records.person", "records.service", "records.result", "records.decision",
		"records.open", "records.lost", "records.demo", "records.fault",
		"decision.none", "decision.missing", "decision.by_eye", "decision.doubt", "decision.left",
		"settings.saving", "settings.saved", "settings.fault", "settings.changed", "settings.locked", "settings.origin", "settings.needed", "settings.guide", "settings.guide.done", "settings.guide.go", "settings.guide.test",
		"settings.secret.set", "settings.secret.missing", "settings.secret.hint", "settings.general", "settings.notice",
		"help.title", "help.body", "help.close", "pin.body",
		"screen.desk.title", "screen.desk.body",
		"screen.step.claim", "screen.step.notice", "screen.step.photo", "screen.step.result",
		"screen.pin.ok", "screen.pin.cancel", "screen.type.553",
		"screen.settings.documents", "screen.settings.yes", "screen.settings.no", "screen.settings.store",
	}
	for _, t := range identity.Types() {
		keys = append(keys, session.TextKey("type."+t.Code))
	}
	for o := identity.Inconclusive; o <= identity.NoReference; o++ {
		keys = append(keys, session.TextKey("result."+o.String()))
	}
	for _, k := range identity.Kinds() {
		keys = append(keys, session.TextKey("result."+k))
	}
	return keys
}
