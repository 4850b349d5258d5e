package config

import "slices"

// KioskIfBroken reports whether the program is a kiosk if its settings cannot
// be loaded. The answer is yes unless the sources clearly say no:
//
//   - If the system's file has an error, the answer is yes, because what it
//     asks for and locks is unknown.
//   - If the system's file locks the setting, that file decides alone.
//   - Else the environment decides, then the user's file, then the system's. An
//     error in a layer counts as yes, unless the layer clearly sets the value to
//     false or the error is in the value of another setting.
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

// wish is what a layer asks for. An unclear layer asks for a kiosk.
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

// unclear reports an error that may hide the setting or concerns it.
func unclear(c Complaint) bool {
	return c.syntax || c.Key == "" && c.Origin.File != "" || c.Key == KeyKiosk || c.Key == "version"
}

// misspelt reports an error about an unknown name. The user may have meant the
// kiosk setting.
func (s *Schema) misspelt(c Complaint) bool {
	_, known := s.Field(c.Key)
	return !known
}
