package screens

import (
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// beside is the desk with a second monitor for guests, in every language.
func beside(change func(*session.Config)) story {
	return opened(func(c *session.Config) {
		for _, l := range identity.GuestLanguages() {
			c.Guests = append(c.Guests, session.NoticeLanguage{Code: l.Code, Name: l.Name, Reason: c.Reason, Contact: "8001"})
		}
		if change != nil {
			change(c)
		}
	}).then(session.GuestScreenReported{State: session.ScreenOn})
}

// guestTale is a picture of the guest's own screen.
type guestTale struct {
	name  string
	on    session.GuestStage
	story story
}

func guestTales(t testing.TB) []guestTale {
	empty := beside(nil)
	notice := empty.claims(guest, number).press(session.ActNext)
	yes := func(s story) story {
		return s.then(session.GuestPressed{Action: session.ActAgree, Shown: s.view().GuestScreen.Shown})
	}
	agreed := yes(notice.wait(time.Second))
	asked := agreed.photographed(t).press(session.ActSend).wait(2 * time.Second)
	return []guestTale{
		{"guest-welcome", session.GuestWelcome, empty},
		{"guest-notice", session.GuestNotice, notice},
		{"guest-camera", session.GuestCamera, agreed.see(time.Second, session.HintTooSmall)},
		{"guest-taken", session.GuestTaken, agreed.photographed(t)},
		{"guest-checking", session.GuestChecking, asked},
		{"guest-pass", session.GuestPass, asked.finds(identity.Match)},
		{"guest-staff", session.GuestStaff, asked.finds(identity.FaceMismatch)},
	}
}

// guestView returns what a story shows to a guest who reads a language.
func (g guestTale) view(code string) session.GuestScreen {
	return g.story.then(session.LanguagePicked{Code: code}).view().GuestScreen
}

// newGuest is the content of a guest's window of a size.
func newGuest(t testing.TB, size fyne.Size) (*Customer, fyne.Window) {
	t.Helper()
	c := NewCustomer(func(session.Msg) {}, func() {})
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(c.Content())
	w.Resize(size)
	return c, w
}

func paintGuest(t testing.TB, g session.GuestScreen, size fyne.Size) image.Image {
	t.Helper()
	c, w := newGuest(t, size)
	c.Show(g)
	if g.Stage == session.GuestCamera {
		c.preview.SetFrame(frame(t))
	}
	return w.Canvas().Capture()
}

// The guest's stories come to where they say, and nothing on his screen is cut off,
// covered or too small, in any language.
func TestGuestRoom(t *testing.T) {
	tales := guestTales(t)
	for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1920, 1080)) {
		test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Fit(size)))
		c, _ := newGuest(t, size)
		for _, tale := range tales {
			for _, l := range identity.GuestLanguages() {
				v := tale.view(l.Code)
				if c.Show(v); v.Stage != tale.on || v.Language.Code != l.Code {
					t.Errorf("%s is on %s in %s", tale.name, v.Stage, v.Language.Code)
				}
				m := &survey{window: size}
				m.walk(c.root, fyne.NewPos(0, 0), nil, holders{})
				m.compare()
				for _, fault := range m.faults {
					t.Errorf("%s %s %v: %s", tale.name, l.Code, size, fault)
				}
			}
		}
	}
}

// The picture shows the whole oval, however wide the second monitor is.
func TestGuestSeesTheOval(t *testing.T) {
	for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1920, 1080), fyne.NewSize(2560, 1080)) {
		test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Fit(size)))
		c, _ := newGuest(t, size)
		c.Show(guestTales(t)[2].view("zh"))
		for _, frame := range []image.Point{{X: 1280, Y: 720}, {X: 640, Y: 480}} {
			at, oval := widgets.Oval(c.preview.Size(), frame)
			if p := c.preview.Size(); at.X < 0 || at.Y < 0 || at.X+oval.Width > p.Width || at.Y+oval.Height > p.Height {
				t.Errorf("%v %v: the oval at %v of %v leaves the picture of %v", size, frame, at, oval, p)
			}
		}
	}
}

// A look that the settings bring reaches a window that is there already.
func TestGuestFollowsTheLook(t *testing.T) {
	plainLook(t)
	w := open(t)
	c, _ := newGuest(t, fyne.NewSize(1366, 768))
	tale := guestTales(t)[1]
	c.Show(tale.view("ja"))
	before := c.body
	v := deskView()
	v.Display.Theme = session.ThemeDark
	w.Show(v)
	c.Show(tale.view("ja"))
	if c.body == before || c.live.Load() != c.preview {
		t.Error("the guest's window keeps the old colours")
	}
}
