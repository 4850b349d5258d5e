package cli

import (
	"facedesk/config"
	"facedesk/desk"
)

// outside is that of a window: it works on with the last good settings.
func (c *counter) outside() desk.Outside {
	o := c.app.outside()
	o.Last = true
	return o
}

// kiosk reports whether the window fills the screen. The flag or the setting decides,
// and a broken settings file beside them. The window itself reports its faults.
func (c *counter) kiosk() (bool, error) {
	in, err := c.loadLast()
	switch {
	case err != nil:
		return c.o.kiosk || in != nil && config.KioskIfBroken(in.Sources), nil
	case len(in.Faults) > 0:
		return c.o.kiosk || in.Settings.Bool(config.KeyKiosk) || config.KioskIfBroken(in.Sources), nil
	}
	return config.Kiosk(in.Settings, c.o.kiosk)
}
