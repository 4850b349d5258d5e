// Package doctor looks whether everything a check needs is in place. A check is one
// value in a list (Checks). All run at once and end after Limit, whatever hangs. What
// it says is safe to send to anybody: it reads no secret, no name and no number, and
// leaves out what people typed into settings.
package doctor
