package config

import "testing"

// The settings about cameras name them by identifier, or all by *.
func TestCameraSettings(t *testing.T) {
	for value, good := range map[string]bool{"usb:1:2@a-3#02.0=90": true, "*=270": true, "usb=0": true, "90": false, "=90": false, "a=45": false, "a=": false, "": false} {
		if complaint := checkTurn(value); (complaint == nil) != good {
			t.Errorf("%q: %v", value, complaint)
		}
	}
}
