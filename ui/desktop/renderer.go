package desktop

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
)

// softwareRenderers are the names of Mesa's drivers that draw on the processor,
// and of other systems' ones.
var softwareRenderers = []string{"llvmpipe", "softpipe", "swrast", "software", "swiftshader", "gdi generic", "basic render"}

// drawnInSoftware reports whether a renderer works without a graphics card.
func drawnInSoftware(renderer string) bool {
	renderer = strings.ToLower(renderer)
	return slices.ContainsFunc(softwareRenderers, func(name string) bool { return strings.Contains(renderer, name) })
}

// rendererOf returns the name of what draws a window, "" if it is not known. Call
// it on the main goroutine, after the window was shown.
func rendererOf(f fyne.Window) (name string) {
	if w, ok := f.(interface{ RunWithContext(func()) }); ok {
		w.RunWithContext(func() {
			if s := gl.GetString(gl.RENDERER); s != nil {
				name = gl.GoStr(s)
			}
		})
	}
	return name
}
