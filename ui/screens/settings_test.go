package screens

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// onSettingsScreen opens a group of the settings screen.
func onSettingsScreen(t *testing.T, group int) *window {
	w := open(t)
	w.Show(view(session.Settings))
	settle(group)(w.Screens)
	w.take()
	return w
}

func (w *window) row(i int) *settingRow { return w.config.list.Objects[i].(*settingRow) }

func TestGroupsOfSettings(t *testing.T) {
	groups := grouped(someSettings())
	var ids []string
	for _, g := range groups {
		ids = append(ids, g.id)
	}
	if !slices.Equal(ids, []string{"notice", "general", "documents", "service.muzhiyun", "service.wapi"}) {
		t.Errorf("%v", ids)
	}
	if groups[0].fields[0].Key != "notice.company" || len(groups[3].secrets) != 2 {
		t.Errorf("%+v", groups[0])
	}
}

// Only changes are saved.
func TestSavingSettings(t *testing.T) {
	w := onSettingsScreen(t, 0)
	test.Tap(w.config.store)
	w.expect(t)
	test.Type(w.row(2).entry, "8001")
	w.take()
	test.Tap(w.config.store)
	w.expect(t, session.SaveAsked{Changes: []session.Change{{Key: "notice.contact", Value: "8001"}}})

	w.config.chosen = 1
	w.config.rebuild()
	test.Type(w.row(0).entry, "!")
	w.row(0).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) // restores the old value
	tapLast(w.row(2).control)                                        // chooses no
	w.take()
	test.Tap(w.config.store)
	w.expect(t, session.SaveAsked{Changes: []session.Change{{Key: "notice.contact", Value: "8001"}, {Key: "ui.auto_shutter", Value: "false"}}})

	v := view(session.Settings)
	v.Setup.Saved = true
	w.Show(v)
	test.Tap(w.config.store)
	w.expect(t) // nothing is left to save
}

// tapLast taps the last object in o that can be tapped.
func tapLast(o fyne.CanvasObject) {
	var last fyne.Tappable
	for _, c := range visible(o) {
		if tap, ok := c.(fyne.Tappable); ok {
			last = tap
		}
	}
	last.Tapped(&fyne.PointEvent{})
}

func TestLockedSettings(t *testing.T) {
	w := onSettingsScreen(t, 0)
	if w.row(3).entry != nil {
		t.Error("a locked setting can be typed in")
	}
	if said := w.row(3).note.Runs()[0].Text; said == "" {
		t.Error("not said why")
	}
}

// A secret is stored in the keyring and never shown.
func TestSecrets(t *testing.T) {
	w := onSettingsScreen(t, 3)
	r := w.row(1)
	if !r.entry.Password || r.entry.Value() != "" {
		t.Fatal("a secret can be read")
	}
	test.Type(r.entry, "s3cr3t-value")
	if slices.ContainsFunc(w.take(), func(m session.Msg) bool { _, typed := m.(session.Edited); return typed }) {
		t.Error("the secret was sent")
	}
	test.Tap(r.button)
	if !slices.Equal(w.saved, []string{"muzhiyun.app_secret=s3cr3t-value"}) {
		t.Errorf("saved %q", w.saved)
	}
	if keeps(w.Screens, "s3cr3t") {
		t.Error("the secret is still there")
	}
	test.Tap(r.button)
	if len(w.saved) != 1 {
		t.Error("nothing was stored as a secret")
	}
}

// Leaving the screen drops what was typed and not saved.
func TestLeavingSettings(t *testing.T) {
	w := onSettingsScreen(t, 3)
	test.Type(w.row(0).entry, "s3cr3t")
	w.Show(emptyDesk())
	if keeps(w.Screens, "s3cr3t") {
		t.Error("the secret is still there")
	}
	if w.canvas.Focused() != w.claim.name.entry {
		t.Error("the desk has not got the focus")
	}
}

