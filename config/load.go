package config

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"facedesk/config/plainfile"
	"facedesk/identity"
)

// Sources say where settings are read from. Paths.Sources makes one.
type Sources struct {
	Schema *Schema
	System System   // the only file that may lock keys
	User   string   // overrides the system's file; "" means none
	Env    []string // "NAME=value", as from os.Environ
}

// Load reads all layers. A missing file sets nothing. The error is of kind
// configuration. Its cause is the Complaints of all layers. A system's file that has
// lost what Lost names is one that cannot be used.
func Load(src Sources) (*Settings, error) {
	s, err := src.load(src.Schema.readFile(src.User, false))
	if lost := src.lostComplaint(); err == nil && lost != nil {
		return nil, lost.Err()
	}
	return s, err
}

// load is Load with this layer of the user.
func (src Sources) load(user layer, faults Complaints) (*Settings, error) {
	system, complaints := src.readSystem()
	return src.combine(system, user, append(complaints, faults...))
}

// combine puts the layers on top of each other. complaints are those about the files.
func (src Sources) combine(system, user layer, complaints Complaints) (*Settings, error) {
	env, more := src.Schema.readEnv(src.Env)
	complaints = append(complaints, more...)

	s := &Settings{schema: src.Schema, values: src.Schema.defaults(), locks: src.Schema.implied(system), file: src.System.File}
	maps.Copy(s.values, system.values)
	complaints = append(complaints, s.overlay(user)...)
	complaints = append(complaints, s.overlay(env)...)
	if err := complaints.Err(); err != nil {
		return nil, err
	}
	s.route()
	return s, nil
}

func (s *Schema) defaults() map[string]placed {
	values := make(map[string]placed, len(s.fields))
	for _, f := range s.fields {
		values[f.Key] = placed{value: f.Default}
	}
	return values
}

// overlay puts a layer on top of the settings. It complains about each locked
// key.
func (s *Settings) overlay(l layer) Complaints {
	var complaints Complaints
	for _, key := range slices.Sorted(maps.Keys(l.values)) {
		if lock, ok := s.lockOf(key); ok {
			complaints = append(complaints, Complaint{Origin: l.values[key].origin, Key: key, Sentences: lock.refuses(key)})
			continue
		}
		s.values[key] = l.values[key]
	}
	return complaints
}

func (s *Schema) readFile(file string, system bool) (layer, Complaints) {
	data, complaints := fileBytes(file)
	if len(complaints) > 0 || data == nil {
		return layer{}, complaints
	}
	if len(data) == 0 {
		return layer{}, fileFault(file, identity.Say("文件是空的，可能未写完整。", "The file is empty; it may have been cut off.").
			Do("请恢复内容，或删去该文件。", "Restore it, or delete it."))
	}
	if complaints := refuseOthers(file); !system && len(complaints) > 0 { // readSystem judges the system's
		return layer{}, complaints
	}
	return s.read(file, data, system)
}

// fileBytes returns nil for a missing file, and an empty slice for an empty
// one. An empty file was probably cut off.
func fileBytes(file string) ([]byte, Complaints) {
	if file == "" || notThere(file) {
		return nil, nil
	}
	data, err := plainfile.Read(file, maxFile)
	switch {
	case errors.Is(err, plainfile.ErrSize):
		return nil, tooLarge(file)
	case errors.Is(err, plainfile.ErrKind):
		return nil, fileFault(file, identity.Say("文件无法读取：它不是普通文件。", "The file cannot be read: it is no plain file.").Do("请换成普通文件。", "Put a plain file in its place."))
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP):
		return nil, fileFault(file, identity.Say("文件无法读取：链接没有指向任何文件。", "The file cannot be read: the link leads to no file.").Do("请换成普通文件。", "Put a plain file in its place."))
	case err != nil:
		return nil, fileFault(file, identity.Say("文件无法读取。", "The file cannot be read.").Do("请检查权限。", "Check its permissions."))
	}
	return append([]byte{}, data...), nil
}

// notThere reports whether a file is certainly missing. It returns false if the
// file is a link to nothing, or if such a link is on its path.
func notThere(file string) bool {
	for place := filepath.Clean(file); ; place = filepath.Dir(place) {
		info, err := os.Lstat(place)
		switch {
		case errors.Is(err, fs.ErrNotExist) && place != filepath.Dir(place):
			continue
		case err != nil || place == filepath.Clean(file):
			return false
		}
		return info.IsDir() || leadsToFolder(place)
	}
}

func leadsToFolder(link string) bool {
	info, err := os.Stat(link)
	return err == nil && info.IsDir()
}

func fileFault(file string, said identity.Sentences) Complaints {
	return Complaints{{Origin: Origin{File: file}, Sentences: said}}
}

// readEnv reads the FACEDESK_ variables. The last one of a name counts, as in a
// shell.
func (s *Schema) readEnv(env []string) (layer, Complaints) {
	l := layer{values: map[string]placed{}}
	var complaints Complaints
	for _, line := range env {
		name, text, _ := strings.Cut(line, "=")
		if !ours(name) || name == VariableHome || name == VariableLang {
			continue
		}
		o := Origin{Variable: name}
		key, ok := s.byVariable[name]
		if !ok {
			complaints = append(complaints, Complaint{Origin: o, Sentences: s.unknownVariable(name)})
			continue
		}
		f, _ := s.Field(key)
		v, wrong := parseText(f, text)
		if wrong != nil {
			complaints = append(complaints, Complaint{Origin: o, Key: key, Sentences: about(key, *wrong)})
		}
		l.values[key] = placed{v, o}
	}
	return l, complaints
}

// ours reports whether a variable is one of the program's. It ignores case, so
// that a name in small letters gets a complaint.
func ours(name string) bool {
	const prefix = "FACEDESK_"
	return len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
}

// unknownVariable never repeats the value, because it may be a secret.
func (s *Schema) unknownVariable(name string) identity.Sentences {
	return suggest(identity.Say("没有这个变量对应的设置。", "No setting belongs to this variable."), s.nearestVariable(name))
}

// suggest adds the name that may have been meant. It adds nothing if near is
// "".
func suggest(said identity.Sentences, near string) identity.Sentences {
	if near == "" {
		return said
	}
	return said.Do("是否应为 "+near+"？", "Did you mean "+near+"?")
}

func (s *Schema) nearestVariable(name string) string {
	best, least := "", len(name)/4+1
	for _, f := range s.fields {
		if d := distance(strings.ToUpper(clip(name)), Variable(f.Key)); d < least {
			best, least = Variable(f.Key), d
		}
	}
	return best
}
