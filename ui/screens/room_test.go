package screens

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// These tests measure the layout of every screen. A text must be inside
// everything that holds it and no smaller than theme.TextLeast. It must cover
// neither another text nor anything that can be tapped.

// fastSizes are measured in every run, and the others by TestSoakRoom. They are
// the smallest size and an upright one.
var fastSizes = []fyne.Size{{Width: 1024, Height: 600}, {Width: 768, Height: 1366}}

func TestRoom(t *testing.T) {
	tightest := slices.DeleteFunc(longScenes(t), func(s scene) bool {
		return !strings.HasSuffix(s.name, " demo slsj") && !strings.HasPrefix(s.name, "long verdict retake") && !strings.HasPrefix(s.name, "setup locked") && !strings.HasPrefix(s.name, "long-notice.missing") && !strings.HasPrefix(s.name, "long-records unsettled") && !strings.HasPrefix(s.name, "long-evidence")
	})
	for _, size := range fastSizes {
		for _, lang := range clerkLanguages() {
			walkRoom(t, lang, size, tightest)
		}
	}
}

func clerkLanguages() []identity.Language {
	return []identity.Language{identity.Chinese, identity.Traditional, identity.English}
}

// walkRoom measures scenes in one size and language.
func walkRoom(t *testing.T, lang identity.Language, size fyne.Size, all []scene) {
	t.Helper()
	w := open(t)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
	w.Content().Resize(size)
	for _, sc := range all {
		sc.view.Language = lang
		w.Show(sc.view)
		if sc.more != nil {
			sc.more(w.Screens)
		}
		for _, fault := range faultsOfRoom(w.Screens, size) {
			t.Errorf("%s %s %.0f×%.0f: %s", lang, sc.name, size.Width, size.Height, fault)
		}
		w.pin.finish(false)
		w.files.finish("")
		w.menu.close()
	}
}

// area is a rectangle of the window.
type area struct{ x, y, w, h float32 }

func (a area) meets(b area) bool {
	const touch = 1 // edges may fall on the same pixel
	return a.x+a.w > b.x+touch && b.x+b.w > a.x+touch && a.y+a.h > b.y+touch && b.y+b.h > a.y+touch
}

// spot is a text, or something that can be tapped or typed into, with its
// place.
type spot struct {
	area
	says   string
	size   float32 // of a text, otherwise 0
	within []fyne.CanvasObject
}

// survey collects the spots of a layer and the faults of each.
type survey struct {
	spots  []spot
	faults []string
	window fyne.Size
}

// faultsOfRoom measures the topmost layers.
func faultsOfRoom(s *Screens, size fyne.Size) []string {
	m := &survey{window: size}
	for _, layer := range topmost(s) {
		m.walk(layer, fyne.NewPos(0, 0), nil, holders{})
	}
	m.compare()
	return m.faults
}

// compare finds texts that are too small or name a service by its code, and spots that cover each other.
func (m *survey) compare() {
	least := theme.TextLeast*theme.Scale(m.window) - 0.1
	for i, a := range m.spots {
		if serviceCode.MatchString(a.says) {
			m.faults = append(m.faults, fmt.Sprintf("%q names a service by its code", a.says))
		}
		if a.size > 0 && a.size < least {
			m.faults = append(m.faults, fmt.Sprintf("%q is %.1f high, less than %.1f", a.says, a.size, least))
		}
		for _, b := range m.spots[i+1:] {
			if a.meets(b.area) && !related(a, b) {
				m.faults = append(m.faults, fmt.Sprintf("%q at %.0f covers %q at %.0f", a.says, a.area, b.says, b.area))
			}
		}
	}
}

// topmost returns the layers that can be used now.
func topmost(s *Screens) []fyne.CanvasObject {
	for _, over := range []*fyne.Container{s.pin.root, s.help.root, s.files.root, s.menu.root} {
		if over.Visible() {
			return []fyne.CanvasObject{over}
		}
	}
	return []fyne.CanvasObject{s.chrome.root, s.verdict.screen, s.idle}
}

// related reports whether one of two spots is part of the other.
func related(a, b spot) bool {
	owner := func(s spot) fyne.CanvasObject { return s.within[len(s.within)-1] }
	return a.size == 0 && slices.Contains(b.within, owner(a)) || b.size == 0 && slices.Contains(a.within, owner(b))
}

// holders is the area that a text must not leave.
type holders struct {
	areas    []area
	scrolled bool // it may leave the area above and below
}

