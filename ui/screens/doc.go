// Package screens draws a session.View with Fyne and turns the clerk's actions into
// session.Msgs. It decides nothing and does no input or output.
//
// New builds the content of a window once. Screens.Show draws a view; it is cheap
// if little has changed, so it can be called at every tick. Key handles the keys
// that reach the window's canvas. Fields pass on their keys by themselves. Frame
// may be called from any goroutine. Everything else belongs to the user-interface
// goroutine.
//
// The package guarantees: Typed text goes to Options.Send at once, and a field
// shows the text of the view. Nothing that consents takes the focus, so neither
// Enter nor Space nor Tab reaches it. When View.Generation grows, every field,
// picture and label of the customer is cleared, undo included. All texts come from
// ui/text.
package screens
