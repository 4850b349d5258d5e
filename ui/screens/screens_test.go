package screens

import (
	"image"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

func TestTypingIsSent(t *testing.T) {
	w := open(t)
	w.Show(emptyDesk())
	if w.canvas.Focused() != w.claim.name.entry {
		t.Fatal("the name has not got the focus")
	}
	test.Type(w.claim.name.entry, "张三")
	w.expect(t, session.Edited{Field: identity.FieldName, Text: "张"}, session.Edited{Field: identity.FieldName, Text: "张三"})

	v := emptyDesk()
	v.Claim.Name, v.Claim.Focus = "张三", identity.FieldNumber
	w.Show(v)
	if w.canvas.Focused() != w.claim.number.entry {
		t.Fatal("the focus did not follow the view")
	}
	w.take()
	test.Type(w.claim.number.entry, "11010519491231002*")
	sent := w.take()
	if last := sent[len(sent)-1]; last != session.Msg(session.Edited{Field: identity.FieldNumber, Text: number}) {
		t.Errorf("sent %+v", last)
	}
	if w.claim.number.entry.Text != "110105 19491231 002X" {
		t.Errorf("shown %q", w.claim.number.entry.Text)
	}
}

// A value from the session is shown and not sent back.
func TestValuesOfTheView(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	if w.claim.name.entry.Value() != guest || w.claim.number.entry.Value() != number {
		t.Errorf("%q %q", w.claim.name.entry.Value(), w.claim.number.entry.Value())
	}
	w.expect(t)
}

func TestMachineReadableZone(t *testing.T) {
	w := open(t)
	v := emptyDesk()
	v.Claim.Focus = identity.FieldNumber
	w.Show(v)
	test.Type(w.claim.number.entry, "p<utoeriksson<<anna《maria")
	sent := w.take()
	if last := sent[len(sent)-1]; last != session.Msg(session.Edited{Field: identity.FieldNumber, Text: "P<UTOERIKSSON<<ANNA<MARIA"}) {
		t.Errorf("sent %+v", last)
	}
}

// The implied nation is shown, but does not come back while it is being
// deleted.
func TestImpliedNation(t *testing.T) {
	w := open(t)
	v := emptyDesk()
	v.Claim.AsksNation, v.Claim.Nation = true, "SAU"
	w.Show(v)
	v.Claim.Focus = identity.FieldNation
	w.Show(v)
	if w.claim.nation.entry.Value() != "SAU" {
		t.Fatalf("%q", w.claim.nation.entry.Value())
	}
	w.react = func(m session.Msg) {
		if v.Claim.Nation = m.(session.Edited).Text; v.Claim.Nation == "" {
			v.Claim.Nation = "SAU"
		}
		w.Show(v)
	}
	for range 3 {
		w.claim.nation.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(w.claim.nation.entry, "eg")
	if w.claim.nation.entry.Value() != "EG" {
		t.Errorf("%q", w.claim.nation.entry.Value())
	}
}

func TestKeysOfAField(t *testing.T) {
	for _, name := range windowKeys() {
		key, ok := fieldKey(name)
		if !ok {
			continue
		}
		w := open(t)
		w.Show(deskView())
		if w.canvas.Focused() == nil {
			t.Fatal("no focus")
		}
		if name == widgets.KeyBackTab {
			continue // tested with the widget
		}
		w.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: name})
		w.expect(t, session.KeyPressed{Key: key})
	}
}

func TestFocusByMouse(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.canvas.Focus(w.claim.name.entry)
	w.expect(t, session.Focused{Field: identity.FieldName})
	w.canvas.Unfocus() // as a tap beside everything does
	w.Show(deskView())
	if w.canvas.Focused() != w.claim.number.entry {
		t.Error("the focus was lost for good")
	}
}

