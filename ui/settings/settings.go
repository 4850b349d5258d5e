// Package settings is what the settings screen shows, as plain data: package desk
// makes it, package screens draws it.
package settings

import (
	"facedesk/identity"
	"facedesk/providers"
)

// Page is what the settings screen shows.
type Page struct {
	Fields  []Field
	Secrets []Secret
	Steps   []Step        // of the guide, none: there is no guide
	Stored  identity.Text // label of the secret that has just been stored
	Fault   identity.Text // why something of it could not be read or stored
}

// Field is one setting with its value. Keys of services begin with
// "providers.<code>.".
type Field struct {
	Key     string
	Label   identity.Text
	Help    identity.Text
	Type    providers.FieldType
	Choices []string
	Names   []identity.Text // of the choices, as people know them; nil: as they are written
	Value   string          // as it is written in a file; lists with commas
	Needed  bool            // without it no guest can agree
	Locked  bool            // by IT: it cannot be changed here
	Origin  string          // where the value comes from
	Group   identity.Text   // name of the service, "" for its code
}

// Secret is one secret, of which only is known whether it is there.
type Secret struct {
	Name   string // <code>.<key>
	Label  identity.Text
	Help   identity.Text
	Stored bool
}

// Step is one step of setting the desk up, in order.
type Step struct {
	Name    identity.Text
	Help    identity.Text
	Done    bool
	Missing identity.Text // what is to be done, where it is not done
	Key     string        // of the setting or secret to go to, "" where there is none
	Test    bool          // going there asks for the connection test
}
