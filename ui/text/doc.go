// Package text holds every sentence of the screens in both languages.
//
// New returns the catalogue of a language, T a text with its values filled in,
// Runs and Lines the same with what is to be emphasised told apart, and Say the
// text of an identity.Text. Keys are those of the session's views; those that only
// screens use are listed in assets/translations like all others.
//
// A text is a pattern:
//
//	{name}      the value given for name
//	[[ … ]]     left out as a whole when a value in it is empty or not given
//	** … **     emphasised
//
// Both languages have the same keys with the same names in them, as its test
// sees to. A key that does not exist shows as itself, a value that is not given
// as {name}, and Strict reports both: nothing here panics on a screen.
package text
