package cli

import (
	"crypto/rand"
	"strconv"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/providers/all"
)

// outside is what package desk is handed.
func (a *app) outside() desk.Outside {
	owner, _ := strconv.Atoi(SystemOwner) // root where it is none
	return desk.Outside{System: config.System{File: System, Owner: owner}, Env: a.env, Now: a.now, Random: rand.Reader, Services: all.List(), Version: Version, Built: built()}
}

// installation finds the places and the schema, without reading settings.
func (a *app) installation() (*desk.Installation, error) { return a.outside().Find() }

// load is installation with its settings read.
func (a *app) load() (*desk.Installation, error) { return a.outside().Load() }
