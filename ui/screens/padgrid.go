package screens

import (
	"fyne.io/fyne/v2"

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

// digits are the keys for a PIN.
type digits struct {
	*env
	*grid
}

var pinKeys = [][]string{{"1", "2", "3", "4", "5"}, {"6", "7", "8", "9", "0"}, {padErase}}

// newDigits returns the keys. Tap gets a digit, or "" for the last one to go.
func newDigits(e *env, tap func(digit string)) *digits {
	d := &digits{env: e, grid: newGrid(pinKeys, func(key string) {
		if key == padErase {
			key = ""
		}
		tap(key)
	})}
	d.root.Hide()
	return d
}

func (d *digits) show(on bool) {
	d.name(map[string]string{padErase: d.t("pad.erase")})
	widgets.Show(d.root, on)
}

// height is 0 while no keys are shown.
func (d *digits) height(p px) float32 {
	if !d.root.Visible() {
		return 0
	}
	return p(3*56+2*keyGap) + p(gutter)
}
