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

// DemoPortrait is one frame of a desk camera and small enough for the program.
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

// Changing one copy does not change the next.
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

// The models are byte for byte those that the notices name.
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

// The notices name every file of others.
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
