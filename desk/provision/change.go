package provision

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/providers"
)

// passing is called between the steps. It is a variable, so that a test can die
// there.
var passing = func() {}

// change is what is installed together.
type change struct {
	settings settings // kept: write data; absent: remove the file
	data     []byte
	secrets  map[string]providers.Secret // an empty one is removed
	serial   uint64                      // 0 leaves the number as it is
	sum      string
}

// names returns the names of the secrets in order.
func (c change) names() []string { return slices.Sorted(maps.Keys(c.secrets)) }

// apply makes a change whole or not at all. The caller holds the lock of the
// settings, and nothing is pending.
func (p Place) apply(ctx context.Context, s state, c change) error {
	old := s.Backup
	s.Generation++
	b, err := p.keep(ctx, s.Generation, c)
	if err != nil {
		return err
	}
	passing()
	if p.Secrets != nil {
		s.Pending = b
		if err := p.save(s); err != nil {
			return err
		}
		passing()
	}
	s.Pending, s.Backup = nil, b
	if c.serial > 0 {
		s.Serial, s.Sum = c.serial, c.sum
	}
	if err := p.write(ctx, s, c); err != nil {
		return p.backOut(ctx, err)
	}
	passing()
	p.drop(ctx, old)
	return nil
}

// keep makes the backup of what a change replaces.
func (p Place) keep(ctx context.Context, generation int, c change) (*backup, error) {
	b := &backup{Generation: generation, Secrets: map[string]bool{}}
	for _, name := range c.names() {
		value, err := p.Keyring.Get(ctx, name)
		if err == nil {
			err = p.Keyring.Set(ctx, backupName(generation, name), value)
			b.Secrets[name] = true
		} else if errors.Is(err, config.ErrNoSecret) {
			b.Secrets[name], err = false, nil
		}
		if err != nil {
			return nil, err
		}
	}
	if c.settings == untouched {
		return b, nil
	}
	data, err := config.ReadWhole(p.File())
	if err != nil {
		return nil, err
	}
	if b.Settings = kept; data == nil {
		b.Settings = absent
		return b, nil
	}
	if err := os.MkdirAll(p.folder(), 0o700); err != nil {
		return nil, unwritable(p.folder(), err)
	}
	if err := atomicfile.Write(p.backupFile(generation), data, 0o600); err != nil {
		return nil, unwritable(p.backupFile(generation), err)
	}
	return b, nil
}

// write carries a change out. Saving the state is the moment at which the new one
// holds. The system's settings are replaced after it: by then the number is safe,
// and a desk that dies in between takes the same bundle again.
func (p Place) write(ctx context.Context, s state, c change) error {
	for _, name := range c.names() {
		if err := p.setSecret(ctx, name, c.secrets[name]); err != nil {
			return err
		}
		passing()
	}
	if p.Secrets == nil {
		if err := p.save(s); err != nil {
			return err
		}
		passing()
		return p.writeSettings(c.settings, c.data)
	}
	if err := p.writeSettings(c.settings, c.data); err != nil {
		return err
	}
	passing()
	if c.serial > 0 {
		if err := p.note(ctx, mark{c.serial, c.sum}, len(c.secrets) > 0); err != nil {
			return err
		}
		passing()
	}
	return p.save(s)
}

func (p Place) setSecret(ctx context.Context, name string, value providers.Secret) error {
	if value.Empty() {
		return p.Keyring.Delete(ctx, name)
	}
	return p.Secrets.Set(ctx, name, value)
}

func (p Place) writeSettings(what settings, data []byte) error {
	switch what {
	case kept:
		return p.Sources.WriteFile(p.File(), data)
	case absent:
		return p.Sources.WriteFile(p.File(), nil)
	}
	return nil
}

// note puts the number into the keyring. A desk without a keyring takes settings
// all the same; its number is then in the state file alone.
func (p Place) note(ctx context.Context, m mark, needed bool) error {
	err := p.Keyring.Set(ctx, serialName, providers.NewSecret(m.String()))
	if !needed && config.StateOf(err) != config.Ready {
		return nil
	}
	return err
}
