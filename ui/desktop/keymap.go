package desktop

import (
	"io"
	"log"
	"slices"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// keymap is what a second connection knows of the keyboard.
type keymap struct {
	conn    *xgb.Conn
	syms    map[uint8][]xproto.Keysym
	ahead   []xgb.Event        // received, not handled
	unknown map[uint8]keyPress // keys that are down and had no character
}

// watchSpareKeys reads the presses in a window until the display ends, and tells
// s the characters of spare keys. Call it on a goroutine of its own. Without this
// connection, the window's own lookup stands alone.
func watchSpareKeys(window uintptr, s *spareKeys) {
	xgb.Logger = log.New(io.Discard, "", 0) // it writes to the terminal otherwise
	conn, err := xgb.NewConn()
	if err != nil {
		return
	}
	defer conn.Close()
	defer s.forget()
	m := &keymap{conn: conn, syms: map[uint8][]xproto.Keysym{}, unknown: map[uint8]keyPress{}}
	setup := xproto.Setup(conn)
	if !m.read(setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)) {
		return
	}
	s.addSpare(m.empty())
	const keys = xproto.EventMaskKeyPress | xproto.EventMaskKeyRelease
	if xproto.ChangeWindowAttributesChecked(conn, xproto.Window(window), xproto.CwEventMask, []uint32{keys}).Check() != nil {
		return
	}
	for e := m.next(); e != nil; e = m.next() {
		m.handle(e, s)
	}
}

// handle follows the meaning of keys. A program may give a key its character
// once more to release it, which is a second chance to read it.
func (m *keymap) handle(e xgb.Event, s *spareKeys) {
	switch e := e.(type) {
	case xproto.MappingNotifyEvent:
		if e.Request == xproto.MappingKeyboard {
			m.read(e.FirstKeycode, e.Count)
			s.addSpare(m.empty())
		}
	case xproto.KeyPressEvent:
		p := keyPress{uint8(e.Detail), uint32(e.Time)}
		if delete(m.unknown, p.code); s.found(p, m.char(p.code, e.State)) {
			m.unknown[p.code] = p
		}
	case xproto.KeyReleaseEvent:
		if p, ok := m.unknown[uint8(e.Detail)]; ok {
			s.found(p, m.char(p.code, e.State))
		}
		delete(m.unknown, uint8(e.Detail))
	}
}

// next returns the next event, nil at the display's end.
func (m *keymap) next() xgb.Event {
	if len(m.ahead) > 0 {
		e := m.ahead[0]
		m.ahead = m.ahead[1:]
		return e
	}
	for {
		e, err := m.conn.WaitForEvent()
		if e != nil || err == nil {
			return e
		}
	}
}

// read asks for the meaning of some keys. If it changes once more before the
// answer, the answer belongs to a later press, and the keys have none.
func (m *keymap) read(first xproto.Keycode, count byte) (ok bool) {
	cookie := xproto.GetKeyboardMapping(m.conn, first, count)
	reply, err := cookie.Reply()
	if err != nil || reply.KeysymsPerKeycode == 0 {
		return false
	}
	changed := m.changed(cookie.Sequence)
	for i, n := 0, int(reply.KeysymsPerKeycode); (i+1)*n <= len(reply.Keysyms); i++ {
		code := uint8(int(first) + i)
		if m.syms[code] = reply.Keysyms[i*n : (i+1)*n]; changed(code) {
			m.syms[code] = nil
		}
	}
	return true
}

// changed collects the events that have arrived and reports which keys got
// another meaning before the request with this number.
func (m *keymap) changed(request uint16) func(code uint8) bool {
	for e, err := m.conn.PollForEvent(); e != nil || err != nil; e, err = m.conn.PollForEvent() {
		if e != nil {
			m.ahead = append(m.ahead, e)
		}
	}
	ahead := m.ahead
	return func(code uint8) bool {
		for _, e := range ahead {
			c, is := e.(xproto.MappingNotifyEvent)
			if is && int16(c.Sequence-request) < 0 && uint8(c.FirstKeycode) <= code && int(code) < int(c.FirstKeycode)+int(c.Count) {
				return true
			}
		}
		return false
	}
}

// empty returns the keys without a meaning.
func (m *keymap) empty() (codes []uint8) {
	for code, syms := range m.syms {
		if syms != nil && !slices.ContainsFunc(syms, func(s xproto.Keysym) bool { return s != 0 }) {
			codes = append(codes, code)
		}
	}
	return codes
}

func (m *keymap) char(code uint8, state uint16) rune { return char(m.syms[code], state) }

// char returns the character of a key, 0 for none. Keysyms from 0x01000100 on
// are characters of Unicode, those of Latin-1 are themselves (X protocol,
// appendix A). The programs meant here use these alone.
func char(syms []xproto.Keysym, state uint16) rune {
	column := 0
	if state&xproto.ModMaskShift != 0 && len(syms) > 1 && syms[1] != 0 {
		column = 1
	}
	if column >= len(syms) {
		return 0
	}
	switch s := syms[column]; {
	case s >= 0x01000100 && s <= 0x0110ffff:
		return rune(s - 0x01000000)
	case s >= 0x20 && s <= 0x7e, s >= 0xa0 && s <= 0xff:
		return rune(s)
	}
	return 0
}