// Every action of every screen can be reached by mouse or touch.
func TestEveryActionHasAButton(t *testing.T) {
	w := open(t)
	for _, v := range []session.View{
		view(session.FirstStart), view(session.NotSetUp), deskView(), demo(deskView()), noticeView(), askedCapture(), brokenCapture(),
		confirmView(t), checkingView(1), repeatView(), byEyeView(false), verdictView(session.FamilyPass, "match"),
		verdictView(session.FamilyNotMatch, "face_mismatch"), recordsView(2), view(session.Settings),
	} {
		w.Show(v)
		w.take()
		for _, o := range w.all() {
			if o == fyne.CanvasObject(w.claim.service) || o == fyne.CanvasObject(w.claim.person) {
				continue
			}
			if tap, ok := o.(fyne.Tappable); ok && !isEntry(o) {
				tap.Tapped(&fyne.PointEvent{})
			}
		}
		w.menu.close()
		var pressed []session.Action
		for _, m := range w.take() {
			if p, ok := m.(session.Pressed); ok {
				pressed = append(pressed, p.Action)
			}
		}
		for _, b := range v.Keys {
			field := b.Action == session.ActForward || b.Action == session.ActBackward // fields are tapped
			inHelp := (b.Action == session.ActLanguage || b.Action == session.ActLock) && v.Screen == session.Verdict
			local := b.Action == session.ActSave || b.Action == session.ActSection // tested by TestSettingsKeys
			inPicture := slices.Contains(facesAndOval, b.Action)                   // tested by TestTapsOnThePicture
			asked := b.Action != session.ActAccept || v.Capture.Ask.Text != ""
			if inPicture || !asked {
				continue
			}
			if b.Enabled && !field && !inHelp && !local && !slices.Contains(pressed, b.Action) {
				t.Errorf("%s: nothing sends %s", v.Screen, b.Action)
			}
		}
	}
}

func isEntry(o fyne.CanvasObject) bool {
	_, ok := o.(fyne.Focusable)
	return ok
}

func TestMenus(t *testing.T) {
	w := open(t)
	w.Show(demo(deskView()))
	for _, c := range []struct {
		open func()
		row  int
		want session.Msg
	}{
		{func() { test.Tap(w.claim.service) }, 2, session.ServicePicked{Code: "wapi"}},
		{func() { test.Tap(w.claim.person) }, 1, session.PersonPicked{Index: 1}},
		{func() { w.claim.types[1].OnChosen(2) }, 0, session.TypePicked{}},
		{func() { w.claim.types[1].OnChosen(2) }, 6, session.TypePicked{Type: identity.HongKongPassport}},
	} {
		w.take()
		c.open()
		if !w.menu.isOpen() {
			t.Fatal("no list")
		}
		test.Tap(w.menu.rows[c.row])
		w.expect(t, c.want)
		if w.menu.isOpen() {
			t.Error("the list stays")
		}
	}
	w.claim.types[0].OnChosen(1)
	w.expect(t, session.TypePicked{Type: identity.HKMacauPermit})
	test.Tap(w.claim.service)
	w.Key(session.KeyEscape, false) // closes the list and clears nothing
	w.expect(t, session.Touched{})
}

// A tick that changes nothing redraws nothing. A tick of a countdown does not
// build the screen again.
func TestTicksAreCheap(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	if n := testing.AllocsPerRun(20, func() { w.Show(w.view) }); n > 200 {
		t.Errorf("%v allocations for nothing", n)
	}
	v := verdictView(session.FamilyPass, "match")
	w.Show(v)
	hints := visible(w.verdict.screen)
	v.Verdict.Countdown--
	w.Show(v)
	if !slices.Equal(hints, visible(w.verdict.screen)) {
		t.Error("the countdown built the screen anew")
	}
}

func TestLanguageSwitches(t *testing.T) {
	w := open(t)
	for _, sc := range scenes(t) {
		v := sc.view
		v.Language = identity.Chinese
		w.Show(v)
		v.Language = identity.English
		w.Show(v)
		if said := w.button(v); v.Screen == session.Desk && said != "Next" {
			t.Errorf("the button says %q", said)
		}
	}
}

func (w *window) button(session.View) string { return w.claim.main.label }

