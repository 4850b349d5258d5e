// Package identity holds the words of the domain: the claimed identity
// (Subject), the photo that is sent (Portrait), what the guest agreed to
// (Consent), and what came of it (Outcome, Verdict, Error).
//
// Claim.Parse turns what was typed into a Subject, or says in one sentence a
// field what is wrong with it, and Claim.Notes what else there is to know; ParseMRZ
// and MRZ.Claim do so for what a passport scanner types, Split for a name and a
// number on one line. GuessType and Types choose the kind of document, of which
// all that is known stands in one table (types.go); NormaliseName and
// DocumentType.Number tidy while typing, GroupNumber shows a number in groups.
// What is shown, stored or logged goes through MaskName, MaskNumber or, for
// a service's own words, Redact. Document.Minor reports who is under fourteen.
//
// The package imports the standard library only, does no I/O and knows no wire
// format. Today is handed in. All functions take any input without panicking.
// Everything else in Facedesk speaks in these types.
package identity
