package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// showFoot shows the buttons of a screen and the line below them.
func (c *claim) showFoot(v session.View) {
	var f foot
	if p := pageOf(v.Screen); p.foot != nil {
		f = p.foot(c.env, v)
	}
	c.main.tapped, c.second.tapped = c.press(f.main), c.press(f.second)
	shown := c.setButton(c.main, v, f.main)
	if f.idle != "" {
		c.main.set("", f.idle, true, false)
		shown = true
	}
	widgets.Show(c.main, shown)
	widgets.Show(c.second, c.setButton(c.second, v, f.second))
	c.note.SetText(f.note)
	widgets.Show(c.note, f.note != "")
	b, withdraw := bound(v, session.ActWithdraw)
	c.withdraw.Set(c.keyName(b), c.t(b.Label), b.Enabled)
	widgets.Show(c.withdraw, withdraw && f.withdraw)
}

// consent returns who consented when, and to which recipient.
func (e *env) consent(k identity.Consent, recipient identity.Text) string {
	if k.By == "" {
		return ""
	}
	key := session.TextKey("consent.self")
	if k.By == identity.ByGuardian {
		key = "consent.guardian"
	}
	return e.t(key, "time", k.At.Format("15:04"), "recipient", e.say(recipient))
}

// arrange lays out the pane from the top, and its foot from the bottom.
func (c *claim) arrange(p px, size fyne.Size) {
	placeBox(c.card, p, 0, 0, size.Width, size.Height, 1, cardRound)
	x, w := p(28), size.Width-p(56)
	foot := c.arrangeFoot(p, x, w, size.Height)
	c.shorten(p, w, foot-p(20)-p(gap))
	y := p(20)
	y = c.arrangeTypes(p, x, y, w)
	y = c.arrangeFields(p, x, y, w)
	half := w
	if c.person.Visible() {
		half = (w - p(gutter)) / 2
	}
	placeMiddle(c.serviceLabel, x, y+p(12), half)
	widgets.Place(c.service, x, y+p(26), half, p(48))
	placeMiddle(c.personLabel, x+half+p(gutter), y+p(12), half)
	widgets.Place(c.person, x+half+p(gutter), y+p(26), half, p(48))
}

// shorten shortens complaints until they fit: first to one line each, then to
// that of the current field only.
func (c *claim) shorten(p px, w, room float32) {
	for level := range 3 {
		for _, f := range []*field{c.name, c.number, c.nation} {
			f.fault.shorten(f.full, level, c.view.Focus == f.name)
			f.note.shorten(f.noteFull, level, c.view.Focus == f.name)
		}
		c.typeFault.shorten(c.typeFull, level, c.view.Focus == identity.FieldType)
		if c.high(p, w) <= room {
			return
		}
	}
}

// shorten shows a complaint at a level: 0 on several lines, 1 on one line, 2 on
// one line and only if it matters.
func (a *alert) shorten(full string, level int, matters bool) {
	if level == 2 && !matters {
		full = ""
	}
	a.text.SetShrink(level >= 1)
	a.setText(full)
}

// high returns the height of everything above the foot.
func (c *claim) high(p px, w float32) float32 {
	h := p(26 + 48)
	if c.typePlain.Visible() {
		h += p(26 + fieldHeight + 8)
	} else {
		h += p(26 + 88 + 12)
	}
	if c.typeFault.Visible() {
		h += c.typeFault.height(w)
	}
	h += c.name.height(p, w) + p(8)
	number, nation := c.number.height(p, w), c.nation.height(p, w)
	if c.nation.visible() {
		return h + number + nation - p(26+fieldHeight) + p(8)
	}
	return h + number + p(8)
}

