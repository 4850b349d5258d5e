package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// languages is the row of languages from which a guest chooses by mouse or touch,
// each by its own name.
type languages struct {
	*env
	root  *fyne.Container
	names []string
	items []*languageItem
}

// languageItem is one of them.
type languageItem struct {
	*button
	code string
}

const (
	languageHeight = 40
	languageSide   = 14
)

func newLanguages(e *env) *languages {
	l := &languages{env: e}
	l.root = newSheet(func(p px, size fyne.Size) { l.flow(p, size.Width, true) })
	return l
}

// show draws the languages of a view. One alone is no choice.
func (l *languages) show(v session.View) {
	var names []string
	if len(v.Notice.Languages) > 1 {
		for _, lang := range v.Notice.Languages {
			names = append(names, lang.Name)
		}
	}
	if !slices.Equal(names, l.names) {
		l.names, l.items, l.root.Objects = names, nil, nil
		for i := range names {
			l.add(v.Notice.Languages[i].Code)
		}
		widgets.Rescale(l.root, max(l.root.Layout.(*sheet).Scale, 0.01))
	}
	for i, it := range l.items {
		it.set("", l.names[i], it.code == l.reads, true)
	}
	widgets.Show(l.root, len(names) > 0)
}

func (l *languages) add(code string) {
	b := newButton(func() { l.send(session.LanguagePicked{Code: code}) })
	b.text.SetSize(textSmall, labelLead)
	l.items = append(l.items, &languageItem{b, code})
	l.root.Add(b)
}

// height is that of the rows that the names need.
func (l *languages) height(p px, width float32) float32 {
	if len(l.items) == 0 {
		return 0
	}
	return l.flow(p, width, false)
}

// flow lays the names out in rows and returns their height.
func (l *languages) flow(p px, width float32, place bool) float32 {
	x, y := float32(0), float32(0)
	for _, it := range l.items {
		w := it.text.LineWidth() + p(2*languageSide)
		if x > 0 && x+w > width {
			x, y = 0, y+p(languageHeight+gap)
		}
		if place {
			widgets.Place(it.button, x, y, w, p(languageHeight))
		}
		x += w + p(gap)
	}
	return y + p(languageHeight)
}
