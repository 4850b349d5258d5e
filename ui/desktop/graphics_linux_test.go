package desktop

import (
	"os"
	"strings"
	"testing"
)

// The libraries of the renderer are there before a window asks for them.
func TestLoadGraphics(t *testing.T) {
	loadGraphics()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(maps), "libGLX_mesa.so") {
		t.Error("Mesa is not loaded (Debian package libgl1)")
	}
	if !strings.Contains(string(maps), "_dri.so") && !strings.Contains(string(maps), "libgallium") { // as new versions name it
		t.Error("Mesa's driver is not loaded")
	}
}
