package cli

import (
	"crypto/rand"
	"strconv"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/providers/all"
)

// outside returns what package desk needs from the operating system.
func (a *app) outside() desk.Outside {
	owner, _ := strconv.Atoi(SystemOwner) // 0 (root) if SystemOwner is empty
	return desk.Outside{System: config.System{File: System, Owner: owner}, Env: a.env, Now: a.now, Random: rand.Reader, Services: all.List(), Version: Version, Built: built()}
}

// installation finds the places and the schema. It does not read the settings.
func (a *app) installation() (*desk.Installation, error) { return a.outside().Find() }

// load finds the installation and reads its settings.
func (a *app) load() (*desk.Installation, error) { return a.outside().Load() }
