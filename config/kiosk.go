package config

import "slices"

// KioskIfBroken reports whether a program whose settings cannot be loaded is a
// kiosk. It is one unless the sources show that they ask for none:
//
//   - The system's file is there and has a fault: a kiosk. What it asks for, and
//     what it locks, is not known.
//   - The system's file locks the setting: it alone decides.
//   - Else the environment decides before the user's file and that one before the
//     system's. One that has a fault asks for no kiosk if its fault is in the value
//     of another setting, or if it says so in plain words; else for a kiosk.
func KioskIfBroken(src Sources) bool {
	system, faults := src.readSystem()
	if len(faults) > 0 {
		return true
	}
	asks := system.values[KeyKiosk].value == true
	locks := Settings{locks: system.locks}
	if locks.Locked(KeyKiosk) {
		return asks
	}
	for _, next := range []wish{src.Schema.wish(src.Schema.readFile(src.User, false)), src.Schema.wish(src.Schema.readEnv(src.Env))} {
		if next != silent {
			asks = next == kiosk
		}
	}
	return asks
}

// wish is what a layer asks for; where that is not clear, a kiosk.
type wish int

const (
	silent wish = iota
	noKiosk
	kiosk
)

func (s *Schema) wish(l layer, faults Complaints) wish {
	value := l.values[KeyKiosk].value
	switch {
	case value == true, len(faults) >= maxComplaints, slices.ContainsFunc(faults, unclear):
		return kiosk
	case value == false:
		return noKiosk
	case slices.ContainsFunc(faults, s.misspelt):
		return kiosk
	}
	return silent
}

// unclear is a fault that may hide the setting, or is about it.
func unclear(c Complaint) bool {
	return c.syntax || c.Key == "" && c.Origin.File != "" || c.Key == KeyKiosk || c.Key == "version"
}

// misspelt is a fault about a name that is not known: it may have been meant.
func (s *Schema) misspelt(c Complaint) bool {
	_, known := s.Field(c.Key)
	return !known
}
