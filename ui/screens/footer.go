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
	left  []hint
	right []hint
	said  string
}

// hint is one key. Away marks those that lead away from any screen: where there is
// little room, they stay the longest, and grey keys go first.
type hint struct {
	*widgets.KeyHint
	action session.Action
	away   bool
}

// footHeight is the height of one line of keys.
const footHeight = 52

// footLines is how many lines of keys a window has: two where it is upright.
func footLines(window fyne.Size) int {
	if window.Height > window.Width {
		return 2
	}
	return 1
}

func newFooter(e *env) *footer {
	f := &footer{env: e, paper: widgets.NewCard(palette.Surface, palette.Surface), line: newRule()}
	f.root = newSheet(f.arrange)
	f.root.Objects = f.objects()
	return f
}

func (f *footer) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{f.paper, f.line}
	for _, h := range slices.Concat(f.left, f.right) {
		out = append(out, h.KeyHint)
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
		h := hint{widgets.NewKeyHint(f.keyName(b), f.t(b.Label), palette.Muted, f.press(b.Action)),
			b.Action, slices.Contains(b.Keys, session.KeyEscape) || b.Action == session.ActByEye}
		h.Set(f.keyName(b), f.t(b.Label), b.Enabled)
		h.SetScale(max(f.root.Layout.(*sheet).Scale, 0.01))
		if b.Action == session.ActHelp || b.Action == session.ActLanguage || b.Keys[0] == session.LockDesk {
			f.right = append(f.right, h)
		} else {
			f.left = append(f.left, h)
		}
	}
	f.root.Objects = f.objects()
	relayout(f.root)
}

// arrange lays out the keys from the left, help and language at the right of the
// last line. Keys without room are shown in the help only.
func (f *footer) arrange(p px, size fyne.Size) {
	widgets.Place(f.paper, 0, 0, size.Width, size.Height)
	widgets.Place(f.line, 0, 0, size.Width, p(1))
	lines := max(1, int(size.Height/p(footHeight)+0.5))
	height, right := size.Height/float32(lines), size.Width-p(margin)
	ends := slices.Repeat([]float32{right}, lines)
	for i := len(f.right) - 1; i >= 0; i-- {
		m := f.right[i].MinSize()
		right -= m.Width
		widgets.Place(f.right[i].KeyHint, right, size.Height-(height+m.Height)/2, m.Width, m.Height)
		right -= p(24)
	}
	ends[lines-1] = right
	shown, at := fitting(p, f.left, ends)
	for _, h := range f.left {
		i := slices.Index(shown, h)
		widgets.Show(h.KeyHint, i >= 0)
		if i >= 0 {
			m := h.MinSize()
			widgets.Place(h.KeyHint, at[i].X, at[i].Y*height+(height-m.Height)/2, m.Width, m.Height)
		}
	}
}

// fitting returns the keys that have room, and where each stands: X from the left,
// Y the number of its line. Each line has an end.
func fitting(p px, keys []hint, ends []float32) (shown []hint, at []fyne.Position) {
	for shown = keys; len(shown) > 0; shown = withoutOne(shown) {
		if at = places(p, shown, ends); at != nil {
			return shown, at
		}
	}
	return nil, nil
}

// places returns nil where there is no room for all.
func places(p px, keys []hint, ends []float32) []fyne.Position {
	at, x, line := []fyne.Position(nil), p(margin), 0
	for _, h := range keys {
		w := h.MinSize().Width
		if x+w > ends[line] && line+1 < len(ends) {
			x, line = p(margin), line+1
		}
		if x+w > ends[line] {
			return nil
		}
		at = append(at, fyne.NewPos(x, float32(line)))
		x += w + p(24)
	}
	return at
}

// withoutOne leaves out the key that is missed least: the last grey one, else the
// last that does not lead away.
func withoutOne(keys []hint) []hint {
	for _, spare := range []func(hint) bool{
		func(h hint) bool { return !h.Enabled() },
		func(h hint) bool { return !h.away },
		func(hint) bool { return true },
	} {
		for i := len(keys) - 1; i >= 0; i-- {
			if spare(keys[i]) {
				return slices.Delete(slices.Clone(keys), i, i+1)
			}
		}
	}
	return nil
}
