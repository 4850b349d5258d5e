// Package widgets holds the parts that screens of a counter are put together
// from. They draw and call back; what a key or a tap leads to is decided
// elsewhere.
//
//   - Entry is a text field that works with input methods, hands on the keys of
//     the desk, tidies what is pasted and can show a number in groups; FieldRow
//     puts its name above it, a mark beside and a complaint beneath it.
//   - Preview is the live picture with its oval and one hint. Preview.SetFrame
//     is the only function here that may be called from any goroutine.
//   - Verdict is the answer on the whole screen.
//   - KeyHint and Choice are pressed; StatusBar, Banner and Steps
//     only tell.
//   - Stage lays out a screen and scales the parts on it with the window.
//
// Sizes are in Fyne's device-independent pixels on a window of 1366×768
// (theme.BaseWidth, theme.BaseHeight) and are multiplied by SetScale. Colours come as a
// theme.Palette; theme.Colours is the one the parts were drawn with. What a colour
// says, a word, a shape or a dash says too.
//
// Everything but SetFrame belongs to the user-interface goroutine. The package
// imports no driver, so it is built and tested without cgo or a display.
package widgets
