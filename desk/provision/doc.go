// Package provision installs IT's bundles on a desk: settings into their file,
// secrets into the keyring, all or nothing, with a way back.
//
// Before an import changes anything, it keeps what it will replace: the settings
// in a file beside them, the secrets in the keyring under names of their own. Then
// it notes in its state file that an import is pending, makes the changes, and
// replaces the state file once more, which is the moment at which the new state
// holds. Whoever finds a pending import that nobody is carrying out puts the old
// state back (Recover): the process died in the middle.
//
// The system's settings have no secrets with them, so their file is replaced in one
// step and nothing can be pending.
//
// The number of the last bundle is kept twice, in the state file and in the
// keyring, and the higher one counts. If both are gone although the desk has
// settings or secrets, no bundle is installed before IT has named the number of the
// one to take: it might be an older one.
package provision