func TestSettingsKeys(t *testing.T) {
	w := onSettingsScreen(t, 0)
	w.canvas.Focus(w.row(0).entry)
	w.Show(view(session.Settings))
	if w.canvas.Focused() != w.row(0).entry {
		t.Error("a tick takes the focus away")
	}
	w.take()
	w.row(0).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.row(0).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.expect(t, session.Pressed{Action: session.ActLeaveSetup})

	first := w.row(0).entry
	test.Type(first, "x")
	w.take()
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) // would drop the change
	w.expect(t, session.Touched{})
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if got := w.take(); len(got) != 1 || len(got[0].(session.SaveAsked).Changes) != 1 {
		t.Errorf("F2 sent %+v", got)
	}
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.expect(t, session.Pressed{Action: session.ActLeaveSetup}) // the second press leaves

	// So does F10, which ends the program: by key, and by its button in the footer.
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
	w.expect(t, session.Touched{})
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
	w.expect(t, session.Pressed{Action: session.ActQuit})
	test.Type(first, "y")
	w.take()
	w.env.press(session.ActQuit)()
	w.expect(t, session.Touched{})
	w.env.press(session.ActQuit)()
	w.expect(t, session.Pressed{Action: session.ActQuit})

	groups := len(w.config.groups)
	for range groups {
		w.Key(session.KeyF4, false)
	}
	if w.config.chosen != 0 || groups < 3 {
		t.Errorf("at section %d of %d", w.config.chosen, groups)
	}
	w.take()
	for w.row(0).entry == nil || !w.row(0).entry.Password {
		w.Key(session.KeyF4, false)
	}
	secret := w.row(0).entry
	test.Type(secret, "typed")
	secret.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(w.saved) != 1 || !strings.HasSuffix(w.saved[0], "=typed") || secret.Value() != "" {
		t.Errorf("Enter stored %q", w.saved)
	}
}

// A machine's keys neither save nor leave the settings, and answer no question.
func TestABurstLeavesTheSettingsAlone(t *testing.T) {
	w := onSettingsScreen(t, 0)
	v := view(session.Settings)
	test.Type(w.row(0).entry, "x")
	v.Burst = true
	w.Show(v)
	w.take()
	for _, k := range []fyne.KeyName{fyne.KeyF2, fyne.KeyF4, fyne.KeyEscape, fyne.KeyEscape} {
		w.row(0).entry.TypedKey(&fyne.KeyEvent{Name: k})
		key, _ := KeyOf(k)
		w.Key(key, false)
	}
	for _, m := range w.take() {
		if _, ok := m.(session.KeyPressed); !ok { // the session ignores these
			t.Errorf("sent %+v", m)
		}
	}
	if w.config.chosen != 0 || w.config.warned != "" {
		t.Errorf("at section %d, warned %q", w.config.chosen, w.config.warned)
	}
	for w.row(0).entry == nil || !w.row(0).entry.Password {
		w.config.choose(w.config.chosen + 1)
	}
	typeInto(w.row(0).entry, "110101199001010015")
	if w.row(0).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); len(w.saved) != 0 {
		t.Errorf("stored %q", w.saved)
	}
	answered := ""
	w.AskPIN(identity.Text{}, func(pin string, _ bool) { answered = pin })
	typeInto(w.pin.entry, "123456")
	w.pin.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.Key(session.KeyEnter, false); answered != "" {
		t.Error("the PIN is answered")
	}
	v.Burst = false
	w.Show(v)
	if w.Key(session.KeyEnter, false); answered != "123456" {
		t.Errorf("Enter after the burst answers %q", answered)
	}
}

func TestSettingsFaults(t *testing.T) {
	w := onSettingsScreen(t, 0)
	s := someSettings()
	s.Fault = identity.Text{ZH: "密钥环已锁定。", EN: "The keyring is locked."}
	w.SetSettings(s)
	if !w.config.fault.Visible() {
		t.Error("the fault is not shown")
	}
	v := view(session.Settings)
	v.Setup.Fault = identity.Say("磁盘已满。", "The disk is full.").Do("请腾出空间。", "Free some space.")
	w.Show(v)
	if got := w.config.fault.text.Runs()[0].Text; got != "没有保存，原来的设置不变：磁盘已满。请腾出空间。" {
		t.Errorf("%q", got)
	}
}

