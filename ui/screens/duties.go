package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// duties is the card of what a hotel owes a guest under eighteen. Each line is ticked
// by its key or by a tap on it.
type duties struct {
	*env
	root        *fyne.Container
	card        *widgets.Box
	title, body *widgets.Prose
	lines       []*button
	done        *button
}

func ticks() []session.Action {
	return []session.Action{session.ActTick1, session.ActTick2, session.ActTick3, session.ActTick4, session.ActTick5}
}

func dutiesPage() page {
	return page{screen: session.Duties, buttons: append(ticks(), session.ActEndDuties), build: func(s *Screens) part { return newDuties(s.env) }}
}

func newDuties(e *env) *duties {
	d := &duties{env: e, card: newCard(), title: widgets.NewProse(textTitle, palette.Ink), body: widgets.NewProse(textBody, palette.Muted), done: newButton(e.press(session.ActEndDuties))}
	objects := []fyne.CanvasObject{d.card, d.title, d.body, d.done}
	for _, a := range ticks() {
		b := newButton(e.press(a))
		d.lines, objects = append(d.lines, b), append(objects, b)
	}
	d.root = newSheet(d.arrange, objects...)
	return d
}

func (d *duties) content() fyne.CanvasObject { return d.root }

func (d *duties) forget() {}

func (d *duties) show(v session.View) {
	d.title.SetStrong(d.t(v.Title))
	d.body.SetText(d.t("duties.body"))
	for i, a := range ticks() {
		b, _ := bound(v, a)
		label, done := b.Label, i < len(v.Duties.Done) && v.Duties.Done[i]
		if a == session.ActTick5 && v.Duties.Watch != "duty.open" {
			label, done = v.Duties.Watch, true
		}
		mark := "□"
		if done {
			mark = "√"
		}
		d.lines[i].set(d.keyName(b), mark+"  "+d.t(label), false, b.Enabled)
	}
	d.setButton(d.done, v, session.ActEndDuties)
	relayout(d.root)
}

// arrange gives all lines one height, as much as there is room for.
func (d *duties) arrange(p px, size fyne.Size) {
	placeBox(d.card, p, 0, 0, size.Width, size.Height, 1, cardRound)
	w := min(size.Width-p(56), p(960))
	x, y := (size.Width-w)/2, p(20)
	title, body := d.title.Height(w), d.body.Height(w)
	widgets.Place(d.title, x, y, w, title)
	widgets.Place(d.body, x, y+title, w, body)
	y += title + body + p(gap)
	bottom := size.Height - p(16+buttonHeight)
	n := float32(len(d.lines))
	high := min((bottom-y-p(gap))/n, p(buttonHeight+gap))
	fitLabels(w, d.lines...)
	for _, b := range d.lines {
		widgets.Place(b, x, y, w, high-p(keyGap))
		y += high
	}
	fitLabels(w, d.done)
	widgets.Place(d.done, x, bottom, w, p(buttonHeight))
}
