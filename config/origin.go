package config

import "fmt"

// Origin says where a value came from. The zero value means that it is built
// in.
type Origin struct {
	File         string
	Line, Column int    // from 1, in characters; 0 means the whole file
	Variable     string // name of the environment variable
}

// BuiltIn reports whether the value is the built-in one.
func (o Origin) BuiltIn() bool { return o == Origin{} }

// of reports whether the value came from a settings file, or from its last good copy.
func (o Origin) of(file string) bool {
	return o.File != "" && (o.File == file || o.File == lastOf(file))
}

// String returns "built-in", "/etc/facedesk/settings.toml:3:1" or "environment
// FACEDESK_X".
func (o Origin) String() string {
	switch {
	case o.Variable != "":
		return "environment " + o.Variable
	case o.File == "":
		return "built-in"
	case o.Line == 0:
		return o.File
	}
	return fmt.Sprintf("%s:%d:%d", o.File, o.Line, o.Column)
}
