package screens

import (
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// Where keys have no room, grey ones go before those that work, and what leads away
// from the screen stays. In an upright window nothing that works is left out.
func TestKeysThatWorkAreShown(t *testing.T) {
	w := open(t)
	for _, size := range append(fastSizes, fyne.NewSize(640, 480)) {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		for _, lang := range clerkLanguages() {
			for _, v := range []session.View{emptyDesk(), demo(deskView()), noticeView(), captureView("hint.good"), confirmView(t)} {
				v.Language = lang
				w.Show(v)
				missing, grey := "", false
				for _, h := range w.chrome.foot.left {
					switch {
					case !h.Enabled():
						grey = grey || h.Visible()
					case !h.Visible():
						missing += string(h.action) + " "
						if h.away {
							t.Errorf("%s %s %v: no %s", v.Screen, lang, size, string(h.action))
						}
					}
				}
				if missing != "" && (grey || size.Height > size.Width) {
					t.Errorf("%s %s %v: %sis left out, a grey key is shown: %t", v.Screen, lang, size, missing, grey)
				}
			}
		}
	}
}
