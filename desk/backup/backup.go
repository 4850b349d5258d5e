package backup

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/identity"
	"facedesk/records"
)

// The names inside a backup, in their order. The first one tells the format.
const (
	markName     = "facedesk-backup-1"
	keyName      = "hash-key"
	settingsName = "settings.toml"
	recordsName  = "records.db"
)

// Desk is what is carried.
type Desk struct {
	Sources config.Sources
	Schema  *config.Schema
	Keyring *config.Keyring
	Default string // the records file where the settings name none
}

// Create writes a backup.
func (d Desk) Create(ctx context.Context, w io.Writer, recordsFile, passphrase string) error {
	key, err := d.Keyring.Get(ctx, config.SecretHashKey)
	if err != nil && !errors.Is(err, config.ErrNoSecret) {
		return err
	}
	settings, err := config.ReadWhole(d.Sources.User)
	if err != nil {
		return err
	}
	copied, remove, err := copyOf(ctx, recordsFile, key.Empty())
	if err != nil {
		return err
	}
	defer remove()
	sealed, err := bundle.Encrypt(w, bundle.ByPassphrase(passphrase))
	if err != nil {
		return err
	}
	out := tar.NewWriter(sealed)
	err = errors.Join(put(out, markName, nil), put(out, keyName, []byte(key.Reveal())), put(out, settingsName, settings), putFile(out, recordsName, copied))
	return errors.Join(err, out.Close(), sealed.Close())
}

// copyOf copies the records beside themselves. Without the key that they were
// written with they would be worth little, and that is said.
func copyOf(ctx context.Context, file string, keyless bool) (copied string, remove func(), err error) {
	store, err := records.Open(ctx, file)
	if err != nil {
		return "", nil, err
	}
	defer store.Close()
	if keyed, err := store.Keyed(ctx); err != nil || keyed && keyless {
		if err == nil {
			err = config.HashKeyLost()
		}
		return "", nil, err
	}
	dir, err := os.MkdirTemp(filepath.Dir(file), createPattern)
	if err != nil {
		return "", nil, unwritable(filepath.Dir(file), err)
	}
	remove = func() { _ = os.RemoveAll(dir) }
	copied = filepath.Join(dir, recordsName)
	if err := store.Copy(ctx, copied); err != nil {
		remove()
		return "", nil, err
	}
	return copied, remove, nil
}

func put(w *tar.Writer, name string, data []byte) error {
	err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data))})
	_, wrote := w.Write(data)
	return errors.Join(err, wrote)
}

func putFile(w *tar.Writer, name, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size()}); err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}

func unwritable(file string, cause error) error {
	return configuration(identity.Say(file+" 无法写入，未作任何更改。", file+" cannot be written. Nothing was changed.").
		Do("请检查文件夹权限和磁盘空间。", "Check the folder's permissions and the disk space."), cause)
}

func configuration(s identity.Sentences, cause error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: s.What, Next: s.Next, Cause: cause}
}
