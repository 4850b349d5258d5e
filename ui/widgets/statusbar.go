package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Level is a state's level. Each has its own shape and colour.
type Level int

// The levels. The zero value means unknown.
const (
	LevelUnknown Level = iota // a hollow ring
	LevelOK                   // a disc with a check mark
	LevelWarn                 // a triangle
	LevelFault                // an octagon with a cross
)

// Status is one word with its level.
type Status struct {
	Level Level
	Word  string
}

// StatusContent is what the bar shows. Empty texts take no room.
type StatusContent struct {
	Title  string
	Desk   string // in a pill beside the title
	States []Status
	Note   string // to the right of the states
	Clerk  string // in a pill at the right
}

// StatusBar is the line at the top. It shows the desk and the states of
// network, camera and service.
type StatusBar struct {
	widget.BaseWidget
	Scaled
	palette theme.Palette
	content StatusContent
}

// NewStatusBar returns an empty bar.
func NewStatusBar(p theme.Palette) *StatusBar {
	s := &StatusBar{palette: p}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent changes what is shown.
func (s *StatusBar) SetContent(c StatusContent) { s.content = c; s.Refresh() }

// SetScale implements Scaler.
func (s *StatusBar) SetScale(scale float32) { s.Scale = scale; s.Refresh() }

// sign returns shape and colours of a level.
func sign(p theme.Palette, l Level) (Shape, color.Color, color.Color) {
	switch l {
	case LevelOK:
		return ShapeCheck, p.PassInk, p.Surface
	case LevelWarn:
		return ShapeBang, p.Warn, p.WarnPaper
	case LevelFault:
		return ShapeCross, p.FaultInk, p.Surface
	}
	return ShapeRing, p.Muted, p.Surface
}

// statusItem is an icon with a word.
type statusItem struct {
	icon *icon
	word *canvas.Text
}

type statusParts struct {
	s                 *StatusBar
	r                 *Parts
	back              *Box
	line, desk, clerk *canvas.Rectangle
	title, deskText   *canvas.Text
	note, clerkText   *canvas.Text
	items             []statusItem
}

// CreateRenderer implements fyne.Widget.
func (s *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	box := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	plain := fyne.TextStyle{}
	d := &statusParts{
		s: s, back: NewCard(s.palette.Surface, s.palette.Surface), line: box(), desk: box(), clerk: box(),
		title: newText(bold), deskText: newText(plain), note: newText(plain), clerkText: newText(plain),
	}
	d.r = &Parts{Of: s, Update: d.refresh, Arrange: d.layout}
	d.r.Least = func() fyne.Size { return fyne.NewSize(s.Px(320), s.Px(56)) }
	return d.r.Ready()
}

func (d *statusParts) refresh() {
	s, p := d.s, d.s.palette
	paint(d.line, p.Line, color.Transparent, 0, 0)
	write(d.title, s.content.Title, s.Px(22), p.Ink)
	write(d.deskText, s.content.Desk, s.Px(16), p.Ink)
	write(d.note, s.content.Note, s.Px(16), p.Muted)
	write(d.clerkText, s.content.Clerk, s.Px(16), p.Ink)
	for _, pill := range []*canvas.Rectangle{d.desk, d.clerk} {
		paint(pill, p.Paper, color.Transparent, 0, s.Px(16))
	}
	Show(d.desk, s.content.Desk != "")
	Show(d.clerk, s.content.Clerk != "")
	for len(d.items) < len(s.content.States) {
		d.items = append(d.items, statusItem{newIcon(), newText(fyne.TextStyle{})})
	}
	d.items = d.items[:len(s.content.States)]
	d.r.Items = []fyne.CanvasObject{d.back, d.line, d.title, d.desk, d.deskText, d.clerk, d.clerkText, d.note}
	for i, state := range s.content.States {
		item := d.items[i]
		item.icon.set(sign(p, state.Level))
		ink := p.Ink
		if state.Level == LevelOK || state.Level == LevelUnknown {
			ink = p.Muted
		}
		write(item.word, state.Word, s.Px(16), ink)
		d.r.Items = append(d.r.Items, item.icon.Raster, item.word)
	}
}

func (d *statusParts) layout(size fyne.Size) {
	s := d.s
	mid, margin := size.Height/2, s.Px(24)
	Place(d.back, 0, 0, size.Width, size.Height)
	Place(d.line, 0, size.Height-s.Px(1), size.Width, s.Px(1))
	m := d.title.MinSize()
	Place(d.title, margin, mid-m.Height/2, m.Width, m.Height)
	d.pill(d.desk, d.deskText, margin+m.Width+s.Px(16), mid)

	note, desk, room := d.fitted(size.Width)
	Show(d.note, note)
	Show(d.desk, desk)
	Show(d.deskText, desk)
	x := size.Width - margin
	if s.content.Clerk != "" {
		x -= d.clerkText.MinSize().Width + s.Px(28)
		d.pill(d.clerk, d.clerkText, x, mid)
		x -= s.Px(16)
	}
	if note {
		m := d.note.MinSize()
		x -= m.Width
		Place(d.note, x, mid-m.Height/2, m.Width, m.Height)
		x -= s.Px(16)
	}
	rows, shrink := d.rows(room)
	high := s.Px(26)
	for i, row := range rows {
		d.layoutRow(row, x, mid+(float32(i)-float32(len(rows)-1)/2)*high, shrink)
	}
}

// layoutRow lays out states from the right.
func (d *statusParts) layoutRow(row []statusItem, x, mid, shrink float32) {
	s := d.s
	side := s.Px(18) * shrink
	for i := len(row) - 1; i >= 0; i-- {
		row[i].word.TextSize = s.Px(16) * shrink
		m := row[i].word.MinSize()
		x -= m.Width
		Place(row[i].word, x, mid-m.Height/2, m.Width, m.Height)
		x -= side + s.Px(5)*shrink
		Place(row[i].icon.Raster, x, mid-side/2, side, side)
		x -= s.Px(14) * shrink
	}
}

// rows puts the states on one line, a little smaller if necessary, otherwise on
// two.
func (d *statusParts) rows(room float32) (rows [][]statusItem, shrink float32) {
	const least = float32(theme.TextLeast) / 16
	whole := d.wide(d.items)
	if shrink = min(1, room/max(whole, 1)); shrink >= least || len(d.items) < 2 {
		return [][]statusItem{d.items}, max(shrink, least)
	}
	at, widest := 1, whole
	for i := 1; i < len(d.items); i++ {
		if w := max(d.wide(d.items[:i]), d.wide(d.items[i:])); w < widest {
			at, widest = i, w
		}
	}
	return [][]statusItem{d.items[:at], d.items[at:]}, max(min(1, room/widest), least)
}

func (d *statusParts) wide(items []statusItem) (w float32) {
	for _, item := range items {
		w += fyne.MeasureText(item.word.Text, d.s.Px(16), item.word.TextStyle).Width + d.s.Px(18+5+14)
	}
	return w
}

// fitted reports whether the note and the desk's name fit beside the states,
// and the room for the states. The states are always shown.
func (d *statusParts) fitted(width float32) (note, desk bool, room float32) {
	s := d.s
	fixed := 2*s.Px(24) + d.title.MinSize().Width + s.Px(16)
	if s.content.Clerk != "" {
		fixed += d.clerkText.MinSize().Width + s.Px(28+16)
	}
	left := width - fixed - d.wide(d.items)
	if desk = s.content.Desk != ""; desk {
		left -= d.deskText.MinSize().Width + s.Px(28+16)
		desk = left >= 0
	}
	note = s.content.Note != "" && left >= d.note.MinSize().Width+s.Px(16)
	return note, desk, width - fixed
}

func (d *statusParts) pill(box *canvas.Rectangle, text *canvas.Text, x, mid float32) {
	m := text.MinSize()
	Place(box, x, mid-d.s.Px(16), m.Width+d.s.Px(28), d.s.Px(32))
	Place(text, x+d.s.Px(14), mid-m.Height/2, m.Width, m.Height)
}
