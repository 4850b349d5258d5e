package assets_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
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
		"ShortRange": assets.ShortRange, "FullRange": assets.FullRange, "DemoPortrait": assets.DemoPortrait,
	} {
		first := get()
		first[0] ^= 0xff
		if bytes.Equal(first, get()) {
			t.Errorf("%s: two calls share their bytes", name)
		}
	}
}

// The models are those that the notices name, byte for byte.
func TestModelsAreTheNamedOnes(t *testing.T) {
	for name, data := range map[string][]byte{"short": assets.ShortRange(), "full": assets.FullRange()} {
		sum := sha256.Sum256(data)
		row := fmt.Sprintf("face_detection_%s_range.tflite` | %d,%03d,%03d | `%x`", name, len(data)/1_000_000, len(data)/1000%1000, len(data)%1000, sum)
		if row = strings.Replace(row, "| 0,", "| ", 1); !strings.Contains(assets.Licenses(), row) {
			t.Errorf("LICENSES.md does not say %q", row)
		}
	}
}

func TestModelLicense(t *testing.T) {
	for _, part := range []string{"Apache License", "Version 2.0", "END OF TERMS AND CONDITIONS"} {
		if !strings.Contains(assets.ModelLicense(), part) {
			t.Errorf("%q is missing", part)
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
