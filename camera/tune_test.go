package camera

import (
	"errors"
	"testing"
	"time"
)

// fakeControls are the controls of a camera: by identifier, the values allowed.
type fakeControls struct {
	initials map[uint32]int32
	menu     map[uint32][]int32 // values that the camera has; others are refused
	values   map[uint32]int32
}

func (c fakeControls) initial(id uint32) (int32, bool) {
	v, ok := c.initials[id]
	return v, ok
}

func (c fakeControls) set(id uint32, v int32) error {
	if values, ok := c.menu[id]; ok {
		for _, have := range values {
			if have == v {
				c.values[id] = v
				return nil
			}
		}
		return errors.New("numerical result out of range")
	}
	if _, ok := c.values[id]; !ok {
		return errors.New("invalid argument")
	}
	c.values[id] = v
	return nil
}

// What another program left odd goes back to its default on opening.
func TestControlsGoBackToTheirDefaults(t *testing.T) {
	c := fakeControls{initials: map[uint32]int32{}, values: map[uint32]int32{}, menu: map[uint32][]int32{ctrlExposureAuto: {1, 3}}}
	for i, id := range defaults {
		c.initials[id], c.values[id] = int32(10+i), 999
	}
	for _, id := range append([]uint32{ctrlExposurePriority, ctrlPowerLine}, automatic...) {
		c.values[id] = 0
	}
	tuneControls(c, 0)
	for i, id := range defaults {
		if c.values[id] != int32(10+i) {
			t.Errorf("control %#x is %d", id, c.values[id])
		}
	}
	for id, want := range map[uint32]int32{ctrlAutoWhite: 1, ctrlAutoGain: 1, ctrlFocusAuto: 1, ctrlExposurePriority: 1, ctrlPowerLine: 1, ctrlExposureAuto: 3} {
		if c.values[id] != want {
			t.Errorf("control %#x is %d, want %d", id, c.values[id], want)
		}
	}
}

// Some cameras have automatic and manual exposure as 0 and 1 only, and cameras
// lack controls.
func TestExposureMenuOfTwo(t *testing.T) {
	c := fakeControls{values: map[uint32]int32{}, menu: map[uint32][]int32{ctrlExposureAuto: {0, 1}}}
	c.values[ctrlExposureAuto] = 1
	tuneControls(c, MainsAuto)
	if c.values[ctrlExposureAuto] != 0 || len(c.values) != 1 {
		t.Errorf("%v", c.values)
	}
}

// The settings reach the camera: the mains on opening, how it hangs at once.
func TestSettingsOfACamera(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		if f := r.frame(); !f.View.Plain() {
			t.Errorf("%+v", f.View)
		}
		w.Configure(Settings{Mains: Mains60, View: func(d Device) View {
			if d.ID == "a" {
				return View{Turn: 270, Mirror: true}
			}
			return View{}
		}})
		after(time.Second)
		if f := r.frame(); f.View != (View{Turn: 270, Mirror: true}) {
			t.Errorf("%+v", f.View)
		}
		s.set(true, func() { cam.readErr = errors.New("input/output error") })
		after(2 * time.Second)
		s.set(true, func() {
			if cam.mains != Mains60 {
				t.Errorf("mains %d", cam.mains)
			}
		})
	})
}
