// Package bundle is the file in which IT carries settings and secrets to a desk
// without a network. It seals and opens; it reads and writes no files.
//
// A bundle has a line that names the format, a line with IT's public key and the
// signature, a line of JSON in the clear (Head: serial, dates, desks), and the
// content (Payload), encrypted by age to a passphrase or to the desks' own keys.
//
// The signature stands outside and covers everything else, so that it is checked
// before anything of the file is believed, parsed or decrypted: no foreign file
// can cost work or say which passphrase fits. A file that was changed is told from
// a wrong passphrase. The content cannot be exchanged, because it is part of what
// is signed.
//
// Read is the only way to a Signed, and it asks for the keys that are trusted.
// These never come from the file itself.
package bundle
