// Package settings describes the contents of the settings screen as plain data.
// Package desk makes it, and package screens draws it.
package settings

import (
	"facedesk/identity"
	"facedesk/providers"
)

// Page is what the settings screen shows.
type Page struct {
	Fields  []Field
	Secrets []Secret
	Steps   []Step        // of the setup guide; empty if there is no guide
	Stored  identity.Text // label of the secret that was stored just now
	Fault   identity.Text // why something could not be read or stored
}

// Field is one setting with its value. Keys of services begin with
// "providers.<code>.".
type Field struct {
	Key     string
	Label   identity.Text
	Help    identity.Text
	Type    providers.FieldType
	Choices []string
	Names   []identity.Text // names of the choices for people; nil shows the choices
	Value   string          // as a settings file has it; lists are separated by commas
	Needed  bool            // without it no guest can consent
	Locked  bool            // IT has locked it: it cannot be changed here
	Origin  string          // where the value comes from
	Group   identity.Text   // name of the service; empty if it belongs to none
}

// Secret is one secret. Only its presence is known.
type Secret struct {
	Name   string // <code>.<key>
	Label  identity.Text
	Help   identity.Text
	Stored bool
	Group  identity.Text // name of the service
}

// Step is one step of the setup guide.
type Step struct {
	Name    identity.Text
	Help    identity.Text
	Done    bool
	Missing identity.Text // what to do; shown while the step is not done
	Key     string        // of the setting or secret to open; "" if there is none
	Test    bool          // opening it starts the connection test
	Report  bool          // opening it saves the doctor's report
	Bundle  bool          // opening it imports IT's bundle
	Said    identity.Text // how it stands, if there is more to say than that it is done
}
