package config

import (
	"maps"
	"slices"
	"strings"

	"facedesk/config/atomicfile"
	"facedesk/identity"
)

// Lost names what the system's file says no longer and its last good copy does: locks,
// values that are locked, the kiosk, PINs. A file that was cut at the end of a line looks
// whole, but it can hardly lose its protection otherwise than on purpose. It is empty if
// there is no copy.
func (src Sources) Lost() []string {
	now, complaints := src.readSystem()
	if len(complaints) > 0 {
		return nil // the copy holds
	}
	return src.lost(now)
}

func (src Sources) lost(now layer) (names []string) {
	copied, ok := src.lastSystem(layer{})
	if !ok {
		return nil
	}
	for _, l := range copied.locks {
		if !slices.ContainsFunc(now.locks, func(n lock) bool { return n.covers(l.pattern) }) {
			names = append(names, "locked "+l.pattern)
		}
	}
	for _, key := range src.Schema.protected(copied) {
		if says(copied, key) && !says(now, key) {
			names = append(names, key)
		}
	}
	return names
}

// protected returns the keys whose value protects by itself, and those that the layer
// locks: a lock without its value (a day_limit, an endpoint) holds nothing.
func (s *Schema) protected(l layer) []string {
	keys := []string{KeyKiosk, KeyPINHash, KeyManagerPIN}
	locks := Settings{locks: s.implied(l)}
	for _, key := range slices.Sorted(maps.Keys(l.values)) {
		if locks.Locked(key) && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// says reports whether a layer sets a key to more than nothing.
func says(l layer, key string) bool {
	value := l.values[key].value
	return value != nil && value != false && value != ""
}

// Unconfirmed says what Lost means and what to do, and nothing where nothing is lost.
func (src Sources) Unconfirmed() *identity.Sentences {
	return src.unconfirmed(identity.Text{ZH: src.System.File, EN: src.System.File})
}

func (src Sources) unconfirmed(file identity.Text) *identity.Sentences {
	names := src.Lost()
	if len(names) == 0 {
		return nil
	}
	said := identity.Say(
		file.ZH+" 里不再有上次可用的设置中的 "+strings.Join(names, "、")+"，文件可能被截断。暂用上次可用的设置。",
		file.EN+" no longer has "+strings.Join(names, ", ")+", which the last good settings have; it may have been cut off. The last good settings hold meanwhile.").
		Do("若是有意删去，请由 root 运行 facedesk config keep --confirm；否则请恢复该文件。", "If that was meant, have root run: facedesk config keep --confirm. Else restore the file.")
	return &said
}

// lostComplaint is Unconfirmed as what is wrong with the file.
func (src Sources) lostComplaint() Complaints {
	said := src.unconfirmed(identity.Text{ZH: "该文件", EN: "This file"}) // a complaint begins with its name
	if said == nil {
		return nil
	}
	return Complaints{{Origin: Origin{File: src.System.File}, Sentences: *said}}
}

// renewCopy brings a copy of the system's file to what a command of ours has written,
// which is meant. Without a copy none is made: where there is no kiosk nobody looks after
// it. A fault of writing is left to Lost, which tells of it.
func (src Sources) renewCopy(file string, data []byte) {
	last := lastOf(file)
	if src.System.File == "" || file != src.System.File || notThere(last) {
		return
	}
	if data == nil {
		_ = atomicfile.Remove(last)
		return
	}
	if _, complaints := src.Schema.read(file, data, true); len(complaints) == 0 {
		_ = atomicfile.Write(last, data, 0o644)
	}
}
