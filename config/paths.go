package config

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"facedesk/identity"
)

// Variables that are no settings.
const (
	VariableHome = "FACEDESK_HOME" // keeps everything below one folder
	VariableLang = "FACEDESK_LANG" // language of the command line
)

// SystemFile is where the system's settings are, unless the program was built for
// another place.
const SystemFile = "/etc/facedesk/settings.toml"

// System is the file that may lock. No variable moves it: whoever could point it
// elsewhere could lift its locks.
type System struct {
	File  string // "" for none
	Owner int    // whose it may be, beside root's
}

// Paths is where an installation keeps its things. Nothing is created here.
type Paths struct {
	System  System // the system's settings
	User    string // the user's settings
	Records string // the default records file; see RecordsFile
	Logs    string // folder
	Service string // under which the keyring keeps the secrets
}

// FindPaths computes the places from an environment ("NAME=value"), after the
// XDG Base Directory Specification 0.8. With FACEDESK_HOME everything of the user's
// is below that folder, and the keyring service is one of its own, so that a test
// never touches the keys of a real installation; the system's file holds there too.
// The error, where neither FACEDESK_HOME nor HOME is set, is of kind configuration.
func FindPaths(system System, env []string) (Paths, error) {
	if own := lookup(env, VariableHome); own != "" {
		return ownPaths(system, own)
	}
	home := lookup(env, "HOME")
	if home == "" {
		home = lookup(env, "USERPROFILE") // Windows
	}
	if home == "" {
		return Paths{}, noHome(nil)
	}
	below := func(variable, fallback string) string {
		if dir := lookup(env, variable); filepath.IsAbs(dir) { // relative ones are invalid by the specification
			return filepath.Join(dir, "facedesk")
		}
		return filepath.Join(home, fallback, "facedesk")
	}
	return Paths{
		System:  system,
		User:    filepath.Join(below("XDG_CONFIG_HOME", ".config"), "settings.toml"),
		Records: filepath.Join(below("XDG_DATA_HOME", ".local/share"), "records.db"),
		Logs:    below("XDG_STATE_HOME", ".local/state"),
		Service: "facedesk",
	}, nil
}

func ownPaths(system System, dir string) (Paths, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Paths{}, noHome(err)
	}
	sum := sha256.Sum256([]byte(dir))
	return Paths{
		System:  system,
		User:    filepath.Join(dir, "settings.toml"),
		Records: filepath.Join(dir, "records.db"),
		Logs:    filepath.Join(dir, "logs"),
		Service: "facedesk:" + hex.EncodeToString(sum[:8]),
	}, nil
}

func noHome(cause error) error {
	return configuration(identity.Say(
		"不知道把文件放在哪里：未设置 HOME。未作任何更改。", "There is no place for files: HOME is not set. Nothing was changed.").
		Do("请设置 HOME 或 FACEDESK_HOME。", "Set HOME or FACEDESK_HOME."), cause)
}

// lookup returns the last value of a variable, "" where it is not set.
func lookup(env []string, name string) string {
	value := ""
	for _, line := range env {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			value = v
		}
	}
	return value
}

// Sources are the layers of this installation.
func (p Paths) Sources(schema *Schema, env []string) Sources {
	return Sources{Schema: schema, System: p.System, User: p.User, Env: env}
}

// RecordsFile is the records file under the given settings.
func (p Paths) RecordsFile(s *Settings) string {
	if own := s.String(KeyRecordsPath); own != "" {
		return own
	}
	return p.Records
}
