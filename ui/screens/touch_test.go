package screens

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// Every action that a screen offers has something that can be tapped: on the screen,
// or in the table of keys, which the screen's own key opens. The settings and the
// sign-in have fields and buttons that send messages of their own.
func TestEveryActionIsTapped(t *testing.T) {
	for _, screen := range session.Screens() {
		v := view(screen)
		w := open(t)
		w.Show(v)
		tapAll(w)
		if !slices.Contains(pressed(w), session.ActHelp) {
			t.Errorf("%s: nothing opens the table of keys", screen)
		}
		found := pressed(w)
		v.Help = true
		w.take()
		w.Show(v)
		tapAll(w)
		found = append(found, pressed(w)...)
		for _, b := range v.Keys {
			if own := screen == session.Settings || screen == session.SignIn; !slices.Contains(found, b.Action) && !own {
				t.Errorf("%s: nothing is tapped for %s", screen, b.Action)
			}
		}
	}
}

// tapAll taps everything that can be tapped now, but what closes a layer.
func tapAll(w *window) {
	for _, layer := range topmost(w.Screens) {
		for _, o := range tappables(layer) {
			o.Tapped(&fyne.PointEvent{Position: fyne.NewPos(2, 2)})
		}
	}
}

func pressed(w *window) (out []session.Action) {
	for _, m := range w.sent {
		if p, ok := m.(session.Pressed); ok {
			out = append(out, p.Action)
		}
	}
	return out
}

func tappables(o fyne.CanvasObject) (out []fyne.Tappable) {
	if o == nil || !o.Visible() {
		return nil
	}
	if hit, ok := o.(fyne.Tappable); ok {
		out = append(out, hit)
	}
	switch o := o.(type) {
	case *widgets.Entry:
	case *fyne.Container:
		for _, c := range o.Objects {
			out = append(out, tappables(c)...)
		}
	case *container.Scroll:
		out = append(out, tappables(o.Content)...)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			out = append(out, tappables(c)...)
		}
	}
	return out
}

// Keys on the screen are at least 12 mm wide and high on a screen of 15.6 inches, in
// every size of window, and inside it.
func TestPadIsLargeEnough(t *testing.T) {
	for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080)) {
		w := open(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		for _, v := range padViews() {
			w.Show(v)
			least := widgets.TapLeast*theme.Scale(size) - 1
			n := 0
			for _, g := range w.parts[session.Desk].(*desk).pad.grids {
				for _, row := range g.keys {
					for _, b := range row {
						if s := b.Size(); g.root.Visible() && (s.Width < least || s.Height < least) {
							t.Errorf("%v %s: %q is %v, less than %.0f", size, v.Claim.Focus, b.label, s, least)
						}
						n++
					}
				}
			}
			if faults := faultsOfRoom(w.Screens, size); len(faults) > 0 || n < 40 {
				t.Errorf("%v %s: %d keys, %v", size, v.Claim.Focus, n, faults)
			}
		}
	}
}

// padViews are the desk with keys on the screen, for every field.
func padViews() (out []session.View) {
	for _, f := range []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldNation} {
		for _, lang := range []identity.Language{identity.Chinese, identity.English} {
			for _, v := range []session.View{emptyDesk(), demo(deskView())} {
				v.Language, v.Pad, v.Claim.Focus, v.IdleIn = lang, true, f, 9
				v.Claim.AsksNation = f == identity.FieldNation
				out = append(out, v)
			}
		}
	}
	return out
}

// A whole number is tapped, corrected, and sent on.
func TestPadTaps(t *testing.T) {
	w := open(t)
	v := emptyDesk()
	v.Pad, v.Claim.Focus, v.Claim.Type = true, identity.FieldNumber, identity.ResidentID
	w.Show(v)
	p := w.parts[session.Desk].(*desk).pad
	w.take()
	for _, key := range []string{"1", "X", padErase} {
		p.tap(key)
	}
	w.expect(t, session.PadTyped{Text: "1"}, session.PadTyped{Text: "X"}, session.PadErased{})
	if p.letters {
		t.Error("letters for a resident's number")
	}
	p.tap(padSwitch)
	if !p.letters || !p.grids[1].root.Visible() {
		t.Error("no letters")
	}
	v.Claim.Type = identity.OrdinaryPassport
	w.Show(v)
	if !p.letters {
		t.Error("no letters for a passport")
	}
	v.Pad = false
	w.Show(v)
	if p.root.Visible() || !w.parts[session.Desk].(*desk).steps.Visible() {
		t.Error("the keys stay")
	}
}

