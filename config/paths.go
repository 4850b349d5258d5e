package config

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"facedesk/identity"
)

// These variables are not settings.
const (
	VariableHome = "FACEDESK_HOME" // the folder that holds all files of the user
	VariableLang = "FACEDESK_LANG" // language of the command line
)

// SystemFile is the default path of the system's settings. A build can set
// another one.
const SystemFile = "/etc/facedesk/settings.toml"

// System is the settings file that may lock keys. No environment variable
// changes its path, because that would bypass the locks.
type System struct {
	File  string // "" means none
	Owner int    // id of the user who may own it besides root
}

// Paths are the files and folders of an installation. This package does not
// create them.
type Paths struct {
	System  System // the system's settings
	User    string // the user's settings
	Records string // the default; see RecordsFile
	Logs    string // folder
	Service string // the name under which the keyring keeps the secrets
}

// FindPaths finds the paths from an environment ("NAME=value"). It follows the
// XDG Base Directory Specification 0.8.
//
// FACEDESK_HOME moves all files of the user to that folder and selects a
// separate keyring service. A test then cannot change real secrets. The
// system's file stays the same. If neither FACEDESK_HOME nor HOME is set, the
// error is of kind configuration.
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
		if dir := lookup(env, variable); filepath.IsAbs(dir) { // the specification ignores relative paths
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

// Under returns the paths under a user's home folder as if the environment named no
// other place.
func Under(system System, home string) Paths {
	p, _ := FindPaths(system, []string{"HOME=" + home}) // fails only without a home folder
	return p
}

func noHome(cause error) error {
	return configuration(identity.Say(
		"不知道把文件放在哪里：未设置 HOME。未作任何更改。", "There is no place for files: HOME is not set. Nothing was changed.").
		Do("请设置 HOME 或 FACEDESK_HOME。", "Set HOME or FACEDESK_HOME."), cause)
}

// lookup returns the last value of a variable, or "" if it is not set.
func lookup(env []string, name string) string {
	value := ""
	for _, line := range env {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			value = v
		}
	}
	return value
}

// Sources returns the layers of settings of this installation.
func (p Paths) Sources(schema *Schema, env []string) Sources {
	return Sources{Schema: schema, System: p.System, User: p.User, Env: env}
}

// RecordsFile returns the path of the records file under the given settings.
func (p Paths) RecordsFile(s *Settings) string {
	if own := s.String(KeyRecordsPath); own != "" {
		return own
	}
	return p.Records
}