// Every named text exists, and every value of its pattern is given.
func TestTextsAreComplete(t *testing.T) {
	w := open(t)
	for _, lang := range []identity.Language{identity.Chinese, identity.English} {
		w.Show(session.View{Language: lang, Screen: session.Starting, Title: "title.starting"})
		w.texts = text.Strict(lang, func(err error) { t.Errorf("%s: %v", lang, err) })
		for _, sc := range scenes(t) {
			sc.view.Language = lang
			w.Show(sc.view)
			if sc.more != nil {
				sc.more(w.Screens)
			}
			w.pin.finish(false)
		}
	}
}

func TestVerdictFamilies(t *testing.T) {
	w := open(t)
	for family, want := range map[session.Family]widgets.Family{
		session.FamilyPass: widgets.FamilyPass, session.FamilyDetails: widgets.FamilyIdentityMatch,
		session.FamilyNotMatch: widgets.FamilyMismatch, session.FamilyUnchecked: widgets.FamilyNotChecked, 99: widgets.FamilyNotChecked,
	} {
		v := verdictView(family, "match")
		if got := w.verdict.compose(v); got.Family != want || got.Demo {
			t.Errorf("%v: %+v", family, got)
		}
		v.Demo = true
		if got := w.verdict.compose(v); !got.Demo {
			t.Errorf("%v: a demo looks real", family)
		}
	}
}

// The banner is on every screen of the demo, and on no other.
func TestDemoIsMarked(t *testing.T) {
	w := open(t)
	for _, sc := range scenes(t) {
		w.Show(sc.view)
		marked := w.chrome.banner.Visible() && w.chrome.frame.Visible() || w.verdict.screen.Visible() && w.verdict.said.Demo
		if w.verdict.screen.Visible() {
			marked = w.verdict.said.Demo
		}
		if marked != sc.view.Demo {
			t.Errorf("%s: marked %v", sc.name, marked)
		}
	}
}

// The picture on Confirm has the pixels of the JPEG that is sent.
func TestConfirmShowsTheBytes(t *testing.T) {
	w := open(t)
	v := confirmView(t)
	w.Show(v)
	want, err := decode(v.Confirm.Portrait.JPEG)
	if err != nil || !reflect.DeepEqual(w.parts[session.Confirm].(*confirm).picture.Image, want) {
		t.Errorf("another picture, %v", err)
	}
	v.Confirm.Portrait.JPEG = []byte("no JPEG")
	w.Show(v)
	if w.parts[session.Confirm].(*confirm).picture.Image != nil {
		t.Error("the old picture stands for bytes that are none")
	}
}

// Frames are shown while the camera is open, and never afterwards.
func TestFramesOnlyWhileCapturing(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.Frame(frame(t))
	w.Show(captureView("hint.good"))
	before := w.canvas.Capture()
	w.Frame(frame(t))
	if reflect.DeepEqual(before, w.canvas.Capture()) {
		t.Fatal("no picture is shown")
	}
	w.Show(deskView())
	w.Show(captureView("hint.good"))
	if !reflect.DeepEqual(before.(*image.NRGBA).Pix, w.canvas.Capture().(*image.NRGBA).Pix) {
		t.Error("the old picture came back")
	}
}

func TestHelpTakesTheKeys(t *testing.T) {
	w := open(t)
	v := deskView()
	w.Show(v)
	v.Help = true
	w.Show(v)
	if w.canvas.Focused() != nil {
		t.Error("a field keeps the keys")
	}
	w.Key(session.KeyF2, false)
	w.expect(t, session.KeyPressed{Key: session.KeyF2})
	v.Help = false
	w.Show(v)
	if w.canvas.Focused() != w.claim.number.entry {
		t.Error("the focus does not come back")
	}
}

func TestRecordsScroll(t *testing.T) {
	w := open(t)
	w.Show(recordsView(200))
	r := w.parts[session.Records].(*listing)
	if n := len(r.table.rows); n == 0 || n > 20 {
		t.Errorf("%d rows are drawn", n)
	}
	first := r.table.rows[0].content
	r.scroll.Offset = fyne.NewPos(0, 60*tableHeight)
	r.scroll.OnScrolled(r.scroll.Offset)
	if r.table.rows[0].content == first || r.table.rows[0].content.cells[0] == "" {
		t.Error("scrolling shows the same rows")
	}
	w.Show(deskView())
	if keeps(w.Screens, "5678") {
		t.Error("the list outlives its screen")
	}
}

