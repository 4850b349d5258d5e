// Package config holds what an operator can set, and the keys of the services.
//
// Settings are TOML files and environment variables, read in layers, each over
// the one before: built in, /etc/facedesk/settings.toml,
// $XDG_CONFIG_HOME/facedesk/settings.toml, FACEDESK_* variables. Find the
// places with FindPaths, describe what may be set with NewSchema, read with
// Load, change a file with Set and Unset. Promised: an unknown key, a wrong
// type or a value out of range is never passed over; every complaint carries
// file, line and column; every value knows its Origin; what the system file
// locks cannot be overridden; a file is replaced whole or not at all, and keeps
// its comments and its order.
//
// Secrets live in the keyring of the operating system and nowhere else. Open
// it with NewKeyring, and speak to it through Secrets, which knows the names
// that the services' descriptors allow. Promised: no call lasts longer than its
// limit, none shows a prompt, and none falls back to a file.
package config
