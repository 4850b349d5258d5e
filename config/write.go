package config

import (
	"reflect"

	"facedesk/identity"
	"facedesk/providers"
)

// Value is one setting to write, in its text form.
type Value struct{ Key, Text string }

// Set writes one setting in its text form into a settings file. The file is
// src.User, or src.System.File for an administrator. Comments, order and all
// other values stay. The file is replaced as a whole and keeps its mode and
// owner. After an error it is unchanged.
//
// Set refuses unknown keys, wrong values, and keys that the system's file
// locks. The system's file itself may change locked keys. Errors are of kind
// configuration.
func Set(src Sources, file, key, text string) error {
	return SetAll(src, file, []Value{{key, text}})
}

// SetAll works like Set for several settings. It writes all of them or none.
func SetAll(src Sources, file string, values []Value) error {
	edits := make([]edit, len(values))
	for i, v := range values {
		f, ok := src.Schema.Field(v.Key)
		if !ok {
			return refusal(v.Key, src.Schema.unknown(v.Key))
		}
		parsed, err := ParseText(f, v.Text)
		if err != nil {
			return err
		}
		written := literal(parsed)
		if f.Type == providers.TypeDuration {
			written = quote(v.Text) // 90s stays 90s
		}
		edits[i] = putting(src, file, v.Key, written, parsed)
	}
	return apply(file, edits)
}

// putting is the edit that sets a key to a value, written as TOML.
func putting(src Sources, file, key, written string, value any) edit {
	return edit{src: src, file: file, key: key,
		change: func(d *document) []byte { return d.put(key, written) },
		done:   func(l layer) bool { return reflect.DeepEqual(l.values[key].value, value) },
	}
}

// setList is Set for a list whose items may hold commas.
func setList(src Sources, file, key string, items []string) error {
	return apply(file, []edit{putting(src, file, key, literal(items), items)})
}

// Unset removes one setting from a settings file, so that the layer below
// counts again. It returns nil if a known key is not in the file. An unknown
// key that is not in the file is an error. The rest is as for Set.
func Unset(src Sources, file, key string) error {
	return apply(file, []edit{{src: src, file: file, key: key,
		change: func(d *document) []byte { return d.drop(key) },
		done: func(l layer) bool {
			_, there := l.values[key]
			return !there
		},
	}})
}

// edit is one change of one key in one file.
type edit struct {
	src       Sources
	file, key string
	change    func(*document) []byte
	done      func(layer) bool // reports whether the file, read again, has the change
}

// apply makes all edits of a file at once.
func apply(file string, edits []edit) error {
	if len(edits) == 0 {
		return nil
	}
	release, err := exclude(file, edits[0].system())
	if err != nil {
		return err
	}
	defer release()
	data, complaints := fileBytes(file)
	if !edits[0].system() {
		complaints = append(complaints, refuseOthers(file)...) // a written value would not be used
	}
	if len(complaints) > 0 {
		return complaints.Err()
	}
	changed := data
	for _, e := range edits {
		next, err := e.on(changed)
		if err != nil {
			return err
		}
		changed = next
	}
	if len(changed) == 0 && len(data) > 0 {
		changed = []byte("version = 1\n") // a reader would take an empty file for one that was cut off
	}
	if string(changed) == string(data) {
		return nil
	}
	lost := edits[0].src.Lost()
	err = replaceFile(file, changed, edits[0].system(), func(written []byte) error {
		for _, e := range edits {
			if err := e.verify(data, written); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && (len(lost) == 0 || len(edits[0].src.Lost()) == 0) { // a change of one key confirms no loss of others
		edits[0].src.renewCopy(file, changed)
	}
	return err
}

// on returns the bytes of the file after the edit.
func (e edit) on(data []byte) ([]byte, error) {
	if err := e.locked(); err != nil {
		return nil, err
	}
	doc, complaints := parse(e.file, data)
	if complaints.syntax() {
		return nil, complaints.Err()
	}
	if err := e.known(doc); err != nil {
		return nil, err
	}
	return e.change(doc), nil
}

func (e edit) verify(data, written []byte) error {
	l, after := e.read(written)
	if after.about(e.key) || wellFormed(data) && !wellFormed(written) || !e.done(l) {
		_, before := e.read(data)
		return e.refuse(before, after)
	}
	return nil
}

// wellFormed reports whether data is valid TOML with any keys.
func wellFormed(data []byte) bool {
	doc, complaints := parse("", data)
	return len(complaints) == 0 && len(doc.strict()) == 0
}

func (e edit) system() bool { return e.src.System.File != "" && e.file == e.src.System.File }

func (e edit) read(data []byte) (layer, Complaints) {
	return e.src.Schema.read(e.file, data, e.system())
}

// known returns an error for an unknown key that is not in the file. A user may
// remove an unknown key from a file, but must remove a group by hand.
func (e edit) known(doc *document) error {
	_, known := e.src.Schema.Field(e.key)
	if known || doc.find(e.key) >= 0 && !e.src.Schema.isGroup(e.key) {
		return nil
	}
	return refusal(e.key, e.src.Schema.unknown(e.key))
}

// locked reads the system's file only, so that a user can repair a broken file
// of his own.
func (e edit) locked() error {
	if e.system() {
		return nil
	}
	l, complaints := e.src.readSystem()
	if complaints = append(complaints, e.src.lostComplaint()...); len(complaints) > 0 {
		return complaints.Err()
	}
	s := Settings{locks: e.src.Schema.implied(l)}
	if lock, ok := s.lockOf(e.key); ok {
		return refusal(e.key, lock.refuses(e.key))
	}
	return nil
}

// refuse returns the error for an edit that would not do what was asked.
func (e edit) refuse(before, after Complaints) error {
	if len(before) > 0 {
		return before.Err()
	}
	return configuration(identity.Say(
		e.key+" 无法自动写入 "+e.file+"，文件未改动。",
		e.key+" cannot be edited by program in "+e.file+". The file is unchanged.").
		Do("请手工编辑。", "Edit it by hand."), after)
}
