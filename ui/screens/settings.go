package screens

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// settings is the settings screen. It is drawn from the schema.
type settings struct {
	*env
	save   func(name, value string) // stores a secret; nil if secrets are not shown
	test   func()                   // tests the connection; nil if the test is not shown
	report func()                   // saves the doctor's report; nil if it cannot be saved
	bundle func()                   // imports IT's bundle; nil if it cannot

	root           *fyne.Container
	title, state   *widgets.Prose
	fault          *alert
	leave, store   *button
	nav, list      *fyne.Container
	navBox, scroll *container.Scroll
	divider        *canvas.Rectangle

	data    Settings
	groups  []group
	chosen  int
	warned  session.Key       // the key that leaves, once it was said to drop changes
	kept    bool              // the last action was saving
	changes map[string]string // of settings, not saved yet
	asked   map[string]string // the changes that are being saved
	typed   map[string]string // secrets by name, not stored yet
	setup   session.SetupView
	lang    identity.Language
	open    bool
	onFocus func(*widgets.Entry, bool)
	focus   func(fyne.Focusable) // sets the canvas's focus; may be nil
	at      string               // key of the row with the focus, or ""
}

func newSettings(e *env, save func(name, value string)) *settings {
	s := &settings{
		env: e, save: save, changes: map[string]string{}, typed: map[string]string{},
		title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), state: widgets.NewLine(textBody, palette.Muted, fyne.TextAlignTrailing),
		fault: newWarning(textSmall),
		nav:   container.New(&stack{}), list: container.New(&stack{}), divider: newRule(),
	}
	s.fault.Hide()
	s.store, s.leave = newButton(s.askSave), newButton(func() { s.handle(session.KeyEscape) })
	s.navBox, s.scroll = container.NewVScroll(s.nav), container.NewVScroll(s.list)
	card := newCard()
	s.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		s.arrange(p, size)
	}, card, s.title, s.state, s.leave, s.store, s.fault, s.divider, s.navBox, s.scroll)
	return s
}

func (s *settings) arrange(p px, size fyne.Size) {
	x, w := p(32), size.Width-p(64)
	widgets.Place(s.leave, x+w-p(180), p(18), p(180), p(56))
	widgets.Place(s.store, x+w-p(180+gutter+200), p(18), p(200), p(56))
	title := s.title.LineWidth() + p(8)
	widgets.Place(s.title, x, p(22), title, p(textTitle*widgets.Leading))
	placeMiddle(s.state, x+title+p(gutter), p(46), w-title-p(gutter)-p(180+gutter+200+gutter))
	y := p(88)
	if s.fault.Visible() {
		h := s.fault.height(w)
		widgets.Place(s.fault, x, y, w, h)
		y += h + p(gap)
	}
	bottom := size.Height - p(16)
	side := p(296)
	widgets.Place(s.navBox, x, y, side, bottom-y)
	widgets.Place(s.divider, x+side+p(gutter), y, p(1), bottom-y)
	widgets.Place(s.scroll, x+side+p(32), y, w-side-p(32), bottom-y)
}

func (s *settings) content() fyne.CanvasObject { return s.root }

// forget clears what was typed, above all secrets.
func (s *settings) forget() {
	s.open, s.data, s.groups, s.chosen, s.warned, s.kept = false, Settings{}, nil, 0, "", false
	clear(s.changes)
	clear(s.typed)
	s.wipe()
}

func (s *settings) wipe() {
	for _, o := range s.list.Objects {
		if r, ok := o.(*settingRow); ok && r.entry != nil {
			r.entry.OnValue = nil
			r.entry.Fill("")
		}
	}
	s.list.Objects, s.nav.Objects = nil, nil
}