func (m *survey) walk(o fyne.CanvasObject, at fyne.Position, within []fyne.CanvasObject, in holders) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	here := area{at.X, at.Y, o.Size().Width, o.Size().Height}
	within = append(slices.Clip(within), o)
	switch o := o.(type) {
	case *touch:
		return
	case *canvas.Text:
		m.text(o, here, within, in)
		return
	case *widgets.Entry:
		m.spots = append(m.spots, spot{here, "entry", 0, within})
		m.inside("an entry", here, in)
		m.placeholder(o, here)
		return
	case *container.Scroll:
		m.spots = append(m.spots, spot{here, "scroll", 0, within})
		m.inside("a scroll", here, in)
		inner := *m
		inner.spots = nil
		inner.walk(o.Content, at, within, holders{[]area{here}, true})
		inner.compare()
		m.faults = inner.faults
		return
	case *widgets.Preview: // is tapped as well, and is the ground of what stands on it
		m.inside(fmt.Sprintf("%T", o), here, in)
	case fyne.Tappable:
		m.spots = append(m.spots, spot{here, fmt.Sprintf("%T", o), 0, within})
		m.inside(fmt.Sprintf("%T", o), here, in)
	}
	in.areas = append(slices.Clip(in.areas), here)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			m.walk(c, at, within, in)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			m.walk(c, at, within, in)
		}
	}
}

// text adds a text. Its line is higher than its letters.
func (m *survey) text(o *canvas.Text, here area, within []fyne.CanvasObject, in holders) {
	said := strings.TrimRight(o.Text, " ")
	if said == "" {
		return
	}
	ink := fyne.MeasureText(said, o.TextSize, o.TextStyle)
	at := area{here.x, here.y + ink.Height*.16, ink.Width, ink.Height * .68}
	m.spots = append(m.spots, spot{at, said, o.TextSize, within})
	m.inside(fmt.Sprintf("%q", said), at, in)
}

// inside reports what leaves the window or its holders.
func (m *survey) inside(what string, a area, in holders) {
	const slack = 1.5
	for i, h := range append([]area{{0, 0, m.window.Width, m.window.Height}}, in.areas...) {
		wide := a.x < h.x-slack || a.x+a.w > h.x+h.w+slack
		high := !in.scrolled && (a.y < h.y-slack || a.y+a.h > h.y+h.h+slack)
		if wide || high {
			m.faults = append(m.faults, fmt.Sprintf("%s at %.0f leaves holder %d at %.0f", what, a, i, h))
			return
		}
	}
}

// placeholder adds the text that Fyne draws in an empty field. Fyne cuts off a
// long one.
func (m *survey) placeholder(e *widgets.Entry, here area) {
	th := fyne.CurrentApp().Settings().Theme()
	room := here.w - 2*th.Size("innerPadding")
	if w := fyne.MeasureText(e.PlaceHolder, th.Size("text"), fyne.TextStyle{}).Width; e.Text == "" && w > room {
		m.faults = append(m.faults, fmt.Sprintf("the hint %q needs %.0f and has %.0f", e.PlaceHolder, w, room))
	}
}

// longScenes returns the scenes, and scenes with the longest texts.
func longScenes(t testing.TB) []scene {
	out := append(scenes(t), overScenes(t)...)
	add := func(name string, v session.View, more func(*Screens)) {
		out = append(out, scene{"long-" + name, v, more})
	}
	for _, v := range []session.View{deskView(), emptyDesk(), faultyDesk(), noticeView(), guardianNotice(), troubledNotice(), confirmView(t, "hint.small", "hint.dark", "network.down", "network.down.next"),
		captureView("hint.burnt"), brokenCapture(), refusedCapture(), checkingView(99), repeatView(), byEyeView(true), recordsView(40)} {
		for _, service := range longServices() {
			add(string(v.Screen)+" "+service.Code, long(v, service), shoot(t))
			add(string(v.Screen)+" demo "+service.Code, long(demo(v), service), shoot(t))
		}
	}
	for _, problem := range []string{"none", "busy", "denied", "lost", "silent", "dark", "covered", "frozen", "format", "usb_full", "replug", "libcamera", "chosen"} {
		v := brokenCapture()
		v.Capture.Problem, v.Capture.Next = session.TextKey("camera."+problem), session.TextKey("camera."+problem+".next")
		add("camera "+problem, v, nil)
	}
	for _, reason := range []string{"unreadable", "locked", "no_secret", "no_service", "unconfirmed", "records", "other"} {
		v := view(session.NotSetUp)
		v.Setup = session.SetupView{What: session.TextKey("setup." + reason + ".what"), Next: session.TextKey("setup." + reason + ".next"), Detail: longText()}
		add("setup "+reason, v, nil)
	}
	for _, why := range []session.TextKey{"notice.missing.down", "notice.missing.limit"} {
		v := guardianNotice()
		v.Notice.Missing = []session.TextKey{why}
		add(string(why), long(v, longServices()[0]), nil)
	}
	open := recordsView(3)
	open.Records.Rows[1] = session.Record{At: morning, Name: "欧***", Number: "**************002X", Service: services()[0].Name, Kind: identity.UnknownOutcome,
		Unsettled: true, Chosen: true, Earlier: true, Order: "20250615104233-7f3a9c1e-20250615104233"}
	add("camera page", mountedView("camera.libcamera"), nil)
	add("camera page live", mountedView(""), nil)
	add("records unsettled", open, nil)
	add("evidence", open, func(s *Screens) { s.AskEvidence(func(string, bool) {}) })
	return append(out, longVerdicts()...)
}

