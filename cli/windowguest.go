package cli

import "facedesk/config"

// customerDisplay is the monitor for the guest. The flag or the setting decides.
func (c *counter) customerDisplay() string {
	in, err := c.load()
	if c.o.display != "" || err != nil {
		return c.o.display
	}
	return in.Settings.String(config.KeyCustomer)
}
