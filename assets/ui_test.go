package assets_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"

	"facedesk/assets"

	"golang.org/x/image/font/sfnt"
)

// The regular font has the characters of names: samples of all of GB 2312 and
// GBK, rare characters, and Latin.
func TestFonts(t *testing.T) {
	const latin = " !\"#$%&'()*+,-./0123456789:;<=>?@AZ[\\]^_`az{|}~éüß"
	for _, c := range []struct {
		name   string
		data   []byte
		sample string
		limit  int
	}{
		{"regular", assets.RegularFont(), latin + "啊座亍齄丂龥䶮㛃𬀩𠮷·〇，。“”", 6 << 20},
		{"print", assets.PrintFont(), latin + "啊座亍齄䶮仝钤·〇，。“”※", 3 << 20},
		{"bold", assets.BoldFont(), latin + "啊座核验通过·，。“”核驗通過紀錄", 1_200_000},
	} {
		font, err := sfnt.Parse(c.data)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.data) > c.limit {
			t.Errorf("%s: %d bytes", c.name, len(c.data))
		}
		var buf sfnt.Buffer
		for _, r := range c.sample {
			if g, err := font.GlyphIndex(&buf, r); g == 0 || err != nil {
				t.Errorf("%s has no %c (%U): %v", c.name, r, r, err)
			}
		}
	}
}

// The licence must be shipped with its copyright line.
func TestFontLicense(t *testing.T) {
	for _, part := range []string{"Copyright 2014-2021 Adobe", "SIL OPEN FONT LICENSE Version 1.1", "THE FONT SOFTWARE IS PROVIDED"} {
		if !strings.Contains(assets.FontLicense(), part) {
			t.Errorf("the licence lacks %q", part)
		}
	}
}

func TestAppIcon(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(assets.AppIcon()))
	if err != nil || picture.Bounds().Dx() != 512 || picture.Bounds().Dy() != 512 {
		t.Fatal(picture.Bounds(), err)
	}
	if _, _, _, a := picture.At(1, 1).RGBA(); a != 0 {
		t.Error("the corner is not transparent")
	}
}

// Every icon exists, has two replaceable colours and differs from the others.
// Drawings have no lines, because some renderers do not scale their width.
func TestIcons(t *testing.T) {
	seen := map[string]assets.Icon{}
	for _, icon := range assets.Icons() {
		svg := string(icon.SVG())
		if other, twice := seen[svg]; svg == "" || twice {
			t.Errorf("%s: like %s", icon, other)
		}
		seen[svg] = icon
		rest := strings.NewReplacer(`fill="#000000"`, "", `fill="#FFFFFF"`, "").Replace(svg)
		if strings.Contains(rest, "#") || strings.Contains(svg, "stroke") || !strings.Contains(svg, "#000000") {
			t.Errorf("%s: %s", icon, svg)
		}
	}
	if assets.Icon("../ui").SVG() != nil {
		t.Error("a drawing out of nothing")
	}
}

func TestTranslations(t *testing.T) {
	for _, language := range []string{"zh", "zh-Hant", "en"} {
		var texts map[string]string
		if err := json.Unmarshal(assets.Translation(language), &texts); err != nil || len(texts) == 0 {
			t.Errorf("%s: %d texts, %v", language, len(texts), err)
		}
	}
	if assets.Translation("fr") != nil {
		t.Error("a translation out of nothing")
	}
}
