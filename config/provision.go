package config

import (
	"os"
	"path/filepath"
	"slices"

	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/providers"
)

// machineKeys are the settings that stay when a settings file is replaced by one
// that does not have them: those of this machine's devices, its name, and the PINs,
// without which a kiosk would stand open.
var machineKeys = []string{
	KeyDeskName, KeyPINHash, KeyManagerPIN, KeyClerks, KeyClerkPINs,
	KeyCamera, KeyCameraTurn, KeyCameraMirror, KeyCameraMains, KeyReaderPort, KeyReaderScanner,
}

// Replacement returns what a settings file will hold once IT's settings have
// replaced it: those settings, what the file says of this machine (machineKeys),
// and the given values. Nothing is written. It refuses what Load would not take,
// what the system's file locks, and a kiosk without a PIN. name is that of IT's
// settings in complaints.
func Replacement(src Sources, file, name string, fresh []byte, values []Value) ([]byte, error) {
	system := file == src.System.File
	given, complaints := src.Schema.read(name, fresh, system)
	if len(complaints) > 0 {
		return nil, complaints.Err()
	}
	old := src.remains(file, system) // a broken file is replaced
	data := fresh
	for _, key := range machineKeys {
		_, there := given.values[key]
		if kept, ok := old.values[key]; ok && !there && kept.value != nil {
			data = put(name, data, key, literal(kept.value))
		}
	}
	for _, v := range values {
		f, _ := src.Schema.Field(v.Key)
		parsed, err := ParseText(f, v.Text)
		if err != nil {
			return nil, err
		}
		data = put(name, data, v.Key, literal(parsed))
	}
	return data, src.acceptable(name, data, system)
}

// put sets a key in the text of a settings file.
func put(name string, data []byte, key, written string) []byte {
	doc, _ := parse(name, data)
	return doc.put(key, written)
}

// acceptable returns why the desk could not start with a settings file of this
// content.
func (src Sources) acceptable(name string, data []byte, system bool) error {
	l, complaints := src.Schema.read(name, data, system)
	if len(complaints) > 0 || system {
		return complaints.Err()
	}
	src.Env = nil // it is not the one in which the desk will run
	s, err := src.load(l, nil)
	if err != nil {
		return err
	}
	_, err = Kiosk(s, false)
	return err
}

// CheckFile returns what is wrong with the text of a settings file, whether it is
// for a user or for the system.
func (s *Schema) CheckFile(name string, data []byte) error {
	_, complaints := s.read(name, data, true)
	return complaints.Err()
}

// PutText returns the text of a settings file with one setting changed.
func (s *Schema) PutText(name string, data []byte, v Value) ([]byte, error) {
	f, ok := s.Field(v.Key)
	if !ok {
		return nil, refusal(v.Key, s.unknown(v.Key))
	}
	parsed, err := ParseText(f, v.Text)
	if err != nil {
		return nil, err
	}
	return put(name, data, v.Key, literal(parsed)), nil
}

// ParseSecrets reads the TOML of an import and returns the secrets by name.
func (s *Schema) ParseSecrets(file string, data []byte) (map[string]providers.Secret, error) {
	values, complaints := s.readSecrets(file, data)
	if err := complaints.Err(); err != nil {
		return nil, err
	}
	out := map[string]providers.Secret{}
	for _, v := range values {
		out[v.name] = v.secret
	}
	return out, nil
}

// ExcludeEdits keeps every process, this one included, from editing the settings
// file until release is called.
func (src Sources) ExcludeEdits(file string) (release func(), err error) {
	return exclude(file, file == src.System.File)
}

// WriteFile replaces a settings file as a whole, or removes it if data is nil. The
// caller has called ExcludeEdits and checked the content.
func (src Sources) WriteFile(file string, data []byte) error {
	if data != nil {
		if err := replaceFile(file, data, file == src.System.File, func([]byte) error { return nil }); err != nil {
			return err
		}
	} else if err := atomicfile.Remove(file); err != nil {
		return unwritable(file, err)
	}
	src.renewCopy(file, data)
	return nil
}

// ReadWhole returns the bytes of a settings file, nil if there is none.
func ReadWhole(file string) ([]byte, error) {
	data, complaints := fileBytes(file)
	return data, complaints.Err()
}

// Stored returns what the files set under a key, whatever the variables say, and
// whatever else is wrong with the files; a broken one has its copy behind it (Keep). It
// is nil if none is set. What the system's file locks, the user's does not set.
func (src Sources) Stored(key string) any {
	user, system := src.remains(src.User, false), src.remains(src.System.File, true)
	locks := Settings{locks: src.Schema.implied(system)}
	v, own := user.values[key]
	if !own || locks.Locked(key) {
		v = system.values[key]
	}
	return v.value
}

// Beside returns a file in the folder of the system's settings, nil if there is
// none. It refuses one that others than root could write, by the rule for the
// system's settings.
func (s System) Beside(name string) ([]byte, error) {
	if s.File == "" {
		return nil, nil
	}
	beside := System{File: s.PathBeside(name), Owner: s.Owner}
	if notThere(beside.File) {
		return nil, nil
	}
	if _, err := os.Stat(beside.File); err != nil { // it is not known who may write it, or a link leads nowhere
		return nil, besideUnread(beside.File, err)
	}
	if open := beside.writable(); open != "" {
		return nil, configuration(identity.Say(open+" 可被 root 以外的用户改写，不可信。", open+" can be written by others than root, so it cannot be trusted.").
			Do("请让 IT 运行：chown root "+open+"；chmod go-w "+open, "Have IT run: chown root "+open+"; chmod go-w "+open), nil)
	}
	data, err := plainfile.Read(beside.File, maxFile)
	if err != nil {
		return nil, besideUnread(beside.File, err)
	}
	return data, nil
}

func besideUnread(file string, cause error) error {
	return configuration(identity.Say(file+" 无法读取。", file+" cannot be read.").
		Do("请检查它是否为普通文件，以及它和所在文件夹的权限。", "Check that it is a plain file, its permissions and those of its folder."), cause)
}

// PathBeside returns the path of a file in the folder of the system's settings.
func (s System) PathBeside(name string) string { return filepath.Join(filepath.Dir(s.File), name) }

// Untouched reports whether no file of settings exists.
func (src Sources) Untouched() bool {
	return !slices.ContainsFunc([]string{src.System.File, src.User}, func(file string) bool {
		_, err := os.Lstat(file)
		return file != "" && !os.IsNotExist(err)
	})
}

// ValueIn returns what the text of a settings file sets under a key, nil if it sets
// nothing.
func (s *Schema) ValueIn(data []byte, key string) any {
	l, _ := s.read("", data, true)
	return l.values[key].value
}

// SecretNames lists every secret that may be set. The slice belongs to the caller.
func (s *Schema) SecretNames() []SecretName { return slices.Clone(s.secrets) }

// WithoutPINs returns the text of a settings file with the hashes of PINs hidden: a
// short PIN can be found from its hash by trial.
func (s *Schema) WithoutPINs(text string) string {
	data := []byte(text)
	for _, f := range s.fields {
		if HoldsHash(f.Key) && s.ValueIn(data, f.Key) != nil {
			data = put("", data, f.Key, quote("***"))
		}
	}
	return string(data)
}
