package screens

import (
	"fmt"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// cameraSetup is the camera page of the settings: the live picture, what its light
// is like, and how the camera hangs.
type cameraSetup struct {
	*env
	root         *fyne.Container
	preview      *widgets.Preview
	title, state *widgets.Prose
	fault        *alert
	store, leave *button
	list         *fyne.Container // the cameras
	rows         []*settingRow   // turn, mirror, mains
	values       *fyne.Container
	scroll       *container.Scroll
	said         string // what the lists show
}

func cameraSetupPage() page {
	return page{
		screen: session.CameraSetup, unknown: true, buttons: []session.Action{session.ActStore, session.ActLeaveCamera},
		build: func(s *Screens) part {
			s.mounting = newCameraSetup(s.env)
			return s.mounting
		},
		mayClose: func(s *Screens) bool {
			tried := s.view.CameraSetup
			s.send(session.CloseAsked{})
			return !tried.Changed || tried.Asked == session.CloseWindow
		},
	}
}

func newCameraSetup(e *env) *cameraSetup {
	c := &cameraSetup{
		env: e, preview: widgets.NewPreview(palette), fault: newWarning(textSmall),
		title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), state: widgets.NewLine(textBody, palette.Muted, fyne.TextAlignTrailing),
		store: newButton(e.press(session.ActStore)), leave: newButton(e.press(session.ActLeaveCamera)),
		list: container.New(&stack{}), values: container.New(&stack{}),
	}
	c.fault.Hide()
	c.scroll = container.NewVScroll(c.list)
	card := newCard()
	c.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		c.arrange(p, size)
	}, card, c.title, c.state, c.store, c.leave, c.fault, c.preview, c.scroll, c.values)
	c.forget()
	return c
}

func (c *cameraSetup) content() fyne.CanvasObject { return c.root }

func (c *cameraSetup) frame(img *image.RGBA) { c.preview.SetFrame(img) }

// forget drops the picture and everything else that the page shows.
func (c *cameraSetup) forget() {
	c.preview.Clear()
	c.preview.SetHint("", false)
	c.list.Objects, c.values.Objects, c.rows, c.said = nil, nil, nil, ""
}

func (c *cameraSetup) arrange(p px, size fyne.Size) {
	x, w := p(32), size.Width-p(64)
	widgets.Place(c.leave, x+w-p(180), p(18), p(180), p(56))
	widgets.Place(c.store, x+w-p(180+gutter+200), p(18), p(200), p(56))
	title := c.title.LineWidth() + p(8)
	widgets.Place(c.title, x, p(22), title, p(textTitle*widgets.Leading))
	placeMiddle(c.state, x+title+p(gutter), p(46), w-title-p(gutter)-p(180+gutter+200+gutter))
	y := p(88)
	if c.fault.Visible() {
		h := c.fault.height(w)
		widgets.Place(c.fault, x, y, w, h)
		y += h + p(gap)
	}
	high := size.Height - p(16) - y
	if size.Height > size.Width { // upright: the picture above
		top := min(w*3/4, high/2)
		widgets.Place(c.preview, x, y, w, top)
		c.lists(x, y+top+p(gutter), w, high-top-p(gutter))
		return
	}
	left := (w - p(gutter)) * 0.52
	widgets.Place(c.preview, x, y, left, high)
	c.lists(x+left+p(gutter), y, w-left-p(gutter), high)
}

// lists places the cameras above their settings.
func (c *cameraSetup) lists(x, y, w, h float32) {
	values := float32(0)
	for _, r := range c.rows {
		values += r.height(w)
	}
	widgets.Place(c.scroll, x, y, w, h-values)
	widgets.Place(c.values, x, y+h-values, w, values)
}

func (c *cameraSetup) show(v session.View) {
	k := v.CameraSetup
	waiting := c.t("camera.starting")
	if c.preview.SetHint(c.t(k.Light), k.Good); k.Problem != "" {
		waiting = ""
	}
	if k.Live {
		c.preview.Open()
	} else {
		c.preview.Clear() // what comes may be of the camera before
	}
	c.preview.SetWaiting(waiting)
	fault := c.say(k.Fault)
	switch {
	case v.Setup.Fault != (identity.Sentences{}):
		fault = c.t("settings.fault", "fault", c.say(v.Setup.Fault.Text()))
	case k.Problem != "":
		fault = c.and(c.t(k.Problem), c.t(k.Next))
	}
	c.fault.setText(fault)
	c.title.SetStrong(c.t(v.Title))
	c.state.SetText(c.saving(v))
	c.setButton(c.store, v, session.ActStore)
	c.setButton(c.leave, v, session.ActLeaveCamera)
	said := fmt.Sprint(v.Language, k.Cameras, k.Chosen, k.Now, k.Locks)
	another := said != c.said
	if another {
		c.said = said
		c.fill(k)
	}
	if relayout(c.root); another {
		c.reveal(k.Chosen)
	}
}