// The administrator's PIN is tapped.
func TestPINIsTapped(t *testing.T) {
	w := open(t)
	v := deskView()
	v.Pad = true
	w.Show(v)
	got := ""
	w.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(pin string, _ bool) { got = pin })
	for _, d := range []string{"1", "2", "9", padErase, "3"} {
		w.pin.keys.tap(d)
	}
	if faults := faultsOfRoom(w.Screens, fyne.NewSize(1366, 768)); len(faults) > 0 || !w.pin.keys.root.Visible() {
		t.Error(faults)
	}
	w.pin.ok.Tapped(nil)
	if got != "123" {
		t.Errorf("%q", got)
	}
}

// The arrow keys go through a list and Enter chooses. A scanner's do neither.
func TestListByArrows(t *testing.T) {
	w := open(t)
	v := deskView()
	w.Show(v)
	w.claim.name.entry.OnKey(fyne.KeyDown)
	if !w.menu.isOpen() || w.focused != nil {
		t.Fatal("no list, or a field keeps the keys")
	}
	start := w.menu.row
	w.take()
	w.Key(session.KeyDown, false)
	w.Key(session.KeyDown, true)
	w.Key(session.KeyUp, false)
	if w.menu.row != start+1 || !w.menu.rows[start+1].pointed || w.menu.rows[start].pointed {
		t.Errorf("at %d after %d", w.menu.row, start)
	}
	w.Key(session.KeyEnter, false)
	if got := w.take(); w.menu.isOpen() || len(got) != 1 {
		t.Errorf("%+v", got)
	} else if _, ok := got[0].(session.TypePicked); !ok {
		t.Errorf("%+v", got)
	}
	w.claim.name.entry.OnKey(fyne.KeyUp)
	w.Key(session.KeyEscape, false)
	if w.menu.isOpen() {
		t.Error("Esc does not close it")
	}
	v.Burst = true
	w.Show(v)
	w.claim.name.entry.OnKey(fyne.KeyDown)
	if w.menu.isOpen() {
		t.Error("a scanner opens a list")
	}
}

// Tab reaches every control of the settings.
func TestSettingsByTab(t *testing.T) {
	w := open(t)
	w.Show(view(session.Settings))
	w.SetSettings(someSettings())
	for i := range w.config.groups {
		w.config.choose(i)
		for _, o := range w.config.list.Objects {
			r, ok := o.(*settingRow)
			if _, plain := r.control.(*picker); !ok || plain || r.control == nil {
				continue
			}
			if r.focusable() == nil {
				t.Errorf("%s cannot be reached", r.key)
			}
		}
	}
	c := widgets.NewTabChoice(palette, []string{"a", "b", "c"}, 0, func(int) {})
	for _, k := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyLeft, 0}, {fyne.KeyRight, 1}, {fyne.KeyRight, 2}, {fyne.KeyRight, 2}, {fyne.KeySpace, 0}} {
		if c.TypedKey(&fyne.KeyEvent{Name: k.key}); c.Chosen() != k.want {
			t.Errorf("%s: %d, want %d", k.key, c.Chosen(), k.want)
		}
	}
}

// A look and a size that the settings bring are drawn at once; the verdict keeps its
// size.
func TestRestyle(t *testing.T) {
	plainLook(t)
	w := open(t)
	w.Content().Resize(fyne.NewSize(1920, 1080))
	v := deskView()
	w.Show(v)
	before := w.claim
	v.Display = session.Display{Theme: session.ThemeDark, Scale: 100}
	w.Show(v)
	if w.claim == before || palette != theme.ColoursOf(theme.Dark) || w.stage.Scale() != 1 {
		t.Errorf("scale %v", w.stage.Scale())
	}
	if got := w.verdict.screen.Scale; got != theme.Full(fyne.NewSize(1920, 1080)) {
		t.Errorf("the verdict's scale is %v", got)
	}
	if w.claim.name.entry.Value() != v.Claim.Name {
		t.Error("the name is gone")
	}
	v.Display.Theme = session.ThemeLight
	w.Show(v)
	if palette != theme.ColoursOf(theme.Light) {
		t.Error("still dark")
	}
}

