// Package screens draws a session.View with Fyne and turns what the clerk does
// into session.Msgs. It decides nothing and does no input or output.
//
// New builds the content of a window once; Screens.Show draws a view, cheaply
// where little has changed, so that it can be called at every tick. Key takes
// the keys that reach the window's canvas; fields hand theirs on by themselves.
// Frame may be called from any goroutine, everything else belongs to the user
// interface's.
//
// Promised: what is typed goes to Options.Send at once, and a field shows what
// the view says. Nothing that consents can be focused, so that neither Enter nor
// Space nor Tab reaches it. When View.Generation grows, every field, picture and
// label of the customer is emptied, undo included. All texts come from ui/text;
// Keys lists those that no session.View names.
package screens