func (c *claim) arrangeTypes(p px, x, y, w float32) float32 {
	placeMiddle(c.typeLabel, x, y+p(12), w/2)
	placeMiddle(c.typeNote, x+w/2, y+p(12), w/2)
	widgets.Place(c.types[0], x, y+p(26), w, p(40))
	widgets.Place(c.types[1], x, y+p(26+48), w, p(40))
	widgets.Place(c.typePlain, x, y, w, p(26+fieldHeight))
	if c.typePlain.Visible() {
		return y + p(26+fieldHeight+8)
	}
	y += p(26 + 88)
	if c.typeFault.Visible() {
		h := c.typeFault.height(w)
		widgets.Place(c.typeFault, x, y+p(4), w, h)
		y += h
	}
	return y + p(12)
}

// arrangeFields puts the nation, which is short, beside the number. Complaints
// use the whole width.
func (c *claim) arrangeFields(p px, x, y, w float32) float32 {
	c.name.place(p, x, y, w, w)
	y += c.name.height(p, w) + p(8)
	numberW := w
	if c.nation.visible() {
		numberW = w * 0.6
	}
	c.number.place(p, x, y, numberW, w)
	at := x + numberW + p(gutter)
	c.nation.place(p, at, y, w-numberW-p(gutter), w)
	if !c.nation.visible() {
		return y + c.number.height(p, w) + p(8)
	}
	y += c.number.height(p, w)
	if c.nation.fault.Visible() {
		h := c.nation.fault.height(w)
		widgets.Place(c.nation.fault, x, y+p(4), w, h)
		y += h + p(4)
	}
	return y + p(8)
}

// arrangeFoot lays out the foot and returns its upper edge.
func (c *claim) arrangeFoot(p px, x, w, height float32) float32 {
	bottom := height - p(20)
	if c.note.Visible() || c.withdraw.Visible() {
		bottom = c.arrangeNote(p, x, w, bottom)
	}
	top := bottom - p(buttonHeight)
	switch {
	case c.main.Visible() && c.second.Visible():
		left := (w - p(gutter)) * 0.38
		fitLabels(left, c.second)
		widgets.Place(c.second, x, top, left, p(buttonHeight))
		widgets.Place(c.main, x+left+p(gutter), top, w-left-p(gutter), p(buttonHeight))
	default:
		fitLabels(w, c.second)
		widgets.Place(c.second, x, top, w, p(buttonHeight))
		widgets.Place(c.main, x, top, w, p(buttonHeight))
	}
	return top
}

// noteLines breaks a note that is too long for one line, if the fields above leave
// room down to an edge. Else the note becomes smaller. It returns the height of the
// further lines.
func (c *claim) noteLines(p px, w, edge float32) float32 {
	c.note.SetShrink(false)
	more := c.note.Height(w) - c.note.LineHeight()
	if more <= 0 || c.high(p, w)+p(20)+p(gap)+more <= edge {
		return max(more, 0)
	}
	c.note.SetShrink(true)
	return 0
}

// arrangeNote centres the note. The key to withdraw is behind it, or below it
// if there is no room. It returns the upper edge.
func (c *claim) arrangeNote(p px, x, w, bottom float32) float32 {
	m := c.withdraw.MinSize()
	noteWidth, hint := c.note.LineWidth()+p(2), float32(0)
	if c.withdraw.Visible() {
		hint = m.Width + p(20)
	}
	if noteWidth+hint > w {
		widgets.Place(c.withdraw, x+(w-m.Width)/2, bottom-m.Height+p(14), m.Width, m.Height)
		c.note.Align = fyne.TextAlignCenter
		more := c.noteLines(p, w, bottom-p(64+buttonHeight))
		widgets.Place(c.note, x, bottom-p(44)-c.note.LineHeight()/2-more, w, c.note.LineHeight()+more)
		return bottom - p(64) - more
	}
	c.note.Align = fyne.TextAlignLeading
	c.note.SetShrink(true)
	left, middle := x+(w-noteWidth-hint)/2, bottom-p(12)
	placeMiddle(c.note, left, middle, noteWidth)
	widgets.Place(c.withdraw, left+noteWidth+p(20), middle-m.Height/2, m.Width, m.Height)
	return bottom - p(12) - m.Height/2
}
