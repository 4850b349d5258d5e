package provision

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

// state is what a desk remembers of its bundles.
type state struct {
	Serial     uint64  `json:"serial"`            // of the last bundle; 0 if there was none
	Sum        string  `json:"sum,omitempty"`     // hash of that file
	Generation int     `json:"generation"`        // numbers the backups
	Backup     *backup `json:"backup,omitempty"`  // what the last change replaced
	Pending    *backup `json:"pending,omitempty"` // what a change that has begun replaces
}

// backup says what was kept. Its bytes are in a file and in the keyring.
type backup struct {
	Generation int             `json:"generation"`
	Settings   settings        `json:"settings"`
	Secrets    map[string]bool `json:"secrets"` // by name; false if there was none
}

// settings says what became of the settings file.
type settings string

const (
	untouched settings = ""       // was not changed
	absent    settings = "absent" // there was no file
	kept      settings = "kept"   // its bytes are in the backup
)

// Place is where a bundle is installed: a user's settings and keyring, or the
// settings of the system without any secrets.
type Place struct {
	Sources config.Sources
	Secrets *config.Secrets // nil for the system
	Keyring *config.Keyring // nil for the system
}

// ForUser is the place of the user's own settings and secrets.
func ForUser(src config.Sources, secrets *config.Secrets, keyring *config.Keyring) Place {
	return Place{src, secrets, keyring}
}

// ForSystem is the place of the system's settings.
func ForSystem(src config.Sources) Place { return Place{Sources: src} }

// File returns the settings file of the place.
func (p Place) File() string {
	if p.Secrets == nil {
		return p.Sources.System.File
	}
	return p.Sources.User
}

func (p Place) folder() string    { return filepath.Join(filepath.Dir(p.File()), "bundle") }
func (p Place) stateFile() string { return filepath.Join(p.folder(), "state.json") }
func (p Place) backupFile(generation int) string {
	return filepath.Join(p.folder(), "before-"+strconv.Itoa(generation)+".toml")
}

// backupName is the name under which the keyring keeps a secret that was replaced.
func backupName(generation int, name string) string {
	return "bundle.before." + strconv.Itoa(generation) + "." + name
}

const (
	serialName   = "bundle.serial"   // the number and the hash of the last bundle
	identityName = "bundle.identity" // the desk's own key
	maxState     = 1 << 20
)

var errTorn = errors.New("the state file cannot be read")

// load reads the state file. A missing one is the zero state. found is false then.
func (p Place) load() (s state, found bool, err error) {
	data, err := plainfile.Read(p.stateFile(), maxState)
	if os.IsNotExist(err) {
		return state{}, false, nil
	}
	if err != nil {
		return state{}, false, errTorn
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return state{}, false, errTorn
	}
	return s, true, nil
}

// Has reports whether the file with this hash was the last bundle.
func (p Place) Has(sum string) bool {
	s, _, err := p.load()
	return err == nil && s.Sum == sum
}

func (p Place) save(s state) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(p.folder(), 0o700); err != nil {
		return unwritable(p.folder(), err)
	}
	if err := atomicfile.Write(p.stateFile(), data, 0o600); err != nil {
		return unwritable(p.stateFile(), err)
	}
	return nil
}

// mark is the keyring's copy of the number.
type mark struct {
	serial uint64
	sum    string
}

func (m mark) String() string { return fmt.Sprintf("%d %s", m.serial, m.sum) }

func parseMark(text string) (m mark) {
	number, sum, _ := strings.Cut(text, " ")
	serial, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return mark{}
	}
	return mark{serial, sum}
}

func unwritable(file string, cause error) error {
	return configuration(identity.Say(file+" 无法写入，未作任何更改。", file+" cannot be written. Nothing was changed.").
		Do("请检查文件夹权限和磁盘空间。", "Check the folder's permissions and the disk space."), cause)
}

func configuration(s identity.Sentences, cause error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: s.What, Next: s.Next, Cause: cause}
}
