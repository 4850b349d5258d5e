package provision

import (
	"context"
	"errors"
	"maps"
	"slices"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/identity"
	"facedesk/providers"
)

// backOut puts everything back after a change that failed.
func (p Place) backOut(ctx context.Context, cause error) error {
	if err := p.undo(context.WithoutCancel(ctx)); err != nil {
		return halfway(cause)
	}
	said := identity.Say("没有完成，设置和密钥已恢复原状。", "It could not be finished. Settings and keys are as they were before.")
	return because(said, cause)
}

// undo puts back what a pending change has replaced. It can be done again after it
// was broken off.
func (p Place) undo(ctx context.Context) error {
	s, _, err := p.load()
	if err != nil || s.Pending == nil {
		return err
	}
	b := *s.Pending
	for _, name := range slices.Sorted(maps.Keys(b.Secrets)) {
		if err := p.putBack(ctx, b, name); err != nil {
			return err
		}
		passing()
	}
	data, err := p.kept(b)
	if err != nil {
		return err
	}
	if err := p.writeSettings(b.Settings, data); err != nil {
		return err
	}
	passing()
	s.Pending = nil
	if err := p.save(s); err != nil {
		return err
	}
	passing()
	p.drop(ctx, &b)
	return nil
}

// putBack restores one secret. If the keyring was emptied meanwhile, the secret is
// missing, and never the new one beside old settings.
func (p Place) putBack(ctx context.Context, b backup, name string) error {
	value, err := p.keptSecret(ctx, b, name)
	if err != nil {
		return err
	}
	if value.Empty() {
		return p.Keyring.Delete(ctx, name)
	}
	return p.Keyring.Set(ctx, name, value)
}

func (p Place) keptSecret(ctx context.Context, b backup, name string) (providers.Secret, error) {
	if !b.Secrets[name] {
		return providers.Secret{}, nil
	}
	value, err := p.Keyring.Get(ctx, backupName(b.Generation, name))
	if errors.Is(err, config.ErrNoSecret) {
		return providers.Secret{}, nil
	}
	return value, err
}

// kept returns the settings of a backup.
func (p Place) kept(b backup) ([]byte, error) {
	if b.Settings != kept {
		return nil, nil
	}
	data, err := config.ReadWhole(p.backupFile(b.Generation))
	if err == nil && data == nil {
		err = configuration(identity.Say("备份的设置文件不见了："+p.backupFile(b.Generation), "The backup of the settings is gone: "+p.backupFile(b.Generation)).
			Do("请重新导入配置包。", "Import the bundle anew."), nil)
	}
	return data, err
}

// drop removes a backup that nobody needs any more. What stays is overwritten or
// does no harm.
func (p Place) drop(ctx context.Context, b *backup) {
	if b == nil {
		return
	}
	_ = atomicfile.Remove(p.backupFile(b.Generation))
	for name, had := range b.Secrets {
		if had {
			_ = p.Keyring.Delete(ctx, backupName(b.Generation, name))
		}
	}
}

func halfway(cause error) error {
	return because(identity.Say("没有完成，也暂时无法恢复原状；下次启动时会先恢复。", "It could not be finished, and not be undone yet: that happens at the next start."), cause)
}

// because puts the sentences of a cause behind those that say how things stand.
func because(said identity.Sentences, cause error) error {
	if e, ok := errors.AsType[*identity.Error](cause); ok {
		said.What, said.Next = said.What.Then(e.What), e.Next
	}
	return configuration(said, cause)
}
