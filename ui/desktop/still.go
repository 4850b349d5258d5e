package desktop

import "fyne.io/fyne/v2"

// still is the app without Fyne's animations. A blinking caret redraws the
// whole window at every step, which takes an eighth of a core without a
// graphics card.
type still struct{ fyne.App }

// Settings implements fyne.App.
func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (stillSettings) ShowAnimations() bool { return false }
