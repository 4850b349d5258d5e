package screens

import (
	"image"
	"image/color"
	"reflect"
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// Screens is the whole content of the window.
type Screens struct {
	*env
	options Options
	root    *fyne.Container
	stage   *widgets.Stage

	chrome   *chrome
	panes    *fyne.Container
	claim    *claim
	capture  *capture
	mounting *cameraSetup
	verdict  *verdict
	config   *settings
	help     *help
	pin      *pin
	files    *files
	signIn   *signIn
	idle     *alert
	parts    map[session.Screen]part

	previews atomic.Pointer[[2]func(*image.RGBA)] // those that show the camera's picture

	look  theme.Look // of the parts, see restyle
	scale int        // limit of the scale, in per cent

	view    session.View
	drawn   bool
	ahead   ahead
	focused *widgets.Entry // the field with the focus, as far as known
}

// New builds the content of a window. It needs a current app with theme.New at
// the scale of the window.
func New(o Options) *Screens {
	s := &Screens{options: o, look: theme.Used(), scale: theme.Limited()}
	pass := o.Send
	if pass == nil {
		pass = func(session.Msg) {}
	}
	s.env = newEnv(func(m session.Msg) {
		if p, ok := m.(session.Pressed); ok && (s.config.act(p.Action) || s.signIn.act(p.Action)) {
			return
		}
		pass(m)
	})
	s.pass = pass
	s.endIM, s.awake, s.lacks = o.EndComposition, o.Awake, o.Lacks
	s.furnish()
	s.stage = widgets.NewStage(s.root)
	s.stage.Full = func(scale float32) { s.verdict.screen.SetScale(scale) }
	s.SetSettings(Settings{Fields: o.Fields})
	return s
}

// furnish makes all parts in the colours of the look.
func (s *Screens) furnish() {
	palette = theme.Colours()
	s.menu = newMenu()
	s.menu.opened = s.refocus
	s.claim = newClaim(s.env)
	s.help, s.pin, s.files, s.idle = newHelp(s.env), newPIN(s.env), newFiles(s.env), newWarning(22)
	s.help.fullScreen = s.options.FullScreen
	s.signIn = newSignIn(s.env, s.refocus)
	s.parts = map[session.Screen]part{}
	for _, p := range pages() {
		s.parts[p.screen] = p.build(s)
	}
	s.followFocus()
	s.build()
	s.previews.Store(&[2]func(*image.RGBA){s.capture.frame, s.mounting.frame})
}

// build stacks the layers.
func (s *Screens) build() {
	s.panes = newSheet(s.arrangePanes)
	var whole []fyne.CanvasObject
	for _, d := range pages() {
		o := s.parts[d.screen].content()
		o.Hide()
		if d.whole {
			whole = append(whole, o)
		} else {
			s.panes.Add(o)
		}
	}
	s.claim.root.Hide()
	s.panes.Add(s.claim.root)
	s.chrome = newChrome(s.env, s.panes)
	s.idle.edge = 2
	s.idle.box.SetColours(palette.WarnPaper, palette.Warn)
	s.idle.Hide()
	back := newTouch(color.Transparent, func() { s.send(session.Touched{}) })
	s.root = newSheet(s.arrange, slices.Concat([]fyne.CanvasObject{back, s.chrome.root}, whole,
		[]fyne.CanvasObject{s.idle, s.menu.root, s.files.root, s.help.root, s.pin.root})...)
}

// Content returns the content of the window. Set it without padding.
func (s *Screens) Content() fyne.CanvasObject { return s.stage }

// Frame shows a picture of the preview that is mirrored already. It copies img
// and may be called from any goroutine.
func (s *Screens) Frame(img *image.RGBA) {
	for _, show := range s.previews.Load() {
		show(img)
	}
}

// Show draws a view and reports whether it differs from what is drawn already.
func (s *Screens) Show(v session.View) bool {
	if s.drawn && reflect.DeepEqual(s.view, v) {
		s.refocus()
		return false
	}
	restyled := s.restyle(v.Display)
	old := s.view
	first := !s.drawn
	s.burst = v.Burst
	s.view, s.drawn = v, true
	if first || old.Language != v.Language {
		s.texts = text.New(v.Language)
	}
	s.reading(v)
	s.phone = v.ITPhone
	if v.Screen != old.Screen || v.Generation != old.Generation {
		s.menu.close()
	}
	s.forget(old, v)
	s.draw(v, v.Screen != old.Screen)
	if restyled {
		layAgain(s.root)
	}
	s.refocus()
	return true
}

// forget clears what must not outlive its customer or its screen.
func (s *Screens) forget(old, v session.View) {
	if old.Screen != v.Screen && v.Screen == session.SignIn {
		s.pin.finish(false) // whoever was asked is hidden with the desk
		s.ahead.end()       // and nobody is asked any more
	}
	if old.SignIn.Own && !v.SignIn.Own {
		s.pin.giveUp()
	}
	if old.Screen != v.Screen || old.Generation != v.Generation {
		s.files.finish("")
		s.pin.giveUp()
	}
	if p := s.parts[old.Screen]; p != nil && old.Screen != v.Screen {
		p.forget()
	}
	if old.Generation == v.Generation {
		return
	}
	for _, p := range s.parts {
		if p != part(s.config) { // the settings belong to no customer, and may be about to be shown
			p.forget()
		}
	}
	s.claim.forget()
	widgets.ForgetCopied(fyne.CurrentApp().Clipboard())
}

func (s *Screens) draw(v session.View, another bool) {
	if v.Screen == session.Settings {
		v.Keys = s.config.keys(v.Keys)
	}
	s.chrome.show(v)
	for _, p := range pages() {
		widgets.Show(s.parts[p.screen].content(), p.screen == v.Screen)
	}
	page := s.page()
	widgets.Show(s.claim.root, page.claim)
	widgets.Show(s.chrome.root, !page.whole)
	if another {
		relayout(s.panes)
	}
	if page.claim {
		s.claim.show(v)
	}
	if p := s.parts[v.Screen]; p != nil {
		p.show(v)
	}
	s.help.show(v)
	if s.pin.isOpen() {
		s.pin.padded = v.Pad
		s.pin.retext()
	}
	if s.files.isOpen() {
		s.files.retext()
	}
	said := ""
	if v.IdleIn > 0 {
		said = s.t(v.IdleText, "seconds", v.IdleIn)
	}
	s.verdict.screen.SetAbove(said != "")
	if s.idle.setText(said) || s.idle.Visible() && s.idle.Position().Y != s.idleTop() {
		relayout(s.root)
	}
}
