package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/screens"
)

// pinDoor checks the administrator's PIN, no faster than its tries allow; the
// tries outlive the program.
type pinDoor struct {
	*app
	mu    sync.Mutex
	read  bool // tries have been read
	tries config.PINTries
}

func (p *pinDoor) hash() (string, error) {
	in, err := p.load()
	if err != nil {
		return "", err
	}
	return config.PINHash(in.settings)
}

// set reports whether a PIN bars the way. Settings that cannot be read bar it
// too, since they may hold one: then IT mends the file.
func (p *pinDoor) set() bool {
	hash, err := p.hash()
	return hash != "" || err != nil
}

func (p *pinDoor) check(pin string) (bool, time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.read {
		p.read = true
		p.recall()
	}
	if wait := p.tries.Wait(p.now()); wait > 0 {
		return false, wait
	}
	right := p.right(pin)
	if p.tries = p.tries.Wrong(p.now()); right {
		p.tries = config.PINTries{}
	}
	p.remember()
	return right, p.tries.Wait(p.now())
}

// triesFile is where the tries are kept, "" if nowhere.
func (p *pinDoor) triesFile() string {
	in, err := p.installation()
	if err != nil {
		return ""
	}
	return filepath.Join(in.paths.Logs, "pin-tries")
}

// recall takes up the tries of the last run; without any there were none.
func (p *pinDoor) recall() {
	if data, err := os.ReadFile(p.triesFile()); err == nil {
		_ = p.tries.UnmarshalText(data)
	}
}

// remember keeps the tries; where that fails they hold until the program ends.
func (p *pinDoor) remember() {
	if data, err := p.tries.MarshalText(); err == nil {
		_ = os.MkdirAll(filepath.Dir(p.triesFile()), 0o700)
		_ = os.WriteFile(p.triesFile(), data, 0o600)
	}
}

func (p *pinDoor) right(pin string) bool {
	hash, err := p.hash()
	if err != nil {
		return false
	}
	right, err := config.CheckPIN(hash, pin)
	return right && err == nil
}

// settingsScreen is what the settings screen shows: the schema with its values,
// and which secrets are there.
func (c *counter) settingsScreen() screens.Settings {
	in, err := c.load()
	if err != nil {
		return screens.Settings{Fault: asIdentity(err).Said().Text()}
	}
	out := screens.Settings{Fields: fieldsOf(in)}
	names, err := in.secrets.List(context.Background())
	if err != nil {
		out.Fault = asIdentity(err).Said().Text()
	}
	out.Steps = c.guide(in, names)
	for _, s := range in.secrets.Names() {
		out.Secrets = append(out.Secrets, screens.SecretField{
			Name: s.Name, Label: s.Field.Label, Help: s.Field.Help, Stored: slices.Contains(names, s.Name),
		})
	}
	return out
}

// group is the name of the service that a setting belongs to, empty for none.
func (in *installation) group(key string) identity.Text {
	parts := strings.Split(key, ".")
	if len(parts) < 3 || parts[0] != "providers" {
		return identity.Text{}
	}
	e, err := in.entry(parts[1])
	if err != nil {
		return identity.Text{}
	}
	return e.Descriptor.Name
}

func fieldsOf(in *installation) []screens.SettingField {
	var out []screens.SettingField
	for _, s := range in.settings.All() {
		if s.Field.Key == config.KeyPINHash {
			continue
		}
		out = append(out, screens.SettingField{
			Key: s.Field.Key, Label: s.Field.Label, Help: s.Field.Help, Type: s.Field.Type, Choices: s.Field.Choices,
			Names: choiceNames(in, s.Field), Needed: neededForConsent(s.Field.Key),
			Value: config.FormatText(s.Value), Locked: s.Locked, Origin: s.Origin.String(), Group: in.group(s.Field.Key),
		})
	}
	return out
}

// choiceNames are the choices of a setting as people know them: services and
// documents by name.
func choiceNames(in *installation, f providers.Field) []identity.Text {
	var out []identity.Text
	for _, choice := range f.Choices {
		out = append(out, choiceName(in, choice))
	}
	return out
}

func choiceName(in *installation, choice string) identity.Text {
	if e, err := in.entry(choice); err == nil {
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