// The page says that it is being read, as the keyring may be slow.
func TestSettingsAreRead(t *testing.T) {
	w := open(t)
	w.Show(view(session.Settings))
	if !strings.Contains(words(w.config.state), "正在读取") {
		t.Errorf("said %q", words(w.config.state))
	}
	w.SetSettings(someSettings())
	if said := words(w.config.state); said != "" {
		t.Errorf("then %q", said)
	}
}

// New content keeps what was typed and not saved.
func TestSettingsKeepChanges(t *testing.T) {
	w := onSettingsScreen(t, 0)
	test.Type(w.row(2).entry, "8001")
	w.SetSettings(someSettings())
	if w.row(2).entry.Value() != "8001" {
		t.Errorf("%q", w.row(2).entry.Value())
	}
}

// A typed secret that was not stored is dropped with the screen, however the
// screen ends. Typing it keeps the screen open.
func TestSettingsForgetWhenLeft(t *testing.T) {
	for _, grown := range []uint64{0, 1} {
		w := onSettingsScreen(t, 3)
		secret := w.row(0).entry
		if !secret.Password {
			t.Fatal("no secret on top")
		}
		test.Type(secret, "k")
		w.expect(t, session.Touched{})
		test.Type(secret, "eytypedhere")
		w.take()
		v := emptyDesk()
		v.Generation = w.view.Generation + grown
		w.Show(v)
		if keeps(w.Screens, "keytypedhere") || secret.Value() != "" || len(w.config.changes) > 0 {
			t.Errorf("generation grown by %d: something typed is left", grown)
		}
	}
}

// Typed secrets stay when another is stored and when another section is opened.
// Save stores them too.
func TestTypedSecretsStay(t *testing.T) {
	w := onSettingsScreen(t, 3)
	test.Type(w.row(0).entry, "first")
	test.Type(w.row(1).entry, "second")
	w.row(0).button.tapped()
	w.SetSettings(w.config.data) // as after a secret was stored
	w.Key(session.KeyF4, false)
	for w.config.chosen != 3 {
		w.Key(session.KeyF4, false)
	}
	if got := w.row(1).entry.Value(); got != "second" || w.row(0).entry.Value() != "" || len(w.saved) != 1 {
		t.Fatalf("%q is left, stored %q", got, w.saved)
	}
	w.Key(session.KeyF2, false)
	if len(w.saved) != 2 || !strings.HasSuffix(w.saved[1], "=second") || w.config.unsaved() {
		t.Errorf("stored %q", w.saved)
	}
}

// A value that is typed during saving does not count as saved.
func TestTypedWhileSaving(t *testing.T) {
	w := onSettingsScreen(t, 0)
	field := w.row(2).entry
	test.Type(field, "8001")
	w.Key(session.KeyF2, false)
	v := view(session.Settings)
	v.Setup.Saving = true
	w.Show(v)
	test.Type(field, "-99")
	w.take()
	w.Key(session.KeyF2, false) // only one save at a time
	w.expect(t)
	v.Setup.Saving, v.Setup.Saved = false, true
	w.Show(v)
	if len(w.config.changes) != 1 || !w.config.unsaved() {
		t.Errorf("left to be saved: %v", w.config.changes)
	}
}

