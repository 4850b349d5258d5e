package desktop

import (
	"errors"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui"
	"facedesk/ui/theme"
)

// windowSize is that of the base window, or of the screen where that is smaller.
func windowSize() fyne.Size {
	size := fyne.NewSize(theme.BaseWidth, theme.BaseHeight)
	if m := glfw.GetPrimaryMonitor(); m != nil {
		if v := m.GetVideoMode(); v != nil {
			size = size.Min(fyne.NewSize(float32(v.Width), float32(v.Height)))
		}
	}
	return size
}

// flatFramebuffer asks for a window without depth and stencil buffers, which
// nothing here draws into. Where there is no graphics card, Fyne's clearing of
// the depth for every picture would be half the price of an empty one. It is to
// be called when Fyne has started GLFW and not made its window yet; a driver
// that has no such buffers gives others. Where Fyne could not start GLFW, which it
// only logs, the error is ui.ErrNoDisplay.
func flatFramebuffer() error {
	if err := glfw.Init(); err != nil { // done already, unless it failed
		return errors.Join(ui.ErrNoDisplay, err)
	}
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
	return nil
}
