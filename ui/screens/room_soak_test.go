//go:build soak

package screens

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/cli/soaktest"
	"facedesk/identity"
	"facedesk/ui/session"
)

// TestSoakRoom measures every screen in every language and size.
func TestSoakRoom(t *testing.T) {
	all := longScenes(t)
	for _, size := range sizes() {
		for _, lang := range clerkLanguages() {
			walkRoom(t, lang, size, all)
			soaktest.Count(t, "layouts", len(all))
		}
	}
}

// sizes returns the sizes for which the desk is designed, and one smaller size.
func sizes() []fyne.Size {
	return append([]fyne.Size{
		{Width: 1024, Height: 768}, {Width: 1280, Height: 800}, {Width: 1366, Height: 768}, {Width: 1920, Height: 1080},
		{Width: 3840, Height: 2160}, {Width: 1080, Height: 1920}, {Width: 800, Height: 480}, {Width: 640, Height: 400},
	}, fastSizes...)
}

// TestSoakInks looks at the colours of every screen in every theme.
func TestSoakInks(t *testing.T) { walkInks(t, longScenes(t)) }

// TestSoakScales measures every screen at sizes that IT chooses, in every theme.
func TestSoakScales(t *testing.T) {
	plainLook(t)
	for i, percent := range []int{75, 100, 150, 200} {
		all := longScenes(t)
		for j := range all {
			all[j].view.Display = session.Display{Scale: percent, Theme: session.Themes()[i]}
		}
		for _, size := range append(slices.Clone(fastSizes), fyne.NewSize(1920, 1080), fyne.NewSize(3840, 2160)) {
			for _, lang := range []identity.Language{identity.Traditional, identity.English} {
				walkRoom(t, lang, size, all)
				soaktest.Count(t, "layouts", len(all))
			}
		}
	}
}
