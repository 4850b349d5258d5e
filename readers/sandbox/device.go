package sandbox

import "bytes"

// Fault is what the reader does wrong. The zero Fault is none.
type Fault string

// The faults.
const (
	None       Fault = ""
	Cut        Fault = "cut"        // the card's frame ends in its middle
	Checksum   Fault = "checksum"   // the card's frame has a wrong checksum
	Noise      Fault = "noise"      // other bytes come before every answer
	Slow       Fault = "slow"       // one byte a second
	Refuse     Fault = "refuse"     // the card refuses the security module
	Forged     Fault = "forged"     // the security module does not confirm the card
	Unreadable Fault = "unreadable" // the card was moved while it was read
	Select     Fault = "select"     // the card cannot be selected
	Silent     Fault = "silent"     // nothing is answered
	Garbage    Fault = "garbage"    // something that speaks otherwise
	SelfTest   Fault = "selftest"   // the security module is broken
)

// Faults lists them.
func Faults() []Fault {
	return []Fault{Cut, Checksum, Noise, Slow, Refuse, Forged, Unreadable, Select, Silent, Garbage, SelfTest}
}

// The questions of the protocol, as its descriptions print them.
var (
	askReset  = fromHex("AAAAAA9669 0003 10FF EC")
	askStatus = fromHex("AAAAAA9669 0003 11FF ED")
	askNumber = fromHex("AAAAAA9669 0003 12FF EE")
	askFind   = fromHex("AAAAAA9669 0003 2001 22")
	askSelect = fromHex("AAAAAA9669 0003 2002 21")
	askRead   = fromHex("AAAAAA9669 0003 3001 32")
)

// And the answers.
var (
	sayDone       = fromHex("AAAAAA9669 0004 000090 94")
	sayNumber     = fromHex("AAAAAA9669 0014 000090 0500 0100 09B83201 05BE1200 ADC5B111 63")
	sayFound      = fromHex("AAAAAA9669 0008 00009F 00000000 97")
	sayNoCard     = fromHex("AAAAAA9669 0004 000080 84")
	saySelected   = fromHex("AAAAAA9669 000C 000090 0000000000000000 9C")
	saySelectFail = fromHex("AAAAAA9669 0004 000081 85")
	sayReadFail   = fromHex("AAAAAA9669 0004 000041 45")
	sayRefused    = fromHex("AAAAAA9669 0004 000031 35")
	sayForged     = fromHex("AAAAAA9669 0004 000033 37")
	sayBroken     = fromHex("AAAAAA9669 0004 000060 64")
	sayChecksum   = fromHex("AAAAAA9669 0004 000010 14")
	sayCommand    = fromHex("AAAAAA9669 0004 000021 25")
	someNoise     = fromHex("00 FF AA 11 13 AA AA 96 69 AA 0A AA")
	someGarbage   = []byte("ERROR\r\n")
)

// device is what lies behind the line: a card or none, and what was done with it.
type device struct {
	card     *Card
	selected bool
	spent    bool // it was read, or could not be, and is only found again once lifted
	fault    Fault
}

// reply answers one request.
func (d *device) reply(request []byte) []byte {
	switch d.fault {
	case Silent:
		return nil
	case Garbage:
		return someGarbage
	}
	out := d.say(request)
	if d.fault == Noise {
		return append(bytes.Clone(someNoise), out...)
	}
	return out
}

func (d *device) say(request []byte) []byte {
	switch {
	case bytes.Equal(request, askReset), bytes.Equal(request, askStatus):
		if d.fault == SelfTest {
			return sayBroken
		}
		return sayDone
	case bytes.Equal(request, askNumber):
		return sayNumber
	case bytes.Equal(request, askFind):
		return d.find()
	case bytes.Equal(request, askSelect):
		return d.choose()
	case bytes.Equal(request, askRead):
		return d.read()
	case !sumFits(request):
		return sayChecksum
	}
	return sayCommand
}

func (d *device) find() []byte {
	d.selected = false
	if d.card == nil || d.spent {
		return sayNoCard
	}
	return sayFound
}

func (d *device) choose() []byte {
	if d.card == nil || d.spent || d.fault == Select {
		d.spent = true
		return saySelectFail
	}
	d.selected = true
	return saySelected
}

func (d *device) read() []byte {
	if d.card == nil || !d.selected {
		return sayReadFail
	}
	d.selected, d.spent = false, true
	switch d.fault {
	case Refuse:
		return sayRefused
	case Forged:
		return sayForged
	case Unreadable:
		return sayReadFail
	}
	out := d.card.answer()
	switch d.fault {
	case Cut:
		return out[:len(out)/2]
	case Checksum:
		out[len(out)-1] ^= 0x55
	}
	return out
}

// sumFits reports whether a request's last byte is the exclusive or of those from
// the length on.
func sumFits(request []byte) bool {
	var sum byte
	for _, b := range request[5:] {
		sum ^= b
	}
	return sum == 0
}

// nextRequest cuts the first request out of what has come. It returns nil while
// none is whole.
func nextRequest(got []byte) (request, rest []byte) {
	at := bytes.Index(got, askReset[:5])
	if at < 0 || len(got) < at+7 {
		return nil, got
	}
	end := at + 7 + int(got[at+5])<<8 + int(got[at+6])
	if len(got) < end {
		return nil, got
	}
	return got[at:end], got[end:]
}
