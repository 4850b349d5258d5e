package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// NewMessage returns the content of a window that says why the desk does not
// open. It uses both languages, because the settings may be unreadable. Its
// button calls closed.
func NewMessage(t identity.Text, closed func()) fyne.CanvasObject {
	sign := newIcon(assets.IconAttention, palette.FaultInk, palette.Surface)
	zh, en := widgets.NewProse(textLarge, palette.Ink), widgets.NewProse(textBody, palette.Muted)
	zh.SetText(t.ZH)
	en.SetText(t.EN)
	ok := newButton(closed)
	ok.set(string(session.KeyEnter), "关闭 Close", true, true)
	content := newSheet(func(p px, size fyne.Size) {
		x := p(margin + 48 + gutter)
		w := size.Width - x - p(margin)
		widgets.Place(sign, p(margin), p(margin), p(48), p(48))
		high := zh.Height(w)
		widgets.Place(zh, x, p(margin), w, high)
		widgets.Place(en, x, p(margin+gutter)+high, w, en.Height(w))
		widgets.Place(ok, size.Width-p(margin+240), size.Height-p(margin+buttonHeight), p(240), p(buttonHeight))
	}, sign, zh, en, ok)
	widgets.Rescale(content, 1)
	return content
}