// The line beside the title says truthfully what was done last.
func TestSavedIsSaid(t *testing.T) {
	w := onSettingsScreen(t, 0)
	said := func(want string) {
		t.Helper()
		if got := w.config.state.Runs(); want != "" && (len(got) == 0 || got[0].Text != want) {
			t.Errorf("said %v, want %s", got, want)
		}
	}
	save := func() {
		v := view(session.Settings)
		v.Setup.Saving = true
		w.Show(v)
		v.Setup.Saving, v.Setup.Saved = false, true
		w.Show(v)
	}
	test.Type(w.row(2).entry, "8001")
	w.Key(session.KeyEscape, false)
	said("有未保存的更改，再按一次 Esc 将放弃")
	w.Key(session.KeyF2, false)
	save()
	said("已保存。")

	stored := someSettings()
	stored.Fields[2].Value, stored.Stored = "8001", identity.Text{ZH: "应用密钥"}
	w.SetSettings(stored)
	said("已存入密钥环：应用密钥")
	test.Type(w.row(2).entry, "1")
	said("有未保存的更改")
	w.Key(session.KeyF2, false)
	save()
	said("已保存。")
}

// Saving keeps the focus and the caret.
func TestSavingKeepsTheFocus(t *testing.T) {
	w := onSettingsScreen(t, 0)
	w.canvas.Focus(w.row(2).entry)
	test.Type(w.row(2).entry, "8001")
	w.row(2).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	w.Key(session.KeyF2, false)
	v := view(session.Settings)
	v.Setup.Saved = true
	w.Show(v)
	e := w.row(2).entry
	if w.canvas.Focused() != e || e.CursorColumn != 3 || e.Value() != "8001" {
		t.Fatalf("focused %v, column %d, %q", w.canvas.Focused() == e, e.CursorColumn, e.Value())
	}
	test.Type(e, "9")
	if e.Value() != "80091" {
		t.Errorf("%q", e.Value())
	}
}

// The help of the settings screen shows keys without effect in grey, too.
func TestSettingsKeysAreGrey(t *testing.T) {
	w := onSettingsScreen(t, 0)
	v := view(session.Settings)
	enabled := func() bool {
		for _, b := range w.config.keys(v.Keys) {
			if b.Action == session.ActSave {
				return b.Enabled
			}
		}
		t.Fatal("no key saves")
		return false
	}
	if enabled() {
		t.Error("nothing is to be saved")
	}
	if section := w.chrome.foot.left[0]; !section.Enabled() { // the settings arrived after the screen
		t.Error("the key of the sections is grey")
	}
	test.Type(w.row(2).entry, "8001")
	if !enabled() {
		t.Error("there is something to be saved")
	}
}

// Services are chosen by name in an ordered list, by keyboard. Their codes are
// saved.
func TestRoutesAreChosenFromAList(t *testing.T) {
	w := onSettingsScreen(t, 2)
	list := w.row(0).control.(*widgets.Order)
	w.canvas.Focus(list)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageUp, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace} {
		list.TypedKey(&fyne.KeyEvent{Name: k})
	}
	w.take()
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	w.expect(t, session.SaveAsked{Changes: []session.Change{{Key: "documents.111.providers", Value: "slsj,muzhiyun,wapi"}}})
	v := view(session.Settings)
	v.Setup.Saved = true
	w.Show(v)
	if w.canvas.Focused() != w.row(0).control.(*widgets.Order) {
		t.Error("saving takes the focus away")
	}
}

// A locked list shows names, too.
func TestLockedRoutesAreNamed(t *testing.T) {
	s := newSettings(newEnv(func(session.Msg) {}), nil)
	var f SettingField
	for _, f = range someSettings().Fields {
		if f.Key == "documents.111.providers" {
			break
		}
	}
	if got := s.named(f, f.Value); strings.Contains(got, "slsj") || !strings.Contains(got, "·") {
		t.Errorf("%q", got)
	}
}

// The settings screen marks empty settings that the notice needs.
func TestNeededSettings(t *testing.T) {
	s := newSettings(newEnv(func(session.Msg) {}), nil)
	for value, want := range map[string]bool{"": true, " ": true, "8001": false} {
		r := s.fieldRow(SettingField{Key: "providers.slsj.contact", Needed: true}, value)
		if got := len(r.note.Runs()) > 0 && strings.Contains(r.note.Runs()[0].Text, "尚未填写"); got != want {
			t.Errorf("%q: said %v", value, got)
		}
	}
}
