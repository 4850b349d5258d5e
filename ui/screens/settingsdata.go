package screens

import (
	"strings"

	"facedesk/identity"
	"facedesk/providers"
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
