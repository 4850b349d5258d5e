package cli

import (
	"context"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/screens"
)

// settingsScreen is what the settings screen shows: the schema with its values,
// and which secrets are there.
func (c *counter) settingsScreen() screens.Settings {
	in, err := c.load()
	if err != nil {
		return screens.Settings{Fault: asIdentity(err).Said().Text()}
	}
	out := screens.Settings{Fields: fieldsOf(in)}
	names, err := in.Secrets.List(context.Background())
	if err != nil {
		out.Fault = asIdentity(err).Said().Text()
	}
	out.Steps = c.guide(in, names)
	for _, s := range in.Secrets.Names() {
		out.Secrets = append(out.Secrets, screens.SecretField{
			Name: s.Name, Label: s.Field.Label, Help: s.Field.Help, Stored: slices.Contains(names, s.Name),
		})
	}
	return out
}

// groupName is the name of the service that a setting belongs to, empty for none.
func groupName(in *desk.Installation, key string) identity.Text {
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

func fieldsOf(in *desk.Installation) []screens.SettingField {
	var out []screens.SettingField
	for _, s := range in.Settings.All() {
		if s.Field.Key == config.KeyPINHash {
			continue
		}
		out = append(out, screens.SettingField{
			Key: s.Field.Key, Label: s.Field.Label, Help: s.Field.Help, Type: s.Field.Type, Choices: s.Field.Choices,
			Names: choiceNames(in, s.Field), Needed: neededForConsent(s.Field.Key),
			Value: config.FormatText(s.Value), Locked: s.Locked, Origin: s.Origin.String(), Group: groupName(in, s.Field.Key),
		})
	}
	return out
}

// choiceNames are the choices of a setting as people know them: services and
// documents by name.
func choiceNames(in *desk.Installation, f providers.Field) []identity.Text {
	var out []identity.Text
	for _, choice := range f.Choices {
		out = append(out, choiceName(in, choice))
	}
	return out
}

func choiceName(in *desk.Installation, choice string) identity.Text {
	if e, err := in.Entry(choice); err == nil {
		return e.Descriptor.Name
	}
	for _, t := range identity.Types() {
		if string(t.Code) == choice {
			return t.Name
		}
	}
	switch choice {
	case string(identity.Chinese):
		return identity.Text{ZH: "中文", EN: "中文"}
	case string(identity.English):
		return identity.Text{ZH: "English", EN: "English"}
	}
	return identity.Text{ZH: choice, EN: choice}
}

// neededForConsent reports a setting without which no guest can agree.
func neededForConsent(key string) bool {
	switch key {
	case config.KeyCompany, config.KeyContact:
		return true
	}
	return strings.HasPrefix(key, "providers.") &&
		(strings.HasSuffix(key, "."+providers.KeyRecipient) || strings.HasSuffix(key, "."+providers.KeyContact))
}

// saveSecret stores a secret and returns what the settings screen shows then.
func (c *counter) saveSecret(name, value string) screens.Settings {
	err := c.keepSecret(name, value)
	return afterSaving(c.settingsScreen(), name, err)
}

func (c *counter) keepSecret(name, value string) error {
	in, err := c.installation()
	if err != nil {
		return err
	}
	secret, err := config.ParseSecret(value)
	if err != nil {
		return err
	}
	return in.Secrets.Set(context.Background(), name, secret)
}

// afterSaving says that a secret is stored only if there was no error and the
// keyring, asked again, has it.
func afterSaving(s screens.Settings, name string, err error) screens.Settings {
	i := slices.IndexFunc(s.Secrets, func(f screens.SecretField) bool { return f.Name == name })
	switch {
	case err != nil:
		s.Fault = identity.Text{ZH: "没有存入。", EN: "Not stored."}.Then(asIdentity(err).Said().Text())
	case i >= 0 && s.Secrets[i].Stored:
		s.Stored = s.Secrets[i].Label
	case s.Fault == (identity.Text{}):
		s.Fault = identity.Text{ZH: "没有存入：密钥环中没有找到。请重试，或用 facedesk config secret set " + name + " 存入。",
			EN: "Not stored: the keyring does not have it. Try again, or run: facedesk config secret set " + name}
	}
	return s
}