// longVerdicts returns all outcomes of a check with everything that can be
// shown beside them.
func longVerdicts() (out []scene) {
	families := map[string]session.Family{"match": session.FamilyPass, "identity_match": session.FamilyDetails, "face_mismatch": session.FamilyNotMatch, "identity_mismatch": session.FamilyNotMatch}
	for _, what := range []string{"match", "identity_match", "face_mismatch", "identity_mismatch", "no_reference", "inconclusive", "retake", "bad_input",
		"configuration", "quota", "clock", "busy", "not_sent", "unknown_outcome", "guarded", "records"} {
		family, known := families[what]
		if !known {
			family = session.FamilyUnchecked
		}
		for _, v := range []session.View{verdictView(family, what), demoVerdict(family, what)} {
			v.Verdict.Name = "阿******"
			out = append(out, scene{"verdict " + what, v, nil})
			v.Verdict.Details, v.Verdict.Code, v.Verdict.Order, v.Verdict.Service = true, "InternalError.ServiceUnavailable", "20250615104233-7f3a9c1e-20250615104233", longServices()[0].Name
			v.Verdict.Detail, v.Verdict.Warnings = longText(), []identity.Text{longText().Text()}
			v.Verdict.Extra = append(v.Verdict.Extra, "verdict.no_reference.coverage")
			v.ITPhone, v.IdleIn = "0571-8888 8888 转 8008", 9
			out = append(out, scene{"long verdict " + what, v, nil})
		}
	}
	return out
}

// longText is as long as the longest sentences of errors.
func longText() identity.Sentences {
	return identity.Say("照片已发出，但在 30 秒内没有收到结果，可能已计费。", "The photo was sent, but no answer came within 30 seconds; it may have been charged.").
		Do("请先人工核对证件，并在记录中核对这一次的结果，不要马上再发。", "Check the document by hand first and compare the records; do not send it again at once.")
}

func longServices() []session.ServiceChoice {
	return []session.ServiceChoice{
		{Code: "slsj", Name: identity.Text{ZH: "随联数聚 涉外身份证人像比对", EN: "Suilian travel-document face check"}, Face: true, Current: true, State: "service.no_secret"},
		{Code: "wapi", Name: identity.Text{ZH: "挖数据 身份证二要素（无人像）", EN: "Wapi name and number check (no face)"}, Current: true, State: "service.ready", Ready: true},
	}
}

// long gives a view the longest texts.
func long(v session.View, service session.ServiceChoice) session.View {
	if v.Screen != session.Records && v.Screen != session.ByEye && v.Claim.Name != "" {
		v.Claim.Name, v.Claim.Number = "MARIA DEL CARMEN FERNANDEZ DE LA VEGA SANTOS", "DEU110181112603"
		v.Claim.Type, v.Claim.TypeText, v.Claim.AsksNation, v.Claim.Nation = identity.OrdinaryPassport, "desk.type.chosen", true, "DEU"
	}
	v.Claim.Services = append([]session.ServiceChoice{service}, services()[1:]...)
	for i := range v.Claim.Services[1:] {
		v.Claim.Services[i+1].Current = false
	}
	for i := range v.Claim.Persons {
		v.Claim.Persons[i].Note = identity.Text{ZH: "照片模糊，需要重拍（对方不计费）", EN: "blurred photo, to be taken again (not charged)"}
		v.Claim.Persons[i].Claim.Name, v.Claim.Persons[i].Claim.Number = v.Claim.Name, strings.ReplaceAll(v.Claim.Number, " ", "")
	}
	v.Status = session.StatusView{
		Network: session.NetworkDown, NetworkText: "network.down", Camera: session.CameraSilent, CameraText: "camera.silent",
		ServiceText: "service.no_secret", Unrecorded: true, Desk: "International arrivals 12", Clerk: "Early shift, Fernandez", Served: 1042, Late: 3,
	}
	v.ITPhone, v.IdleIn = "0571-8888 8888 转 8008", 10
	v.Notice.Company, v.Notice.Recipient = "杭州滨江国际会议中心大酒店有限公司", identity.Text{ZH: "天眼数聚（腾讯云市场）", EN: "Tianyan Shuju (Tencent Cloud market)"}
	rows := slices.Clone(v.Records.Rows)
	for i := range rows {
		rows[i].Name, rows[i].Service = identity.MaskName("阿卜杜热合曼·阿卜杜热西提"), service.Name
	}
	v.Records.Rows = rows
	return v
}
