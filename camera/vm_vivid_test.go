//go:build vm

package camera_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/camera"
)

// vivid loads the kernel's test driver with one camera until the test ends.
func vivid(t *testing.T, options ...string) {
	t.Helper()
	bare(t)
	paths, err := filepath.Glob("/modules/*-vivid.ko")
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	if out, err := exec.Command("insmod", append([]string{paths[0], "n_devs=1", "node_types=0x1", "num_inputs=1", "input_types=0"}, options...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Cleanup(func() {
		until(t, "vivid is unloaded", func() bool { return exec.Command("rmmod", "vivid").Run() == nil })
	})
}

// A driver that gives its pictures in several planes is listed by its name, with
// the reason why it cannot be used, and not as a camera that is missing.
func TestRealPlanar(t *testing.T) {
	vivid(t, "multiplanar=2")
	all, err := camera.List()
	if err != nil || len(all) != 1 || camera.ReasonOf(all[0].Err) != camera.NoFormat || !strings.Contains(strings.ToLower(all[0].Name), "vivid") {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, id := range []string{"", all[0].ID} {
		r, _ := start(t, id)
		if s := r.await(camera.Failed); camera.ReasonOf(s.Err) != camera.NoFormat || s.Camera.Name != all[0].Name {
			t.Errorf("%q: %+v", id, s)
		}
	}
}

// The same driver with its pictures in one plane works.
func TestRealTestDriver(t *testing.T) {
	vivid(t, "multiplanar=1")
	r, _ := start(t, "")
	if s := r.await(camera.Live); s.Camera.Kind != camera.Other || s.Camera.Driver != "vivid" {
		t.Errorf("%+v", s.Camera)
	}
	if f := r.frames(3); f.Width < 320 || f.Height < 180 {
		t.Errorf("%d×%d", f.Width, f.Height)
	}
}