// Everything in the line of keys, and every line of the duties, is as large as a key on
// the screen must be.
func TestTargetsAreLargeEnough(t *testing.T) {
	for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080)) {
		w := open(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		least := widgets.TapLeast*theme.Scale(size) - 1
		for _, screen := range session.Screens() {
			for _, lang := range clerkLanguages() {
				for _, demo := range []bool{false, true} {
					v := view(screen)
					v.Language, v.Demo, v.IdleIn = lang, demo, 9
					w.Show(v)
					for _, h := range slices.Concat(w.chrome.foot.left, w.chrome.foot.right) {
						if s := h.Size(); h.Visible() && (s.Width < least || s.Height < least) {
							t.Errorf("%v %s: %s is %v, less than %.0f", size, screen, h.action, s, least)
						}
					}
					for _, b := range w.parts[session.Duties].(*duties).lines {
						if s := b.Size(); screen == session.Duties && (s.Width < least || s.Height < least) {
							t.Errorf("%v: %q is %v, less than %.0f", size, b.label, s, least)
						}
					}
				}
			}
		}
	}
}

// Keys on the sign-in and on a question for a text are large enough and in their place.
func TestTypingKeysAreLargeEnough(t *testing.T) {
	for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080)) {
		w := open(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		least := widgets.TapLeast*theme.Scale(size) - 1
		check := func(what string, k *typingKeys) {
			t.Helper()
			n := 0
			for _, g := range k.grids {
				for _, row := range g.keys {
					for _, b := range row {
						if s := b.Size(); g.root.Visible() {
							if n++; s.Width < least || s.Height < least {
								t.Errorf("%v %s: %q is %v, less than %.0f", size, what, b.label, s, least)
							}
						}
					}
				}
			}
			if faults := faultsOfRoom(w.Screens, size); len(faults) > 0 || n < 11 {
				t.Errorf("%v %s: %d keys, %v", size, what, n, faults)
			}
		}
		v := clerksSign().view()
		for _, lang := range clerkLanguages() {
			v.Language, v.Pad = lang, true
			w.Show(v)
			check("code", w.signIn.keys)
			w.signIn.other()
			w.Show(v)
			w.signIn.showKeys()
			check("PIN", w.signIn.keys)
			w.signIn.other()
			d := byEyeView(false)
			d.Language, d.Pad = lang, true
			w.Show(d)
			w.AskText("ask.reference.title", "ask.reference.body", func(string, bool) {})
			check("text", w.pin.keys)
			w.pin.finish(false)
			w.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(string, bool) {})
			check("question for a PIN", w.pin.keys)
			w.pin.finish(false)
		}
	}
}

// Nothing that was on its way to what was shown before reaches the sign-in.
func TestHeldSignInTakesNoTaps(t *testing.T) {
	w := open(t)
	v := clerksSign().view()
	v.Pad, v.SignIn.Held = true, true
	w.Show(v)
	w.signIn.keys.tap("1")
	if w.signIn.code.Value() != "" {
		t.Error("typed")
	}
	v.SignIn.Held = false
	w.Show(v)
	w.signIn.keys.tap("1")
	if w.signIn.code.Value() != "1" {
		t.Error("not typed")
	}
}

// A passphrase is told to the letter: small ones and signs have keys too, and the next
// question begins with capitals.
func TestAnyCharacterByTaps(t *testing.T) {
	w := open(t)
	d := byEyeView(false)
	d.Pad = true
	w.Show(d)
	ask := func(done func(string, bool)) { w.AskText("ask.bundle.title", passphraseQuestion, done) }
	got := ""
	ask(func(text string, _ bool) { got = text })
	for _, key := range []string{"A", padSwitch, "b", padSwitch, "#", padSpace, "\\", padSwitch, "C"} {
		if !slices.ContainsFunc(w.pin.keys.grids, func(g *grid) bool {
			return g.root.Visible() && slices.ContainsFunc(g.rows, func(row []string) bool { return slices.Contains(row, key) })
		}) {
			t.Fatalf("no key %q", key)
		}
		w.pin.keys.tap(key)
	}
	w.pin.finish(true)
	if got != "Ab# \\C" {
		t.Errorf("%q", got)
	}
	for r := rune(33); r < 127; r++ {
		if !slices.ContainsFunc(anyText(), func(rows [][]string) bool {
			return slices.ContainsFunc(rows, func(row []string) bool { return slices.Contains(row, string(r)) })
		}) {
			t.Errorf("no key %q", r)
		}
	}
	ask(func(string, bool) {})
	w.pin.keys.tap(padSwitch)
	w.pin.finish(false)
	if ask(func(string, bool) {}); !w.pin.keys.grids[textKeys].root.Visible() {
		t.Error("the next question begins with other keys")
	}
}
