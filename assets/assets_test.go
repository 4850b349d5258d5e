package assets_test

import (
	"bytes"
	"image/jpeg"
	"io/fs"
	"os"
	"strings"
	"testing"

	"facedesk/assets"
)

// The promise of DemoPortrait: one frame of a desk camera, small enough to ship.
func TestDemoPortrait(t *testing.T) {
	data := assets.DemoPortrait()
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Width != 1280 || cfg.Height != 720 || len(data) > 150_000 {
		t.Errorf("got %d×%d in %d bytes, want 1280×720 in at most 150,000", cfg.Width, cfg.Height, len(data))
	}
}

// A caller that writes into its copy must not change the next one's.
func TestCopies(t *testing.T) {
	for name, get := range map[string]func() []byte{
		"FaceFinder": assets.FaceFinder, "PupilLocator": assets.PupilLocator, "DemoPortrait": assets.DemoPortrait,
	} {
		first := get()
		first[0] ^= 0xff
		if bytes.Equal(first, get()) {
			t.Errorf("%s: two calls share their bytes", name)
		}
	}
}

// Every file of others is named in the notices.
func TestLicensesComplete(t *testing.T) {
	notices := assets.Licenses()
	check := func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".go") || path == "LICENSES.md" {
			return err
		}
		if !strings.Contains(notices, path) {
			t.Errorf("%s has no notice in LICENSES.md", path)
		}
		return nil
	}
	if err := fs.WalkDir(os.DirFS("."), ".", check); err != nil {
		t.Fatal(err)
	}
}
