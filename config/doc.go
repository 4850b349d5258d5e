// Package config reads and writes the settings of an operator and the secrets
// of the services.
//
// Settings come from layers. Each layer overrides the one before: the built-in
// values, /etc/facedesk/settings.toml, $XDG_CONFIG_HOME/facedesk/settings.toml,
// and FACEDESK_* variables. FindPaths finds the places, NewSchema describes the
// settings, Load reads them, and Set and Unset change a file.
//
// The package complains about every unknown key, wrong type and value out of
// range. Every complaint has file, line and column. Every value has its Origin.
// Nothing overrides what the system file locks. A file is replaced as a whole
// or not at all, and keeps its comments and its order.
//
// Secrets are kept in the keyring of the operating system only. NewKeyring
// opens it. Secrets gives access to the names that the services' descriptors
// allow. Every call ends within its limit. No call shows a prompt or uses a
// file instead.
package config
