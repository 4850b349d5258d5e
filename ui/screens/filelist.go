package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/widgets"
)

// fileRows is the number of visible entries.
const fileRows = 7

// fileList shows the entries around the chosen one. It draws only the visible
// ones, however many a folder has.
type fileList struct {
	widget.BaseWidget
	widgets.Scaled
	rows     [fileRows]*menuRow
	chosen   func(i int)
	scrolled func(by int)
	dragged  float32 // by a finger, since the last whole row
}

func newFileList() *fileList {
	l := &fileList{}
	for i := range l.rows {
		l.rows[i] = newMenuRow()
	}
	l.ExtendBaseWidget(l)
	return l
}

// set shows entries with one of them chosen. folder is the word for a folder.
func (l *fileList) set(entries []FileEntry, at int, folder string) {
	first := max(0, min(at-fileRows/2, len(entries)-fileRows))
	for i, r := range l.rows {
		n := first + i
		if widgets.Show(r, n < len(entries)); n >= len(entries) {
			r.content, r.tapped = menuItem{}, nil
			continue
		}
		r.content, r.tapped = menuItem{name: entries[n].Name, chosen: n == at}, func() { l.chosen(n) }
		if entries[n].Folder {
			r.content.note = folder
		}
		r.Refresh()
	}
}

// SetScale implements widgets.Scaler.
func (l *fileList) SetScale(scale float32) {
	l.Scale = scale
	for _, r := range l.rows {
		r.SetScale(scale)
	}
	l.Refresh()
}

// Scrolled implements fyne.Scrollable.
func (l *fileList) Scrolled(e *fyne.ScrollEvent) { l.scroll(e.Scrolled.DY) }

// Dragged implements fyne.Draggable. A finger scrolls the list.
func (l *fileList) Dragged(e *fyne.DragEvent) {
	l.dragged += e.Dragged.DY
	for step := l.Size().Height / fileRows; step > 0 && (l.dragged >= step || l.dragged <= -step); {
		by := max(-step, min(step, l.dragged))
		l.dragged -= by
		l.scroll(by)
	}
}

// DragEnd implements fyne.Draggable.
func (l *fileList) DragEnd() { l.dragged = 0 }

func (l *fileList) scroll(dy float32) {
	switch {
	case dy < 0:
		l.scrolled(1)
	case dy > 0:
		l.scrolled(-1)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *fileList) CreateRenderer() fyne.WidgetRenderer {
	r := &widgets.Parts{Of: l}
	for _, o := range l.rows {
		r.Items = append(r.Items, o)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(l.Px(240), l.Px(fileRows*30)) }
	r.Arrange = func(size fyne.Size) {
		high := size.Height / fileRows
		for i, o := range l.rows {
			widgets.Place(o, 0, float32(i)*high, size.Width, high)
		}
	}
	return r.Ready()
}
