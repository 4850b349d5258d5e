//go:build !linux

package desktop

import "fyne.io/fyne/v2"

// watchDisplay does nothing, because only X11 ends a process whose display is
// gone.
func watchDisplay() {}

// askManager does nothing, because only X11 has a separate window manager.
func askManager(uintptr) bool { return true }

// placeWindow does nothing, because the guest's window is for X11.
func placeWindow(uintptr, rect) {}

// isAt has nothing to look at, likewise.
func isAt(uintptr, rect) bool { return true }

// takeSpareKeys does nothing, because only X11 asks for a key's character late.
func takeSpareKeys(fyne.Window) {}