// reveal scrolls to a camera of the list.
func (c *cameraSetup) reveal(i int) {
	row := c.root.Layout.(*sheet).Px(rowHeight)
	top, end := float32(i)*row, float32(i+1)*row-c.scroll.Size().Height
	c.scroll.ScrollToOffset(fyne.NewPos(0, max(min(c.scroll.Offset.Y, top), end, 0)))
}

// saving says how saving goes.
func (c *cameraSetup) saving(v session.View) string {
	switch k := v.CameraSetup; {
	case v.Setup.Saving:
		return c.t("settings.saving")
	case k.Asked == session.CloseWindow:
		return c.t("settings.unsaved.close")
	case k.Asked != "":
		return c.t("settings.unsaved", "key", string(k.Asked))
	case k.Changed:
		return c.t("settings.changed")
	case v.Setup.Saved:
		return c.t("settings.saved")
	}
	return ""
}

// fill makes the list of cameras and the rows of their settings.
func (c *cameraSetup) fill(k session.CameraSetupView) {
	c.list.Objects = nil
	for i, cam := range k.Cameras {
		r := newMenuRow()
		r.content = menuItem{name: c.cameraName(cam), note: c.t("camera." + session.TextKey(cam.State)), chosen: i == k.Chosen, disabled: k.Locks.Camera}
		r.tapped = c.repeat(session.ActCamera, i-k.Chosen, len(k.Cameras))
		c.list.Objects = append(c.list.Objects, r)
	}
	yes, no := c.t("screen.settings.yes"), c.t("screen.settings.no")
	mirror := 1
	if k.Now.Mirror {
		mirror = 0
	}
	c.rows = []*settingRow{
		c.row(k.Locks.Turn, c.t("camera_setup.turn"), c.t("camera_setup.turn.help"), []string{"0°", "90°", "180°", "270°"}, k.Now.Turn/90, session.ActTurn),
		c.row(k.Locks.Mirror, c.t("camera_setup.mirror"), c.t("camera_setup.mirror.help"), []string{yes, no}, mirror, session.ActMirror),
		c.row(k.Locks.Mains, c.t("camera_setup.mains"), c.t("camera_setup.mains.help"), []string{"50 Hz", "60 Hz", c.t("camera_setup.mains.auto")}, slices.Index(session.Mains(), k.Now.Mains), session.ActMains),
	}
	c.values.Objects = nil
	for _, r := range c.rows {
		c.values.Objects = append(c.values.Objects, r)
	}
	scale := max(c.root.Layout.(*sheet).Scale, 0.01)
	for _, box := range []*fyne.Container{c.list, c.values} {
		widgets.Rescale(box, scale)
		box.Refresh()
	}
	c.scroll.Refresh()
}

// row is one setting with its choices; the key of it goes through them.
func (c *cameraSetup) row(locked bool, name, help string, choices []string, chosen int, a session.Action) *settingRow {
	note := ""
	if locked {
		note = c.t("settings.locked")
	}
	r := newSettingRow(name, help, note)
	if locked {
		return r.withPlain(choices[max(chosen, 0)])
	}
	return r.withChoice(choices, chosen, func(i int) { c.repeat(a, i-chosen, len(choices))() })
}

// repeat returns a function that sends an action as often as it takes to go so many
// steps further in a ring.
func (c *cameraSetup) repeat(a session.Action, steps, ring int) func() {
	return func() {
		for range (steps + ring) % ring {
			c.send(session.Pressed{Action: a})
		}
	}
}

// cameraName names a camera with what is special about it.
func (c *cameraSetup) cameraName(f session.FoundCamera) string {
	name := f.Name
	if f.ID == "" {
		name = c.t("camera_setup.first")
		if f.Name != "" {
			name = c.and(name, f.Name)
		}
	}
	for key, is := range map[session.TextKey]bool{"camera_setup.infrared": f.Infrared, "camera_setup.virtual": f.Virtual} {
		if is {
			name = c.and(name, c.t(key))
		}
	}
	return name
}
