package screens

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// footer is the line of keys at the bottom.
type footer struct {
	*env
	root  *fyne.Container
	paper *widgets.Box
	line  *canvas.Rectangle
	left  []*widgets.KeyHint
	right []*widgets.KeyHint
	said  string
}

func newFooter(e *env) *footer {
	f := &footer{env: e, paper: widgets.NewCard(palette.Surface, palette.Surface), line: newRule()}
	f.root = newSheet(f.arrange)
	f.root.Objects = f.objects()
	return f
}

func (f *footer) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{f.paper, f.line}
	for _, h := range append(append([]*widgets.KeyHint{}, f.left...), f.right...) {
		out = append(out, h)
	}
	return out
}

func (f *footer) show(v session.View) {
	said := fmt.Sprint(v.Screen, v.Language, v.Keys)
	if said == f.said {
		return
	}
	f.said, f.left, f.right = said, nil, nil
	hidden := pageOf(v.Screen).buttons
	for _, b := range v.Keys {
		if slices.Contains(hidden, b.Action) {
			continue
		}
		h := widgets.NewKeyHint(f.keyName(b), f.t(b.Label), palette.Muted, f.press(b.Action))
		h.Set(f.keyName(b), f.t(b.Label), b.Enabled)
		h.SetScale(max(f.root.Layout.(*sheet).Scale, 0.01))
		if b.Action == session.ActHelp || b.Action == session.ActLanguage {
			f.right = append(f.right, h)
		} else {
			f.left = append(f.left, h)
		}
	}
	f.root.Objects = f.objects()
	relayout(f.root)
}

// arrange lays out the keys from the left, help and language at the right. Keys
// without room are shown in the help only.
func (f *footer) arrange(p px, size fyne.Size) {
	widgets.Place(f.paper, 0, 0, size.Width, size.Height)
	widgets.Place(f.line, 0, 0, size.Width, p(1))
	right := size.Width - p(margin)
	for i := len(f.right) - 1; i >= 0; i-- {
		m := f.right[i].MinSize()
		right -= m.Width
		widgets.Place(f.right[i], right, (size.Height-m.Height)/2, m.Width, m.Height)
		right -= p(24)
	}
	x := p(margin)
	for _, h := range f.left {
		m := h.MinSize()
		widgets.Show(h, x+m.Width <= right)
		widgets.Place(h, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + p(24)
	}
}
