package desktop

import "fyne.io/fyne/v2"

// still is the app without Fyne's animations. A blinking caret has the whole
// window drawn anew at every step: an eighth of a core where there is no graphics
// card. A caret that stands still costs nothing.
type still struct{ fyne.App }

// Settings implements fyne.App.
func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (stillSettings) ShowAnimations() bool { return false }
