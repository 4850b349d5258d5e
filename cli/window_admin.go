package cli

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/ui/screens"
)

// pinDoor checks the administrator's PIN, no faster than its tries allow.
type pinDoor struct {
	*app
	mu    sync.Mutex
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
	if wait := p.tries.Wait(p.now()); wait > 0 {
		return false, wait
	}
	if p.right(pin) {
		p.tries = config.PINTries{}
		return true, 0
	}
	p.tries = p.tries.Wrong(p.now())
	return false, p.tries.Wait(p.now())
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
		return screens.Settings{Fault: asIdentity(err).Text}
	}
	out := screens.Settings{Fields: fieldsOf(in)}
	names, err := in.secrets.List(context.Background())
	if err != nil {
		out.Fault = asIdentity(err).Text
	}
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
			Value: config.FormatText(s.Value), Locked: s.Locked, Origin: s.Origin.String(), Group: in.group(s.Field.Key),
		})
	}
	return out
}
