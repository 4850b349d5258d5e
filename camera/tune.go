package camera

// Mains is the frequency of the electric light, in the driver's numbers. Cameras
// avoid flicker by it.
type Mains int32

// The frequencies.
const (
	Mains50   Mains = 1 // mainland China, Europe
	Mains60   Mains = 2 // Taiwan, North America
	MainsAuto Mains = 3
)

// Controls of a camera, from linux/v4l2-controls.h.
const (
	ctrlBrightness       = 0x00980900
	ctrlContrast         = 0x00980901
	ctrlSaturation       = 0x00980902
	ctrlHue              = 0x00980903
	ctrlAutoWhite        = 0x0098090c
	ctrlGamma            = 0x00980910
	ctrlAutoGain         = 0x00980912
	ctrlGain             = 0x00980913
	ctrlPowerLine        = 0x00980918
	ctrlWhite            = 0x0098091a
	ctrlSharpness        = 0x0098091b
	ctrlBacklight        = 0x0098091c
	ctrlExposureAuto     = 0x009a0901
	ctrlExposurePriority = 0x009a0903
	ctrlPan              = 0x009a0908
	ctrlTilt             = 0x009a0909
	ctrlFocusAuto        = 0x009a090c
	ctrlZoom             = 0x009a090d
)

// Values of controls.
const (
	exposureAuto     = 0 // of webcams that are not UVC, and of some that are
	exposureAperture = 3 // automatic exposure of UVC cameras
	fallInTheDark    = 1 // the frame rate may fall in the dark: a portrait needs light
)

// defaults are the controls that another program may have left odd. They go
// back to their defaults on opening.
var defaults = []uint32{
	ctrlBrightness, ctrlContrast, ctrlSaturation, ctrlHue, ctrlGamma, ctrlGain, ctrlWhite, ctrlSharpness, ctrlBacklight,
	ctrlPan, ctrlTilt, ctrlZoom,
}

// automatic are the controls that must be on.
var automatic = []uint32{ctrlAutoWhite, ctrlAutoGain, ctrlFocusAuto}

// controls are the controls of an open camera.
type controls interface {
	// initial returns the default of a control, false if it cannot be set.
	initial(id uint32) (int32, bool)
	set(id uint32, value int32) error
}

// tuneControls sets the controls that help at a counter. It ignores those that
// the camera lacks. What the automatics govern comes before them, because it is
// locked while they are on.
func tuneControls(c controls, mains Mains) {
	for _, id := range defaults {
		if value, ok := c.initial(id); ok {
			_ = c.set(id, value)
		}
	}
	for _, id := range automatic {
		_ = c.set(id, 1)
	}
	if c.set(ctrlExposureAuto, exposureAperture) != nil {
		_ = c.set(ctrlExposureAuto, exposureAuto)
	}
	_ = c.set(ctrlExposurePriority, fallInTheDark)
	if mains == 0 {
		mains = Mains50
	}
	_ = c.set(ctrlPowerLine, int32(mains))
}
