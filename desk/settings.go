package desk

import (
	"context"
	"slices"
	"strings"
	"sync"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/settings"
)

// Settings implements what the settings screen shows and does.
type Settings struct {
	ctx     context.Context // ends waiting for a keyring or a service
	outside Outside

	mu      sync.Mutex // not held while a keyring or a service is asked
	tested  string     // address of the last connection test
	reached bool       // the last connection test succeeded
	// reported says what became of the last report.
	reported identity.Text
	// imported and notImported say what became of the last bundle.
	imported, notImported identity.Text
}

// NewSettings returns the settings of an installation. When ctx ends, it stops
// waiting for keyrings and services.
func NewSettings(ctx context.Context, o Outside) *Settings { return &Settings{ctx: ctx, outside: o} }

// Page returns what the settings screen shows: the schema with its values, and
// the names of the stored secrets.
func (s *Settings) Page() settings.Page {
	in, err := s.outside.Load()
	if err != nil {
		return settings.Page{Fault: AsIdentity(err).Said().Text()}
	}
	out := settings.Page{Fields: fieldsOf(in)}
	if len(in.Faults) > 0 {
		out.Fault = identity.Text{ZH: "以下为上次可用的设置。", EN: "These are the last good settings."}.Then(AsIdentity(in.Faults.Err()).Said().Text())
	}
	names, err := in.Secrets.List(s.ctx)
	if err != nil {
		out.Fault = out.Fault.Then(AsIdentity(err).Said().Text())
	}
	out.Steps = s.guide(in, names)
	s.mu.Lock()
	out.Fault = s.notImported.Then(out.Fault)
	s.mu.Unlock()
	for _, secret := range in.Secrets.Names() {
		if _, err := in.Entry(secret.Provider); err != nil {
			continue // those of the shared database are set once, by IT at the command line
		}
		out.Secrets = append(out.Secrets, settings.Secret{
			Name: secret.Name, Label: secret.Field.Label, Help: secret.Field.Help, Stored: slices.Contains(names, secret.Name),
			Group: groupName(in, "providers."+secret.Name),
		})
	}
	return out
}

// groupName returns the name of the service to which a setting belongs. It is
// empty for other settings.
func groupName(in *Installation, key string) identity.Text {
	parts := strings.Split(key, ".")
	if len(parts) < 3 || parts[0] != "providers" {
		return identity.Text{}
	}
	e, err := in.Entry(parts[1])
	if err != nil {
		return identity.Text{}
	}
	return e.Descriptor.Name
}

func fieldsOf(in *Installation) []settings.Field {
	var out []settings.Field
	for _, s := range in.Settings.All() {
		if config.HoldsHash(s.Field.Key) {
			continue
		}
		out = append(out, settings.Field{
			Key: s.Field.Key, Label: s.Field.Label, Help: s.Field.Help, Type: s.Field.Type, Choices: s.Field.Choices,
			Names: choiceNames(in, s.Field), Needed: neededForConsent(s.Field.Key),
			Value: config.FormatText(s.Value), Locked: s.Locked, Origin: s.Origin.String(), Group: groupName(in, s.Field.Key),
		})
	}
	return out
}

// choiceNames returns the choices of a setting by their names: services and
// documents by name, not by code.
func choiceNames(in *Installation, f providers.Field) []identity.Text {
	var out []identity.Text
	for _, choice := range f.Choices {
		out = append(out, choiceName(in, choice))
	}
	return out
}

func choiceName(in *Installation, choice string) identity.Text {
	if e, err := in.Entry(choice); err == nil {
		return e.Descriptor.Name
	}
	for _, t := range identity.Types() {
		if string(t.Code) == choice {
			return t.Name
		}
	}
	if name, ok := choiceWords[choice]; ok {
		return name
	}
	return identity.Text{ZH: choice, EN: choice}
}

// choiceWords are the choices that are words.
var choiceWords = map[string]identity.Text{
	string(identity.Chinese):     {ZH: "中文", EN: "中文"},
	string(identity.Traditional): {ZH: "繁體中文", EN: "繁體中文"},
	string(identity.English):     {ZH: "English", EN: "English"},
	config.Auto:                  {ZH: "自动", EN: "Auto"},
	config.On:                    {ZH: "显示", EN: "On"},
	config.Off:                   {ZH: "不显示", EN: "Off"},
	config.Light:                 {ZH: "浅色", EN: "Light"},
	config.Dark:                  {ZH: "深色", EN: "Dark"},
	config.Contrast:              {ZH: "高对比度", EN: "High contrast"},
}

// neededForConsent reports a setting without which no guest can consent.
func neededForConsent(key string) bool {
	switch key {
	case config.KeyCompany, config.KeyContact:
		return true
	}
	return strings.HasPrefix(key, "providers.") &&
		(strings.HasSuffix(key, "."+providers.KeyRecipient) || strings.HasSuffix(key, "."+providers.KeyContact))
}

// SaveSecret stores a secret and returns the page that the settings screen
// shows next.
func (s *Settings) SaveSecret(name, value string) settings.Page {
	err := s.keep(name, value)
	return afterSaving(s.Page(), name, err)
}

// keep stores a secret. It goes on if the window closes meanwhile.
func (s *Settings) keep(name, value string) error {
	in, err := s.outside.Find()
	if err != nil {
		return err
	}
	secret, err := config.ParseSecret(value)
	if err != nil {
		return err
	}
	return in.Secrets.Set(context.WithoutCancel(s.ctx), name, secret)
}

// afterSaving says that a secret is stored only if there was no error and the
// keyring, asked again, has it.
func afterSaving(s settings.Page, name string, err error) settings.Page {
	i := slices.IndexFunc(s.Secrets, func(f settings.Secret) bool { return f.Name == name })
	switch {
	case err != nil:
		s.Fault = identity.Text{ZH: "没有存入。", EN: "Not stored."}.Then(AsIdentity(err).Said().Text())
	case i >= 0 && s.Secrets[i].Stored:
		s.Stored = s.Secrets[i].Label
	case s.Fault == (identity.Text{}):
		s.Fault = identity.Text{ZH: "没有存入：密钥环中没有找到。请重试，或用 facedesk config secret set " + name + " 存入。",
			EN: "Not stored: the keyring does not have it. Try again, or run: facedesk config secret set " + name}
	}
	return s
}
