package config

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
)

// lastOf returns where the copy of a settings file lies that loaded whole. Like every
// settings file it holds no secrets.
func lastOf(file string) string { return strings.TrimSuffix(file, ".toml") + ".last.toml" }

// LoadLast is Load, but a file that cannot be used is replaced by the copy that Keep
// has made of it, and so is a system's file that has lost what Lost names. Faults are then what is wrong with the files, and the settings must
// be taken for those of a kiosk behind a PIN (KioskIfBroken).
//
// A copy brings back nothing that the files could not say themselves. That of the
// system's file counts only if nobody but root can write it. That of the user's file is
// read like the file: it locks nothing, and what the system's locks it cannot set. Locks
// and PINs that can still be read in a broken file count beside those of its copy.
// Faults of variables are never passed over.
func LoadLast(src Sources) (s *Settings, faults Complaints, err error) {
	if s, err = Load(src); err == nil {
		return s, nil, nil
	}
	system, faults := src.readSystem()
	if lost := src.lostComplaint(); lost != nil {
		faults = lost
	}
	usable := len(faults) == 0
	if !usable {
		system, usable = src.lastSystem(system)
	}
	user, wrong := src.Schema.readFile(src.User, false)
	found := len(wrong) == 0
	if !found {
		user, found = src.lastUser(user)
	}
	faults = append(faults, wrong...)
	if len(faults) == 0 || !usable || !found {
		return nil, nil, err
	}
	s, left := src.combine(system, user, nil)
	if left != nil {
		return nil, nil, cmp.Or(err, left)
	}
	return s, faults, nil
}

// lastSystem returns what the copy of the system's file sets and locks, with the locks
// and PINs of what is left of the file itself. It is false if there is no copy that can
// be used.
func (src Sources) lastSystem(left layer) (layer, bool) {
	data, err := src.System.Beside(filepath.Base(lastOf(src.System.File)))
	if err != nil || data == nil {
		return layer{}, false
	}
	l, complaints := src.Schema.read(lastOf(src.System.File), data, true)
	if len(complaints) > 0 {
		return layer{}, false
	}
	l.locks = append(l.locks, left.locks...)
	return src.Schema.withPINs(l, left), true
}

// lastUser is lastSystem for the user's file.
func (src Sources) lastUser(left layer) (layer, bool) {
	file := lastOf(src.User)
	data, complaints := fileBytes(file)
	if len(data) == 0 || len(complaints) > 0 || len(refuseOthers(file)) > 0 {
		return layer{}, false
	}
	l, complaints := src.Schema.read(file, data, false)
	if len(complaints) > 0 {
		return layer{}, false
	}
	return src.Schema.withPINs(l, left), true
}

// withPINs puts the hashes of PINs that a broken file still has over those of its copy:
// whoever changed a PIN and broke the file does not bring the old one back.
func (s *Schema) withPINs(l, left layer) layer {
	for key, v := range left.values {
		f, _ := s.Field(key)
		if HoldsHash(key) && v.value != nil && check(f, v.value) == nil {
			l.values[key] = v
		}
	}
	return l
}

// remains returns what a file sets, whatever else is wrong with it; beneath that, what
// the copy of a broken file sets.
func (src Sources) remains(file string, system bool) layer {
	l, complaints := src.Schema.readFile(file, system)
	last := src.lastUser
	if system {
		l, complaints = src.readSystem()
		last = src.lastSystem
	}
	if len(complaints) == 0 {
		return l
	}
	whole, ok := last(l)
	if !ok {
		return l
	}
	for key, v := range l.values {
		if !HoldsHash(key) && v.value != nil {
			whole.values[key] = v
		}
	}
	return whole
}

// Keep copies the settings files for LoadLast, each if it can be used as it is. A file
// that is missing needs no copy, so its copy is removed. Errors are those of writing.
func Keep(src Sources) error {
	return errors.Join(KeepSystem(src, false), src.keepUser())
}

// KeepSystem is Keep for the system's file alone, which only root can do. A file that
// cannot be used is an error, and its copy stays. So is one that has lost what Lost
// names, unless IT confirms it.
func KeepSystem(src Sources, confirmed bool) error {
	file := src.System.File
	if file == "" {
		return nil
	}
	if _, complaints := src.readSystem(); len(complaints) > 0 {
		return complaints.Err()
	}
	if said := src.Unconfirmed(); said != nil && !confirmed {
		return configuration(*said, nil)
	}
	return keep(file, 0o644, func(data []byte) bool {
		_, complaints := src.Schema.read(file, data, true)
		return len(complaints) == 0
	})
}

func (src Sources) keepUser() error {
	src.Env = nil
	if _, err := Load(src); src.User == "" || err != nil {
		return nil //nolint:nilerr // what cannot be used is not kept
	}
	return keep(src.User, 0o600, func(data []byte) bool { return src.acceptable(src.User, data, false) == nil })
}

// keep copies the bytes that it has judged, not what the file may hold by then.
func keep(file string, mode fs.FileMode, whole func([]byte) bool) error {
	last := lastOf(file)
	data, complaints := fileBytes(file)
	if data == nil && len(complaints) == 0 {
		return atomicfile.Remove(last)
	}
	if old, err := plainfile.Read(last, maxFile); err == nil && string(old) == string(data) || !whole(data) {
		return nil
	}
	if err := atomicfile.Write(last, data, mode); err != nil {
		return unwritable(last, err)
	}
	return nil
}
