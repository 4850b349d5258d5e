package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/providers"
	"facedesk/ui/widgets"
)

// settingRow is one setting or secret: name and help at the left, the control
// at the right, and remarks below.
type settingRow struct {
	widget.BaseWidget
	widgets.Scaled
	key               string // of the setting or secret
	label, help, note *widgets.Prose
	control           fyne.CanvasObject
	entry             *widgets.Entry // nil if there is none
	button            *button        // of a secret, otherwise nil
	rule              *canvas.Rectangle
}

func newSettingRow(label, help, note string) *settingRow {
	r := &settingRow{
		label: widgets.NewProse(textBody, palette.Ink), help: widgets.NewProse(textSmall, palette.Muted), note: widgets.NewProse(textSmall, palette.Muted),
		rule: newRule(),
	}
	r.label.SetStrong(label)
	r.help.SetText(help)
	r.note.SetText(note)
	r.ExtendBaseWidget(r)
	return r
}

// withEntry gives the row a text field.
func (r *settingRow) withEntry(e *widgets.Entry, value string, changed func(string), key func(fyne.KeyName) bool) *settingRow {
	r.entry = e
	r.entry.SetLimit(4096)
	r.entry.Fill(value)
	r.entry.OnValue, r.entry.OnKey = changed, key
	r.control = r.entry
	return r
}

// withChoice gives the row a choice of a few words, which other keys choose.
func (r *settingRow) withChoice(names []string, chosen int, picked func(int)) *settingRow {
	var c *widgets.Choice
	c = widgets.NewChoice(palette, names, func(i int) {
		c.Set(names, i)
		picked(i)
	})
	c.Set(names, chosen)
	r.control = c
	return r
}

// withTabChoice gives the row a choice that Tab reaches.
func (r *settingRow) withTabChoice(names []string, chosen int, picked func(int), s *settings) *settingRow {
	c := widgets.NewTabChoice(palette, names, chosen, picked)
	c.OnKey, c.OnFocus = s.key, func(on bool) { s.atRow(r, on) }
	r.control = c
	return r
}

// withOrder gives the row an ordered list.
func (r *settingRow) withOrder(names []string, used []int, changed func([]int), key func(fyne.KeyName) bool, focus func(bool)) *settingRow {
	o := widgets.NewOrder(palette, names, used)
	o.OnOrder, o.OnKey, o.OnFocus = changed, key, focus
	r.control = o
	return r
}

// focusable returns what takes keys in the row, or nil.
func (r *settingRow) focusable() fyne.Focusable {
	if r.entry != nil {
		return r.entry
	}
	f, _ := r.control.(fyne.Focusable)
	return f
}

// controlHeight returns the smallest height of the control.
func (r *settingRow) controlHeight() float32 {
	if o, ok := r.control.(*widgets.Order); ok {
		return o.MinSize().Height
	}
	return r.Px(controlHeight)
}

// withPlain gives the row a value that cannot be changed.
func (r *settingRow) withPlain(value string) *settingRow {
	k := newPicker(nil)
	k.set(value, true)
	r.control = k
	return r
}

// SetScale implements widgets.Scaler.
func (r *settingRow) SetScale(scale float32) {
	r.Scale = scale
	for _, p := range []*widgets.Prose{r.label, r.help, r.note} {
		p.SetScale(scale)
	}
	widgets.Rescale(r.control, scale)
	if r.button != nil {
		r.button.SetScale(scale)
	}
	r.Refresh()
}

// split returns the widths of the two sides.
func (r *settingRow) split(width float32) (left, right float32) {
	left = (width - r.Px(40)) * 0.44
	return left, width - r.Px(40) - left
}

const controlHeight = 56

// builtIn is the origin of a default value.
const builtIn = "built-in"

func (r *settingRow) height(width float32) float32 {
	left, right := r.split(width)
	a := r.label.Height(left) + r.help.Height(left)
	b := r.controlHeight()
	if !r.note.Empty() {
		b += r.Px(4) + r.note.Height(right)
	}
	return max(a, b) + r.Px(2*gutter)
}

// CreateRenderer implements fyne.Widget.
func (r *settingRow) CreateRenderer() fyne.WidgetRenderer {
	out := &widgets.Parts{Of: r, Items: []fyne.CanvasObject{r.rule, r.label, r.help, r.control, r.note}}
	if r.button != nil {
		out.Items = append(out.Items, r.button)
	}
	out.Least = func() fyne.Size { return fyne.NewSize(r.Px(400), r.Px(88)) }
	out.Arrange = r.layout
	return out.Ready()
}

func (r *settingRow) layout(size fyne.Size) {
	p := px(r.Px)
	left, right := r.split(size.Width)
	widgets.Place(r.rule, 0, size.Height-p(1), size.Width, p(1))
	h := r.label.Height(left)
	widgets.Place(r.label, 0, p(gutter), left, h)
	widgets.Place(r.help, 0, p(gutter)+h, left, r.help.Height(left))
	x, w := left+p(32), right
	if r.button != nil {
		b := p(150)
		widgets.Place(r.button, x+w-b, p(gutter), b, p(controlHeight))
		w -= b + p(gap)
	}
	high := r.controlHeight()
	widgets.Place(r.control, x, p(gutter), w, high)
	widgets.Place(r.note, x, p(gutter+4)+high, right, r.note.Height(right))
}

// fieldRow returns the row of a setting. Each new value is passed to change.
func (s *settings) fieldRow(f SettingField, value string) *settingRow {
	note := ""
	if f.Locked {
		note = s.t("settings.locked")
	}
	if f.Origin != "" && f.Origin != builtIn {
		note = s.and(note, s.t("settings.origin", "origin", f.Origin))
	}
	missing := f.Needed && strings.TrimSpace(value) == ""
	if missing {
		note = s.and(s.t("settings.needed"), note)
	}
	r := newSettingRow(s.say(f.Label), s.say(f.Help), note)
	r.key = f.Key
	if missing {
		r.note.SetInk(palette.Warn)
	}
	change := func(v string) { s.change(f, v) }
	switch {
	case f.Locked:
		return r.withPlain(s.named(f, value))
	case f.Type == providers.TypeBool:
		chosen := 1
		if value == "true" {
			chosen = 0
		}
		return r.withTabChoice([]string{s.t("screen.settings.yes"), s.t("screen.settings.no")}, chosen, func(i int) {
			change([]string{"true", "false"}[i])
		}, s)
	case f.Type == providers.TypeChoice:
		chosen := -1
		for i, c := range f.Choices {
			if c == value {
				chosen = i
			}
		}
		return r.withTabChoice(s.names(f), chosen, func(i int) { change(f.Choices[i]) }, s)
	case f.Type == providers.TypeList && len(f.Choices) > 0:
		return r.withOrder(s.names(f), chosenOf(f, value), func(used []int) { change(written(f, used)) }, s.key, func(on bool) { s.atRow(r, on) })
	}
	r = r.withEntry(s.newEntry(), value, change, s.key)
	r.entry.OnFocus = func(on bool) { s.reveal(r, on) }
	return r
}
