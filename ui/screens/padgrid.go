package screens

import (
	"slices"
	"strings"

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
	grids []*grid // for a PIN, and for a text; the switch of a text goes on to the next
	on    func() *widgets.Entry
	kind  int // what is typed
	text  int // the keys of a text that are shown
}

// The keys of a PIN and of a text.
const (
	pinKeys = iota
	textKeys
)

// switches says what a switch leads to, by the place of its keys.
var switches = map[int]string{1: "abc", 2: "#+=", 3: "ABC"}

// padRow is the least height of a row of keys, and some more.
const padRow = 56

var pinRows = [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}, {"0", padErase}}

// textRows are letters and digits, with what else a text may have.
func textRows(signs ...string) [][]string {
	return append(slices.Clone(letterKeys[:len(letterKeys)-1]), append(signs, padErase))
}

// anyText are the keys of every character that a keyboard has: a passphrase may have any.
func anyText() [][][]string {
	upper := textRows(padSwitch, ".", "-", "/", padSpace)
	lower := make([][]string, len(upper))
	for i, row := range upper {
		for _, key := range row {
			lower[i] = append(lower[i], strings.ToLower(key))
		}
	}
	signs := [][]string{upper[0], strings.Split("!@#$%^&*()", ""), strings.Split("-_=+[]{}\\|", ""), strings.Split(";:'\"`~,.<>", ""), {padSwitch, "/", "?", padSpace, padErase}}
	return [][][]string{upper, lower, signs}
}

// newTypingKeys returns the keys. Each goes to the field that on returns, nil for none.
func newTypingKeys(e *env, texts [][][]string, on func() *widgets.Entry) *typingKeys {
	k := &typingKeys{env: e, on: on, text: textKeys}
	var roots []fyne.CanvasObject
	for _, rows := range append([][][]string{pinRows}, texts...) {
		g := newGrid(rows, k.tap)
		g.root.Hide()
		k.grids, roots = append(k.grids, g), append(roots, g.root)
	}
	k.root = newSheet(func(_ px, size fyne.Size) {
		for _, g := range k.grids {
			if g.root.Visible() {
				widgets.Place(g.root, 0, 0, size.Width, size.Height)
			}
		}
	}, roots...)
	k.root.Hide()
	return k
}

// tap does what a key says at the end of the field.
func (k *typingKeys) tap(key string) {
	if key == padSwitch {
		k.text = k.text%(len(k.grids)-1) + 1
		k.show(true, k.kind)
	} else if f := k.on(); f != nil {
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
	shown := kind
	if k.kind = kind; kind == textKeys {
		shown = k.text
	}
	for i, g := range k.grids {
		g.name(map[string]string{padErase: k.t("pad.erase"), padSpace: k.t("pad.space"), padSwitch: switches[i]})
		widgets.Show(g.root, i == shown)
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
