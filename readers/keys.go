package readers

import "strings"

// The codes of Linux' input events that the decoder knows by name.
const (
	keyEscape     = 1
	keyTab        = 15
	keyEnter      = 28
	keyLeftCtrl   = 29
	keyLeftShift  = 42
	keyRightShift = 54
	keyLeftAlt    = 56
	keyCapsLock   = 58
	keyKeypadMul  = 55
	keyPadEnter   = 96
	keyRightCtrl  = 97
	keyRightAlt   = 100
)

// rows are the keys of a US keyboard: the code of the first, and what the keys from
// there on type without and with shift. The key beside the left shift, which only
// other keyboards have, types < and >.
var rows = []struct {
	first        uint16
	plain, shift string
}{
	{2, "1234567890-=", "!@#$%^&*()_+"},
	{16, "qwertyuiop[]", "QWERTYUIOP{}"},
	{30, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
	{43, `\zxcvbnm,./`, `|ZXCVBNM<>?`},
	{57, " ", " "},
	{71, "789-456+1230.", "789-456+1230."},
	{86, "<", ">"},
	{98, "/", "/"},
}

// decoder turns key codes into text, as a keyboard of the US layout does whatever
// the layout of the desk is. Control and Alt combinations type nothing.
type decoder struct {
	held map[uint16]bool
	caps bool
	line strings.Builder
	lost bool // events were lost: the line is not whole
	outs int  // how often Escape was pressed in a row
}

// key takes a key that went down or up. It returns true where the key ends a line.
func (d *decoder) key(code uint16, down bool) bool {
	switch code {
	case keyLeftShift, keyRightShift, keyLeftCtrl, keyRightCtrl, keyLeftAlt, keyRightAlt:
		if d.held == nil {
			d.held = map[uint16]bool{}
		}
		d.held[code] = down
		return false
	}
	if !down {
		return false
	}
	if d.outs++; code != keyEscape {
		d.outs = 0
	}
	switch code {
	case keyEnter, keyPadEnter:
		return true
	case keyCapsLock:
		d.caps = !d.caps
	case keyTab:
		d.line.WriteByte('\t')
	case keyKeypadMul:
		d.line.WriteByte('*')
	default:
		d.letter(code)
	}
	return false
}

func (d *decoder) letter(code uint16) {
	if d.held[keyLeftCtrl] || d.held[keyRightCtrl] || d.held[keyLeftAlt] || d.held[keyRightAlt] {
		return
	}
	shift := d.held[keyLeftShift] || d.held[keyRightShift]
	for _, row := range rows {
		if code < row.first || int(code-row.first) >= len(row.plain) {
			continue
		}
		plain, shifted := row.plain[code-row.first], row.shift[code-row.first]
		if d.caps && plain >= 'a' && plain <= 'z' {
			plain, shifted = shifted, plain
		}
		if shift {
			plain = shifted
		}
		d.line.WriteByte(plain)
		return
	}
}

// take returns the line and begins the next one. It returns "" for a line of which
// something was lost.
func (d *decoder) take() string {
	text := d.line.String()
	if d.lost {
		text = ""
	}
	d.line.Reset()
	d.lost = false
	return text
}