// set shows new content. It keeps changes that are not saved.
func (s *settings) set(data Settings) {
	fresh := len(s.data.Fields) == 0
	if s.data = data; data.Stored != (identity.Text{}) {
		s.kept = false
	}
	at := ""
	if s.chosen < len(s.groups) {
		at = s.groups[s.chosen].id
	}
	s.groups = grouped(data)
	if i := slices.IndexFunc(s.groups, func(g group) bool { return g.id == at }); i >= 0 && !fresh {
		s.chosen = i // the guide may have moved
	}
	s.chosen = min(s.chosen, max(len(s.groups)-1, 0))
	for _, f := range data.Fields {
		if v, ok := s.changes[f.Key]; ok && v == f.Value {
			delete(s.changes, f.Key)
		}
	}
	s.rebuild()
}

// rebuild makes the rows of the chosen group.
func (s *settings) rebuild() {
	key, column := s.caret()
	s.wipe()
	defer s.resume(key, column)
	scale := max(s.root.Layout.(*sheet).Scale, 0.01)
	for i, g := range s.groups {
		r := newMenuRow()
		r.content = menuItem{name: s.groupName(g), chosen: i == s.chosen}
		r.tapped = func() { s.choose(i) }
		s.nav.Objects = append(s.nav.Objects, r)
	}
	if s.chosen < len(s.groups) {
		for _, r := range s.rowsOf(s.groups[s.chosen]) {
			s.list.Objects = append(s.list.Objects, r)
		}
	}
	for _, c := range []*fyne.Container{s.nav, s.list} {
		widgets.Rescale(c, scale)
		c.Refresh()
	}
	s.foot()
	s.scroll.Refresh()
	s.navBox.Refresh()
}

func (s *settings) rowsOf(g group) []*settingRow {
	out := s.stepRows(g.steps)
	if s.save != nil {
		for _, f := range g.secrets {
			out = append(out, s.secretRow(f))
		}
	}
	for _, f := range g.fields {
		value, changed := s.changes[f.Key]
		if !changed {
			value = f.Value
		}
		out = append(out, s.fieldRow(f, value))
	}
	return out
}

// reveal handles the focus of a row with a text field.
func (s *settings) reveal(r *settingRow, on bool) {
	if s.onFocus != nil {
		s.onFocus(r.entry, on)
	}
	s.atRow(r, on)
}

// atRow records which row has the focus and scrolls to it.
func (s *settings) atRow(r *settingRow, on bool) {
	if !on {
		if s.at == r.key {
			s.at = ""
		}
		return
	}
	s.at = r.key
	top, h := r.Position().Y, r.Size().Height
	at, view := s.scroll.Offset.Y, s.scroll.Size().Height
	if top >= at && top+h <= at+view {
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(top, top+h-view))))
}

func (s *settings) show(v session.View) {
	if s.lang != v.Language || !s.open {
		s.lang, s.open = v.Language, true
		s.rebuild()
	}
	if v.Setup.Saved && !s.setup.Saved {
		s.saved()
	}
	s.setup = v.Setup
	s.title.SetStrong(s.t(v.Title))
	s.setButton(s.leave, v, session.ActLeaveSetup)
	s.foot()
	relayout(s.root)
}

// foot shows the state of saving.
func (s *settings) foot() {
	said := ""
	switch {
	case s.setup.Saving:
		said = s.t("settings.saving")
	case s.warned == session.CloseWindow:
		said = s.t("settings.unsaved.close")
	case s.warned != "":
		said = s.t("settings.unsaved", "key", string(s.warned))
	case s.unsaved():
		said = s.t("settings.changed")
	case s.data.Stored != (identity.Text{}):
		said = s.t("screen.settings.stored", "name", s.say(s.data.Stored))
	case s.kept:
		said = s.t("settings.saved")
	case len(s.groups) == 0 && s.data.Fault == (identity.Text{}): // the keyring may be slow
		said = s.t("settings.reading")
	}
	s.state.SetText(said)
	s.store.set(string(session.KeyF2), s.t("key.save"), true, s.unsaved() && !s.setup.Saving)
	fault := s.say(s.data.Fault)
	if s.setup.Fault != (identity.Sentences{}) {
		fault = s.t("settings.fault", "fault", s.say(s.setup.Fault.Text()))
	}
	if s.fault.setText(fault) {
		relayout(s.root)
	}
}
