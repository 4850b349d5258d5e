// Package readers reads documents that are laid on a device: identity cards by
// the SDT protocol (GA/T 467) over a serial port. It imports nothing of ours.
//
// Run watches one port, the one that was named to it, and reports what happens
// there. Of a card it takes the name, the number, the kind, the nationality and
// the validity. Birth, sex, address, nation and photo do not leave the parser, and
// the buffer that held them is overwritten.
package readers
