package desk

import (
	"slices"

	"facedesk/config"
)

// PINChange returns the check of the PIN that stands before a change of a PIN in
// the user's file, or nil if none is set. For the duty manager's, the
// administrator's PIN is right too; the first administrator's asks for it, because
// it would be right for the duty manager's. Variables do not count: they would let
// everybody bring a PIN of his own.
func (in *Installation) PINChange(o Outside, manager bool) *PINDoor {
	it, duty := in.Sources.StoredPIN(config.KeyPINHash), in.Sources.StoredPIN(config.KeyManagerPIN)
	if it != "" && !manager {
		duty = ""
	}
	hashes := slices.DeleteFunc([]string{it, duty}, func(hash string) bool { return hash == "" })
	if len(hashes) == 0 {
		return nil
	}
	return &PINDoor{outside: o, manager: manager, stored: hashes}
}
