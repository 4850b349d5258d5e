package desk

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"facedesk/config"
	"facedesk/ui/session"
)

// Display returns how the window looks by the settings. Keys on the screen that come
// by themselves need a touch screen: the toolkit does not tell a finger from a mouse.
func Display(s *config.Settings, touchScreen bool) session.Display {
	scale, _ := strconv.Atoi(s.String(config.KeyScale)) // 0 for config.Auto
	d := session.Display{Theme: session.Theme(s.String(config.KeyTheme)), Scale: scale, Touch: session.TouchOff}
	switch touch := s.String(config.KeyTouch); {
	case touch == config.On:
		d.Touch = session.TouchOn
	case touch == config.Auto && touchScreen:
		d.Touch = session.TouchTaps
	}
	return d
}

// inputs are where the kernel describes the input devices.
const inputs = "/sys/class/input"

func touchScreen() bool { return touchScreenIn(inputs) }

// touchScreenIn reports whether an input device is touched on the picture itself
// (INPUT_PROP_DIRECT, which pads beside a keyboard lack) and reports places on it.
func touchScreenIn(folder string) bool {
	found, _ := filepath.Glob(filepath.Join(folder, "event*", "device", "properties"))
	for _, file := range found {
		axes := filepath.Join(filepath.Dir(file), "capabilities", "abs")
		if bit(file, propDirect) && (bit(axes, absMTX) || bit(axes, absX)) {
			return true
		}
	}
	return false
}

// Numbers of the kernel, from its input-event-codes.h.
const (
	propDirect = 0x01
	absX       = 0x00
	absMTX     = 0x35
)

// bit reports whether a bit is set in a file of hexadecimal words, the lowest last.
func bit(file string, n int) bool {
	text, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	const word = 64 // facedesk runs on 64-bit kernels
	words := strings.Fields(string(text))
	at := len(words) - 1 - n/word
	if at < 0 {
		return false
	}
	value, err := strconv.ParseUint(words[at], 16, word)
	return err == nil && value&(1<<(n%word)) != 0
}