// Complaints do not push anything out of its place, even in the smallest
// window.
func TestComplaintsLeaveRoom(t *testing.T) {
	w := open(t)
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080), fyne.NewSize(1024, 768)} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		for _, lang := range []identity.Language{identity.Chinese, identity.English} {
			for _, v := range []session.View{faultyDesk(), demo(faultyDesk()), oneFault()} {
				for _, v.IdleIn = range []int{0, 9} {
					v.Language = lang
					w.Show(v)
					if foot, end := w.claim.main.Position().Y, w.claim.service.Position().Y+w.claim.service.Size().Height; end > foot {
						t.Errorf("%s %v demo %v idle %d: the service ends at %.0f, the button begins at %.0f", lang, size, v.Demo, v.IdleIn, end, foot)
					}
					if !w.claim.name.fault.Visible() && !w.claim.number.fault.Visible() {
						t.Errorf("%s %v: no complaint is left", lang, size)
					}
				}
			}
		}
	}
}

// All texts are inside the window.
func TestTextIsInsideTheWindow(t *testing.T) {
	w := open(t)
	size := fyne.NewSize(1366, 768)
	for _, lang := range []identity.Language{identity.Chinese, identity.English} {
		for _, sc := range scenes(t) {
			sc.view.Language = lang
			w.Show(sc.view)
			for _, o := range w.all() {
				said, ok := o.(*canvas.Text)
				if !ok || said.Text == "" || scrolls(sc.view.Screen) {
					continue
				}
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(said)
				end := at.Add(said.MinSize())
				if at.X < 0 || at.Y < 0 || end.X > size.Width || end.Y > size.Height {
					t.Errorf("%s %s: %q stands at %v to %v", lang, sc.name, said.Text, at, end)
				}
			}
		}
	}
}

// scrolls reports the screens that scroll.
func scrolls(s session.Screen) bool {
	return s == session.Records || s == session.Settings || s == session.CameraSetup
}

// TestNotes: a note about a field is shown below it, unless there is a
// complaint.
func TestNotes(t *testing.T) {
	w := open(t)
	v := deskView()
	v.Claim.NameNote = identity.Text{ZH: "旧字。", EN: "An old character."}
	v.Claim.NumberNote = identity.Text{ZH: "已过期。", EN: "Expired."}
	w.Show(v)
	if !w.claim.name.note.Visible() || !w.claim.number.note.Visible() {
		t.Error("a note is not shown")
	}
	v.Claim.NumberFault = identity.Text{ZH: "号码有误。", EN: "Wrong."}
	w.Show(v)
	if w.claim.number.note.Visible() || !w.claim.number.fault.Visible() {
		t.Error("the note hides the complaint")
	}
	w.Show(emptyDesk())
	if w.claim.name.note.Visible() || w.claim.number.note.Visible() {
		t.Error("the last guest's note is left")
	}
}

var facesAndOval = []session.Action{
	session.ActFace1, session.ActFace2, session.ActFace3, session.ActFace4,
	session.ActOvalLeft, session.ActOvalRight, session.ActOvalUp, session.ActOvalDown,
}

// A tap on the picture chooses the face whose box is there, or moves the oval
// towards the place.
func TestTapsOnThePicture(t *testing.T) {
	w := open(t)
	v := captureView("")
	v.Capture.Faces = facesFor([]session.Hint{session.HintManyFaces})
	w.Show(v)
	w.take()
	for at, want := range map[[2]float64]session.Action{
		{0.40, 0.40}: session.ActFace1, {0.68, 0.35}: session.ActFace2,
		{0.05, 0.50}: session.ActOvalLeft, {0.95, 0.50}: session.ActOvalRight, {0.50, 0.05}: session.ActOvalUp, {0.50, 0.98}: session.ActOvalDown,
	} {
		w.capture.tapped(at[0], at[1])
		w.expect(t, session.Pressed{Action: want})
	}
}
