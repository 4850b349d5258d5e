package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// help is the table of keys over everything else.
type help struct {
	*env
	root               *fyne.Container
	table              *fyne.Container
	title, body, close *widgets.Prose
	fullScreen         bool      // a key switches full screen on and off
	rows               []helpRow // the lines of the table, and their scale
	scale              float32
}

func newHelp(e *env) *help {
	h := &help{env: e, title: widgets.NewLine(34, palette.Ink, fyne.TextAlignLeading), body: widgets.NewProse(textBody, palette.Muted), close: widgets.NewLine(textBody, palette.Ink, fyne.TextAlignLeading)}
	h.table = newSheet(func(p px, size fyne.Size) { h.arrangeTable(p, size) })
	back := newTouch(palette.Veil, e.press(session.ActHelp))
	card := newCard()
	h.root = newSheet(func(p px, size fyne.Size) {
		widgets.Place(back, 0, 0, size.Width, size.Height)
		w := min(size.Width-p(96), p(1080))
		inner := w - p(80)
		body := h.body.Height(inner)
		high := p(32) + p(34*widgets.Leading) + p(gap) + h.tableHeight(p) + p(gutter) + body + p(gutter) + p(textBody*widgets.Leading) + p(24)
		x, y := (size.Width-w)/2, (size.Height-high)/2
		placeBox(card, p, x, y, w, high, 0, cardRound)
		y += p(32)
		widgets.Place(h.title, x+p(40), y, inner, p(34*widgets.Leading))
		y += p(34*widgets.Leading) + p(gap)
		widgets.Place(h.table, x+p(40), y, inner, h.tableHeight(p))
		y += h.tableHeight(p) + p(gutter)
		widgets.Place(h.body, x+p(40), y, inner, body)
		widgets.Place(h.close, x+p(40), y+body+p(gutter), inner, p(textBody*widgets.Leading))
	}, back, card, h.title, h.table, h.body, h.close)
	h.root.Hide()
	return h
}

// helpRow is one line of the table.
type helpRow struct {
	keys, effect string
	action       session.Action
	enabled      bool
}

func (h *help) show(v session.View) {
	if widgets.Show(h.root, v.Help); !v.Help {
		return
	}
	h.title.SetStrong(h.t("help.title"))
	body := h.t("help.body")
	if h.fullScreen {
		body += " " + h.t("help.full_screen")
	}
	h.body.SetText(body)
	h.close.SetStrong(h.t("help.close"))
	var rows []helpRow
	for _, b := range v.Keys {
		rows = append(rows, helpRow{h.keyNames(b), h.t(b.Label), b.Action, b.Enabled})
	}
	if scale := h.root.Layout.(*sheet).Scale; scale != h.scale || !slices.Equal(rows, h.rows) {
		h.rows, h.scale = rows, scale
		h.build()
	}
}

// build makes the lines of the table anew. Many messages come while it is open, and few
// of them change it.
func (h *help) build() {
	h.table.Objects = nil
	for _, row := range h.rows {
		for _, said := range [][2]string{{row.keys, ""}, {"", row.effect}} {
			hint := widgets.NewKeyHint("", "", palette.Ink, h.press(row.action))
			hint.Set(said[0], said[1], row.enabled)
			hint.SetScale(max(h.scale, 0.01))
			h.table.Objects = append(h.table.Objects, hint)
		}
	}
	relayout(h.root)
	relayout(h.table)
}

const helpRowHeight = 48

// perColumn returns the number of lines in each of the two columns. A line is a
// key and its effect.
func (h *help) perColumn() int { return (len(h.table.Objects)/2 + 1) / 2 }

func (h *help) tableHeight(p px) float32 { return float32(h.perColumn()) * p(helpRowHeight) }

func (h *help) arrangeTable(p px, size fyne.Size) {
	n := h.perColumn()
	half := (size.Width - p(32)) / 2
	for i := 0; i+1 < len(h.table.Objects); i += 2 {
		line := i / 2
		x, y := float32(line/n)*(half+p(32)), float32(line%n)*p(helpRowHeight)
		widgets.Place(h.table.Objects[i], x, y, p(120), p(helpRowHeight))
		widgets.Place(h.table.Objects[i+1], x+p(120), y, half-p(120), p(helpRowHeight))
	}
}
