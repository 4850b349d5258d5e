package provision

import (
	"context"
	"errors"

	"facedesk/config"
	"facedesk/identity"
)

// Recover puts back the old settings and secrets if an import died in the middle.
// It waits for one that is being carried out. Until it has succeeded, the settings
// and the secrets may not belong together, so nothing may be done with them.
func (p Place) Recover(ctx context.Context) error {
	if s, _, err := p.load(); err != nil || s.Pending == nil {
		return nil // a torn file tells of nothing that began
	}
	release, err := p.Sources.ExcludeEdits(p.File())
	if err != nil {
		return err
	}
	defer release()
	return p.recoverLocked(ctx)
}

func (p Place) recoverLocked(ctx context.Context) error {
	if err := p.undo(ctx); err != nil && !errors.Is(err, errTorn) {
		said := identity.Say("上次导入配置包时中断，设置和密钥还没有恢复原状。", "The last import of a bundle was cut off, and settings and keys are not yet as they were before.")
		return because(said, err)
	}
	return nil
}

// Rollback goes back to how settings and secrets were before the last import, or,
// after a rollback, before that. The number of the last bundle stays, so that no
// older one can be imported.
func (p Place) Rollback(ctx context.Context) error {
	if s, _, err := p.load(); err == nil && s.Backup == nil && s.Pending == nil { // not even a folder is made
		return nothingToGoBackFrom(nil)
	}
	release, err := p.Sources.ExcludeEdits(p.File())
	if err != nil {
		return err
	}
	defer release()
	if err := p.recoverLocked(ctx); err != nil {
		return err
	}
	s, _, err := p.load()
	if err != nil || s.Backup == nil {
		return nothingToGoBackFrom(err)
	}
	c, err := p.inverse(ctx, *s.Backup)
	if err != nil {
		return err
	}
	return p.apply(ctx, s, c)
}

func nothingToGoBackFrom(cause error) error {
	return configuration(identity.Say("没有可以退回的导入，未作任何更改。", "There is no import to go back from. Nothing was changed.").
		Do("每次导入只保留一份备份。", "One backup is kept, of the last import."), cause)
}

// inverse returns the change that brings a backup back.
func (p Place) inverse(ctx context.Context, b backup) (c change, err error) {
	c = change{settings: b.Settings}
	if c.data, err = p.kept(b); err != nil {
		return c, err
	}
	for name := range b.Secrets {
		value, err := p.keptSecret(ctx, b, name)
		if err != nil {
			return c, err
		}
		if c.secrets == nil {
			c.secrets = newSecrets()
		}
		c.secrets[name] = value
	}
	return c, nil
}

// last returns the number of the last bundle and the hash of its file. It is not
// known if the desk may have had bundles and neither record of them is left.
func (p Place) last(ctx context.Context) (m mark, known bool, err error) {
	s, found, torn := p.load()
	m = mark{s.Serial, s.Sum}
	if p.Keyring != nil {
		value, err := p.Keyring.Get(ctx, serialName)
		if err != nil && config.StateOf(err) == config.Failing {
			return mark{}, false, err
		}
		if err == nil {
			if other := parseMark(value.Reveal()); other.serial >= m.serial {
				m = other
			}
		}
	}
	if found && torn == nil || m.serial > 0 {
		return m, true, nil
	}
	fresh, err := p.fresh(ctx)
	return m, fresh && torn == nil, err
}

// fresh reports whether nothing was ever set up here.
func (p Place) fresh(ctx context.Context) (bool, error) {
	if data, err := config.ReadWhole(p.File()); err != nil || data != nil {
		return false, nil //nolint:nilerr // a file that cannot be read is a file
	}
	if p.Secrets == nil {
		return true, nil
	}
	if state, _ := p.Keyring.State(ctx); state == config.Absent {
		return true, nil
	}
	names, err := p.Secrets.List(ctx)
	if config.StateOf(err) == config.Locked {
		return false, nil
	}
	return len(names) == 0, err
}
