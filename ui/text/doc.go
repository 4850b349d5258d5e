// Package text holds every sentence of the screens in the languages of clerks.
//
// New returns the catalogue of a language. T returns a text with its values filled
// in. Runs and Lines do the same and mark the emphasised parts. Say returns the
// text of an identity.Text. Keys come from the session's views or from the screens;
// assets/translations lists all of them.
//
// A text is a pattern:
//
//	{name}      the value with this name
//	[[ … ]]     left out as a whole if a value in it is empty or missing
//	** … **     emphasised
//
// All languages have the same keys, and each text has the same names; a test
// checks it. A missing key is shown as itself, and a missing value as {name}.
// Strict reports both. Nothing panics on a screen.
package text
