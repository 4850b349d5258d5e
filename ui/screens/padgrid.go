package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// grid are rows of keys that fill their place.
type grid struct {
	root *fyne.Container
	rows [][]string
	keys [][]*button
}

// keyGap is the room between two keys.
const keyGap = 6

func newGrid(rows [][]string, tap func(key string)) *grid {
	g := &grid{rows: rows}
	var all []fyne.CanvasObject
	for _, row := range rows {
		var keys []*button
		for _, key := range row {
			b := newButton(func() { tap(key) })
			b.set("", key, false, true)
			keys, all = append(keys, b), append(all, b)
		}
		g.keys = append(g.keys, keys)
	}
	g.root = newSheet(g.arrange, all...)
	return g
}

// name gives keys their words.
func (g *grid) name(words map[string]string) {
	for i, row := range g.rows {
		for j, key := range row {
			if word, ok := words[key]; ok {
				g.keys[i][j].set("", word, false, true)
			}
		}
	}
}

// arrange gives all keys of a row one width.
func (g *grid) arrange(p px, size fyne.Size) {
	n := float32(len(g.keys))
	high := min((size.Height-(n-1)*p(keyGap))/n, p(104))
	for i, row := range g.keys {
		n := float32(len(row))
		w := (size.Width - (n-1)*p(keyGap)) / n
		for j, b := range row {
			fitLabels(w, b)
			widgets.Place(b, float32(j)*(w+p(keyGap)), float32(i)*(high+p(keyGap)), w, high)
		}
	}
}

// typingKeys are the keys of a field that is no part of the claim: digits for a PIN, or
// letters, digits and signs for a text.
type typingKeys struct {
	*env
	root  *fyne.Container
	grids [2]*grid // for a PIN, and for a text
	on    func() *widgets.Entry
}

// The keys of a PIN and of a text.
const (
	pinKeys = iota
	textKeys
)

// padRow is the least height of a row of keys, and some more.
const padRow = 56

var pinRows = [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}, {"0", padErase}}

// textRows are letters and digits, with what else a text may have.
func textRows(signs ...string) [][]string {
	return append(slices.Clone(letterKeys[:len(letterKeys)-1]), append(signs, padErase))
}

// newTypingKeys returns the keys. Each goes to the field that on returns, nil for none.
func newTypingKeys(e *env, text [][]string, on func() *widgets.Entry) *typingKeys {
	k := &typingKeys{env: e, on: on}
	k.grids = [2]*grid{newGrid(pinRows, k.tap), newGrid(text, k.tap)}
	k.root = newSheet(func(_ px, size fyne.Size) {
		for _, g := range k.grids {
			widgets.Place(g.root, 0, 0, size.Width, size.Height)
		}
	}, k.grids[pinKeys].root, k.grids[textKeys].root)
	k.root.Hide()
	return k
}

// tap does what a key says at the end of the field.
func (k *typingKeys) tap(key string) {
	if f := k.on(); f != nil {
		typed := []rune(f.Value())
		switch key {
		case padErase:
			typed = typed[:max(len(typed)-1, 0)]
		case padSpace:
			typed = append(typed, ' ')
		default:
			typed = append(typed, []rune(key)...)
		}
		f.Fill(string(typed))
	}
	k.send(session.FieldTapped{})
}

func (k *typingKeys) show(on bool, kind int) {
	widgets.Show(k.root, on)
	for i, g := range k.grids {
		g.name(map[string]string{padErase: k.t("pad.erase"), padSpace: k.t("pad.space")})
		widgets.Show(g.root, i == kind)
	}
	relayout(k.root)
}

// height is 0 while no keys are shown.
func (k *typingKeys) height(p px) float32 {
	for _, g := range k.grids {
		if k.root.Visible() && g.root.Visible() {
			rows := float32(len(g.rows))
			return p(rows*padRow+(rows-1)*keyGap) + p(gutter)
		}
	}
	return 0
}
