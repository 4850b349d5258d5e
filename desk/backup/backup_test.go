package backup

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/config/keyringtest"
	"facedesk/identity"
	"facedesk/providers"
)

const passphrase = "long enough 12"

// newDesk is a machine with a keyring of its own and without settings and records.
func newDesk(t *testing.T) (Desk, string) {
	t.Helper()
	_, env := keyringtest.Start(t)
	dir := t.TempDir()
	return Desk{Sources: config.Sources{Schema: config.NewSchema(nil), User: filepath.Join(dir, "settings.toml")}, Schema: config.NewSchema(nil),
		Keyring: config.NewKeyring(config.KeyringOptions{Service: "facedesk-test", Env: env}), Default: filepath.Join(dir, "records.db")}, dir
}

// files lists what is in a folder, but for the locks of the settings.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if !strings.HasSuffix(f.Name(), ".lock") {
			names = append(names, f.Name())
		}
	}
	return names
}

// entry is one file in a backup.
type entry struct {
	name string
	data []byte
}

// sealed is a backup with any entries.
func sealed(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := bundle.Encrypt(&out, bundle.ByPassphrase(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewWriter(w)
	for _, e := range entries {
		err = errors.Join(err, put(archive, e.name, e.data))
	}
	if err = errors.Join(err, archive.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A desk moves with its key, settings and records, once: the second time it is there
// already.
func TestMove(t *testing.T) {
	from, _ := newDesk(t)
	key := providers.NewSecret(strings.Repeat("ab", 32))
	if err := errors.Join(from.Keyring.Set(t.Context(), config.SecretHashKey, key), os.WriteFile(from.Sources.User, []byte("version = 1\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	var carried bytes.Buffer
	if err := from.Create(t.Context(), &carried, from.Default, passphrase); err != nil {
		t.Fatal(err)
	}
	to, dir := newDesk(t)
	if _, err := to.Restore(t.Context(), bytes.NewReader(carried.Bytes()), "another one 12"); bundle.FaultOf(err) != bundle.WrongPassphrase {
		t.Errorf("another passphrase: %v", err)
	}
	place, err := to.Restore(t.Context(), bytes.NewReader(carried.Bytes()), passphrase)
	if err != nil || place != to.Default {
		t.Fatalf("%s, %v", place, err)
	}
	got, err := to.Keyring.Get(t.Context(), config.SecretHashKey)
	if settings, _ := os.ReadFile(to.Sources.User); err != nil || got.Reveal() != key.Reveal() || string(settings) != "version = 1\n" {
		t.Errorf("%v, settings %q", err, settings)
	}
	if _, err := to.Restore(t.Context(), bytes.NewReader(carried.Bytes()), passphrase); err == nil || !strings.Contains(err.Error(), to.Default) {
		t.Errorf("again: %v", err)
	}
	if left := files(t, dir); len(left) != 2 {
		t.Errorf("left: %v", left)
	}
}

// What lacks a part, has one more, or has another order is no backup. Nothing of it is
// put in place.
func TestDamagedBackups(t *testing.T) {
	from, _ := newDesk(t)
	var carried bytes.Buffer
	if err := from.Create(t.Context(), &carried, from.Default, passphrase); err != nil {
		t.Fatal(err)
	}
	database, err := os.ReadFile(from.Default)
	if err != nil {
		t.Fatal(err)
	}
	mark, key, settings, records := entry{name: markName}, entry{name: keyName}, entry{settingsName, []byte("version = 1\n")}, entry{recordsName, database}
	to, dir := newDesk(t)
	for name, file := range map[string][]byte{
		"nothing":            sealed(t),
		"another format":     sealed(t, entry{name: "facedesk-backup-2"}, key, settings, records),
		"without a key":      sealed(t, mark, settings, records),
		"without settings":   sealed(t, mark, key, records),
		"without records":    sealed(t, mark, key, settings),
		"another order":      sealed(t, mark, key, records, settings),
		"one more":           sealed(t, mark, key, settings, records, records),
		"records of others":  sealed(t, mark, key, settings, entry{recordsName, []byte("SQLite format 3\x00 but no more")}),
		"half the records":   sealed(t, mark, key, settings, entry{recordsName, database[:len(database)/2]}),
		"settings of others": sealed(t, mark, key, entry{settingsName, []byte("version = 1\nno such = 1\n")}, records),
		"cut":                carried.Bytes()[:carried.Len()-20],
		"one bit":            flipped(carried.Bytes()),
	} {
		_, err := to.Restore(t.Context(), bytes.NewReader(file), passphrase)
		e, _ := errors.AsType[*identity.Error](err)
		if e == nil || e.Charged != identity.ChargedNo || e.What.ZH == "" {
			t.Errorf("%s: %v", name, err)
		}
		if left := files(t, dir); len(left) != 0 {
			t.Fatalf("%s left %v", name, left)
		}
	}
	if _, err := to.Restore(t.Context(), bytes.NewReader(carried.Bytes()), passphrase); err != nil {
		t.Errorf("the whole one: %v", err)
	}
}

func flipped(data []byte) []byte {
	data = bytes.Clone(data)
	data[len(data)*2/3] ^= 1
	return data
}

// A folder that cannot be written is named, whether a backup is made or restored there.
func TestUnwritableFolders(t *testing.T) {
	from, dir := newDesk(t)
	var carried bytes.Buffer
	if err := from.Create(t.Context(), &carried, from.Default, passphrase); err != nil {
		t.Fatal(err)
	}
	to, _ := newDesk(t)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	to.Default = filepath.Join(file, "records.db")
	if _, err := to.Restore(t.Context(), &carried, passphrase); err == nil || !strings.Contains(err.Error(), to.Default) {
		t.Errorf("restored below a file: %v", err)
	}
	if err := from.Create(t.Context(), io.Discard, to.Default, passphrase); err == nil {
		t.Error("the records are no file")
	}
}
