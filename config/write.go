package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"

	"facedesk/identity"
	"facedesk/providers"
)

// Set writes one setting, given in its text form, into a settings file, which
// is src.User, or src.System for an administrator. Comments, order and all
// other values stay. The file is replaced as a whole, and only after what was
// written reads back well; on an error it is as before. Refused, as errors of
// kind configuration: unknown keys, wrong values, and, but for the system's own
// file, what that file locks.
func Set(src Sources, file, key, text string) error {
	f, ok := src.Schema.Field(key)
	if !ok {
		return refusal(key, src.Schema.unknown(key))
	}
	v, err := ParseText(f, text)
	if err != nil {
		return err
	}
	written := literal(v)
	if f.Type == providers.TypeDuration {
		written = quote(text) // 90s stays 90s
	}
	e := edit{src: src, file: file, key: key}
	return e.apply(func(d *document) []byte { return d.put(key, written) }, func(l layer) bool {
		return reflect.DeepEqual(l.values[key].value, v)
	})
}

// Value is one setting to be written, in its text form.
type Value struct{ Key, Text string }

// SetAll is Set for several settings: all are written, or none.
func SetAll(src Sources, file string, values []Value) error {
	for _, v := range values { // what can be known before anything is written
		f, ok := src.Schema.Field(v.Key)
		if !ok {
			return refusal(v.Key, src.Schema.unknown(v.Key))
		}
		if _, err := ParseText(f, v.Text); err != nil {
			return err
		}
	}
	before, complaints := fileBytes(file)
	if len(complaints) > 0 {
		return complaints.err()
	}
	for _, v := range values {
		if err := Set(src, file, v.Key, v.Text); err != nil {
			return errors.Join(err, putBack(src, file, before))
		}
	}
	return nil
}

// putBack makes a file what it was.
func putBack(src Sources, file string, before []byte) error {
	now, complaints := fileBytes(file)
	if len(complaints) > 0 || string(now) == string(before) {
		return complaints.err()
	}
	e := edit{src: src, file: file}
	return replaceFile(file, before, e.system(), func([]byte) error { return nil })
}

// Unset takes one setting out of a settings file, so that the layer below
// holds again. A key that is not in the file is no error unless it is unknown
// as well. Otherwise as Set.
func Unset(src Sources, file, key string) error {
	e := edit{src: src, file: file, key: key}
	return e.apply(func(d *document) []byte { return d.drop(key) }, func(l layer) bool {
		_, there := l.values[key]
		return !there
	})
}

// edit is one change of one key in one file.
type edit struct {
	src       Sources
	file, key string
}

func (e edit) apply(change func(*document) []byte, done func(layer) bool) error {
	if err := e.locked(); err != nil {
		return err
	}
	data, complaints := fileBytes(e.file)
	if len(complaints) > 0 {
		return complaints.err()
	}
	doc, complaints := parse(e.file, data)
	if complaints.syntax() {
		return complaints.err()
	}
	if err := e.known(doc); err != nil {
		return err
	}
	changed := change(doc)
	if string(changed) == string(data) {
		return nil
	}
	return replaceFile(e.file, changed, e.system(), func(written []byte) error {
		l, after := e.read(written)
		if after.about(e.key) || wellFormed(data) && !wellFormed(written) || !done(l) {
			_, before := e.read(data)
			return e.refuse(before, after)
		}
		return nil
	})
}

// wellFormed reports whether data is TOML, whatever it sets.
func wellFormed(data []byte) bool {
	doc, complaints := parse("", data)
	return len(complaints) == 0 && len(doc.strict()) == 0
}

func (e edit) system() bool { return e.src.System != "" && e.file == e.src.System }

func (e edit) read(data []byte) (layer, Complaints) {
	return e.src.Schema.read(e.file, data, e.system())
}

// known lets a foreign key be taken out of a file, but not be asked for at
// random; a whole group goes by hand.
func (e edit) known(doc *document) error {
	_, known := e.src.Schema.Field(e.key)
	if known || doc.find(e.key) >= 0 && !e.src.Schema.isGroup(e.key) {
		return nil
	}
	return refusal(e.key, e.src.Schema.unknown(e.key))
}

// locked looks at the system's file alone: a broken file of the user must not
// keep anybody from mending it.
func (e edit) locked() error {
	if e.system() {
		return nil
	}
	l, complaints := e.src.Schema.readFile(e.src.System, true)
	if len(complaints) > 0 {
		return complaints.err()
	}
	s := Settings{locks: l.locks}
	if lock, ok := s.lockOf(e.key); ok {
		return refusal(e.key, lockedText(e.key, lock))
	}
	return nil
}

// refuse explains an edit that would not have done what was asked.
func (e edit) refuse(before, after Complaints) error {
	if len(before) > 0 {
		return before.err()
	}
	return configuration(identity.Text{
		ZH: e.key + " 无法自动写入 " + e.file + "，文件未改动。请手工编辑。",
		EN: e.key + " cannot be edited by program in " + e.file + ". The file is unchanged. Edit it by hand.",
	}, after)
}

// replaceFile writes a file beside the old one, reads it back, asks verify, and
// renames it over the old one, which stands untouched until then. The system's
// file is readable by all, a user's by its owner only.
func replaceFile(file string, data []byte, system bool, verify func(written []byte) error) error {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target // a link stays a link
	}
	fileMode, folderMode := os.FileMode(0o600), os.FileMode(0o700)
	if system {
		fileMode, folderMode = 0o644, 0o755
	}
	if err := os.MkdirAll(filepath.Dir(file), folderMode); err != nil {
		return unwritable(file, err)
	}
	temp, err := writeTemp(file, data, fileMode)
	if err != nil {
		return unwritable(file, err)
	}
	defer os.Remove(temp)
	written, err := os.ReadFile(temp)
	if err != nil {
		return unwritable(file, err)
	}
	if err := verify(written); err != nil {
		return err
	}
	if err := os.Rename(temp, file); err != nil {
		return unwritable(file, err)
	}
	syncFolder(filepath.Dir(file))
	return nil
}

// writeTemp returns the name of a file that is safely on the disk.
func writeTemp(file string, data []byte, mode os.FileMode) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(file), ".settings-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	for _, step := range []func() error{func() error { return f.Chmod(mode) }, f.Sync} {
		if err == nil {
			err = step()
		}
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// syncFolder makes the rename last through a power cut. Not every system can;
// the new file is in place either way.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

func unwritable(file string, cause error) error {
	return configuration(identity.Text{
		ZH: file + " 无法写入，内容未改动。请检查文件夹权限和磁盘空间。",
		EN: file + " cannot be written. It is unchanged. Check the folder's permissions and the disk space.",
	}, cause)
}
