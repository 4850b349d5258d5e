package screens

import (
	"strings"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// pad are keys on the screen for the field with the focus: digits, or letters and
// digits. Chinese names need the system's input method and its own keyboard.
type pad struct {
	*env
	root        *fyne.Container
	title, body *widgets.Prose
	grids       [2]*grid // digits and letters
	letters     bool     // which is shown
	about       padAbout // what it was chosen for
}

// padAbout is the field that is typed and, for a number, the document.
type padAbout struct {
	field identity.Field
	kind  identity.DocumentType
}

// The keys: a text is typed. These names mean something else.
const (
	padErase  = "erase"
	padSwitch = "switch"
	padSpace  = "space"
)

var (
	digitKeys  = [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}, {"X", "0", padErase}, {padSwitch}}
	letterKeys = [][]string{
		{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}, strings.Split("QWERTYUIOP", ""), strings.Split("ASDFGHJKL", ""),
		strings.Split("ZXCVBNM", ""), {padSwitch, padSpace, padErase},
	}
)

func newPad(e *env) *pad {
	n := &pad{env: e, title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), body: widgets.NewProse(textSmall, palette.Muted)}
	n.grids = [2]*grid{newGrid(digitKeys, n.tap), newGrid(letterKeys, n.tap)}
	n.root = newSheet(n.arrange, n.title, n.body, n.grids[0].root, n.grids[1].root)
	n.root.Hide()
	return n
}

// tap does what a key says.
func (n *pad) tap(key string) {
	switch key {
	case padErase:
		n.send(session.PadErased{})
	case padSwitch:
		n.letters = !n.letters
		n.send(session.FieldTapped{})
		n.choose()
	case padSpace:
		n.send(session.PadTyped{Text: " "})
	default:
		n.send(session.PadTyped{Text: key})
	}
}

func (n *pad) forget() { n.about = padAbout{} }

// show shows the keys that belong to the field.
func (n *pad) show(v session.View) {
	if widgets.Show(n.root, v.Pad); !v.Pad {
		return
	}
	about := padAbout{field: v.Claim.Focus}
	if about.field == identity.FieldNumber {
		about.kind = v.Claim.Type
	}
	if n.about != about {
		n.about = about
		n.letters = about.field == identity.FieldName || about.field == identity.FieldNation || lettered(v.Claim)
	}
	label := session.TextKey("desk.number")
	var body session.TextKey
	switch about.field {
	case identity.FieldName:
		label, body = "desk.name", "pad.name"
	case identity.FieldNation:
		label = "desk.nation"
	}
	n.title.SetStrong(n.t(label))
	n.body.SetText(n.t(body))
	for _, g := range n.grids {
		g.name(map[string]string{padErase: n.t("pad.erase"), padSpace: n.t("pad.space")})
	}
	n.grids[0].name(map[string]string{padSwitch: n.t("pad.letters")})
	n.grids[1].name(map[string]string{padSwitch: n.t("pad.digits")})
	n.choose()
}

// lettered reports a document whose numbers begin with letters.
func lettered(c session.ClaimView) bool {
	switch c.Type {
	case "", identity.ResidentID, identity.TaiwanPermit:
		return false
	}
	return c.Number == ""
}

func (n *pad) choose() {
	widgets.Show(n.grids[0].root, !n.letters)
	widgets.Show(n.grids[1].root, n.letters)
	relayout(n.root)
}

func (n *pad) arrange(p px, size fyne.Size) {
	x, w := p(28), size.Width-p(56)
	y := p(20)
	widgets.Place(n.title, x, y, w, p(textTitle*widgets.Leading))
	y += p(textTitle * widgets.Leading)
	body := n.body.Height(w)
	widgets.Place(n.body, x, y, w, body)
	y += body + p(gap)
	for _, g := range n.grids {
		widgets.Place(g.root, x, y, w, size.Height-p(20)-y)
	}
}
