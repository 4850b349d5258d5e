package cli

import (
	"crypto/rand"
	"os/user"
	"strconv"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/providers/all"
)

// Home is the user's home folder, where a build for tests sets one. It is not a
// variable of the environment, because a locked limit of money goes by it.
var Home string

// homeFolder returns the user's home folder by the system's list of users.
func homeFolder() string {
	if u, err := user.Current(); Home == "" && err == nil {
		return u.HomeDir
	}
	return Home
}

// outside returns what package desk needs from the operating system.
func (a *app) outside() desk.Outside {
	owner, _ := strconv.Atoi(SystemOwner) // 0 (root) if SystemOwner is empty
	return desk.Outside{System: config.System{File: System, Owner: owner}, Env: a.env, Home: homeFolder(), Now: a.now, Random: rand.Reader, Services: all.List(), Version: Version, Built: built()}
}

// installation finds the places and the schema. It does not read the settings.
func (a *app) installation() (*desk.Installation, error) { return a.outside().Find() }

// load finds the installation and reads its settings.
func (a *app) load() (*desk.Installation, error) { return a.outside().Load() }

// loadLast is load with the last good settings where the files cannot be used. The
// commands that act ask for whole ones.
func (a *app) loadLast() (*desk.Installation, error) {
	o := a.outside()
	o.Last = true
	return o.Load()
}
