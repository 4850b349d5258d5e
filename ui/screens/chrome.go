package screens

import (
	"reflect"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// chrome is the part around every screen but the verdict: status, demo banner
// and frame, and the keys. The background is the window's own, from the theme,
// because drawing it again would cost as much as everything else.
type chrome struct {
	*env
	root   *fyne.Container
	frame  *widgets.Frame
	bar    *widgets.StatusBar
	banner *widgets.Banner
	foot   *footer
	middle fyne.CanvasObject
	demo   bool
	idle   bool // there is room for the warning
	status widgets.StatusContent
}

// demoEdge is the width of a demo's striped frame around ordinary screens.
const demoEdge = 10

func newChrome(e *env, middle fyne.CanvasObject) *chrome {
	c := &chrome{
		env: e, middle: middle,
		frame: widgets.NewFrame(palette, demoEdge, 18),
		bar:   widgets.NewStatusBar(palette), banner: widgets.NewBanner(palette, ""), foot: newFooter(e),
	}
	c.frame.Hide()
	c.root = newSheet(c.arrange, c.frame, c.bar, c.banner, middle, c.foot.root)
	return c
}

func (c *chrome) show(v session.View) {
	if content := c.statusOf(v); !reflect.DeepEqual(content, c.status) {
		c.status = content
		c.bar.SetContent(content)
	}
	c.banner.SetText(c.t("demo.banner"))
	widgets.Show(c.banner, v.Demo)
	widgets.Show(c.frame, v.Demo)
	c.foot.show(v)
	if idle := v.IdleIn > 0; c.demo != v.Demo || c.idle != idle {
		c.demo, c.idle = v.Demo, idle
		relayout(c.root)
	}
}

// idleHeight is the height of the warning that the customer's data will be
// cleared.
const idleHeight = 60

// idleTop returns the upper edge of the warning.
func (c *chrome) idleTop(p px) float32 {
	y := p(56 + 10)
	if c.demo {
		y += p(demoEdge + 32)
	}
	return y
}

func (c *chrome) arrange(p px, size fyne.Size) {
	e, top := float32(0), p(56)
	if c.demo {
		e = p(demoEdge)
		top += p(32)
	}
	widgets.Place(c.frame, 0, 0, size.Width, size.Height)
	w := size.Width - 2*e
	widgets.Place(c.bar, e, e, w, p(56))
	widgets.Place(c.banner, e, e+p(56), w, p(32))
	height := p(footHeight) * float32(footLines(size))
	foot := size.Height - e - height
	widgets.Place(c.foot.root, e, foot, w, height)
	x := max(p(margin), e+p(14))
	if c.idle {
		top += p(idleHeight)
	}
	widgets.Place(c.middle, x, e+top+p(gutter), size.Width-2*x, foot-p(gutter)-e-top-p(gutter))
}

// statusOf returns the status bar. States in order share one word, and other
// states have their own.
func (c *chrome) statusOf(v session.View) widgets.StatusContent {
	s := v.Status
	out := widgets.StatusContent{Title: c.t("app.name"), Desk: s.Desk, Clerk: s.Clerk}
	if s.Served > 0 {
		out.Note = c.t("status.served", "count", s.Served)
	}
	if s.Late > 0 {
		out.Note = c.t("status.late", "count", s.Late)
	}
	if pageOf(v.Screen).unknown {
		return out
	}
	add := func(level widgets.Level, short, long session.TextKey) {
		word := short
		if level == widgets.LevelFault || level == widgets.LevelWarn {
			word = long
		}
		out.States = append(out.States, widgets.Status{Level: level, Word: c.t(word)})
	}
	add(networkLevel(s.Network), "status.network", s.NetworkText)
	add(cameraLevel(s.Camera), "status.camera", s.CameraText)
	if s.ReaderText != "" {
		out.States = append(out.States, c.readerStatus(s))
	}
	if s.ScannerText != "" {
		add(widgets.LevelFault, s.ScannerText, s.ScannerText)
	}
	level := widgets.LevelOK
	if !s.ServiceReady {
		level = widgets.LevelWarn
	}
	add(level, "status.service", s.ServiceText)
	if s.Unrecorded {
		add(widgets.LevelFault, "status.records", "status.records")
	} else if s.JournalText != "" {
		add(widgets.LevelFault, s.JournalText, s.JournalText)
	}
	if s.SettingsText != "" {
		add(widgets.LevelFault, s.SettingsText, s.SettingsText)
	}
	return out
}

func networkLevel(n session.Network) widgets.Level {
	switch n {
	case session.NetworkUp:
		return widgets.LevelOK
	case session.NetworkDown:
		return widgets.LevelFault
	}
	return widgets.LevelUnknown
}

func cameraLevel(s session.CameraState) widgets.Level {
	switch s {
	case session.CameraReady, session.CameraLive:
		return widgets.LevelOK
	case session.CameraUnknown, session.CameraStarting:
		return widgets.LevelUnknown
	case session.CameraDark, session.CameraCovered, session.CameraFrozen:
		return widgets.LevelWarn
	}
	return widgets.LevelFault
}

// readerStatus is the reader's state: one short word while a card can be laid down.
func (c *chrome) readerStatus(s session.StatusView) widgets.Status {
	word := c.t(s.ReaderText, "mark", s.ReaderMark)
	if s.ReaderText == session.ReaderWaiting.Key() {
		word = c.t("status.reader")
	}
	level := readerLevel(s.Reader)
	if s.ReaderText != s.Reader.Key() {
		level = widgets.LevelWarn // a card was ignored
	}
	return widgets.Status{Level: level, Word: word}
}

func readerLevel(s session.ReaderState) widgets.Level {
	switch s {
	case session.ReaderWaiting, session.ReaderCardRead:
		return widgets.LevelOK
	case session.ReaderReading:
		return widgets.LevelUnknown
	case session.ReaderNone, session.ReaderLift, session.ReaderUnknownMark, session.ReaderUnverified:
		return widgets.LevelWarn
	}
	return widgets.LevelFault
}
