// Package keyringtest gives a test a keyring of its own: the real gnome-keyring
// on a private session bus, with everything it keeps in a temporary folder. It
// never touches the keyring of whoever runs the test, and works on Linux only.
//
// Start gives an unlocked one, StartLocked a locked one, StartBus a bus without
// any; Lock and Freeze put one into trouble. Promised: when these return, the
// state holds; when the test ends, all processes have ended.
//
// go-keyring finds its bus in the environment of the process and keeps the
// connection, so the functions set DBUS_SESSION_BUS_ADDRESS by t.Setenv (no
// parallel tests) and drop that connection at the end. A test may start several,
// one after the other; go-keyring uses the last one only if the first has ended.
package keyringtest
