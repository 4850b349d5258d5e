// Package widgets holds the parts of which the screens consist. They draw and call
// back. The caller decides what a key or a tap does.
//
//   - Entry is a text field that works with input methods, passes on the keys of
//     the desk, filters pasted text and can show a number in groups. FieldRow adds
//     a label above it, a note beside the label and a complaint below.
//   - Preview is the live picture with its oval and one hint. Preview.SetFrame
//     is the only function here that may be called from any goroutine.
//   - Verdict is the result on the whole screen.
//   - KeyHint, Choice and Order are pressed. StatusBar, Banner and Steps only
//     show something.
//   - Stage lays out a screen and scales the parts on it with the window.
//
// Sizes are in Fyne's device-independent pixels in a window of 1366×768
// (theme.BaseWidth, theme.BaseHeight). SetScale multiplies them. Colours come from
// a theme.Palette, usually theme.Colours. Nothing is shown by colour alone: a
// word, a shape or a dash says the same.
//
// Everything but SetFrame belongs to the user-interface goroutine. The package
// imports no driver, so it builds and runs its tests without cgo and a display.
package widgets
