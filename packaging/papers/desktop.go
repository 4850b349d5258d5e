package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/image/draw"
)

// sizes are those of the hicolor theme, in pixels.
var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// icons writes the icon of FyneApp.toml in every size.
func icons(dir string) error {
	app, err := description()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(app.Details.Icon)
	if err != nil {
		return err
	}
	whole, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, size := range sizes {
		small := image.NewRGBA(image.Rect(0, 0, size, size))
		draw.CatmullRom.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Src, nil)
		var out bytes.Buffer
		if err := png.Encode(&out, small); err != nil {
			return err
		}
		files[fmt.Sprintf("share/icons/hicolor/%dx%d/apps/facedesk.png", size, size)] = out.Bytes()
	}
	return write(dir, files)
}

// app is what FyneApp.toml says of the program.
type app struct {
	Details     struct{ Icon, Name string }
	LinuxAndBSD struct {
		GenericName, Comment string
		Categories, Keywords []string
	}
}

func description() (app, error) {
	data, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		return app{}, err
	}
	var got app
	err = toml.Unmarshal(data, &got)
	return got, err
}

// desktopEntry writes the entry of the menu.
func desktopEntry(dir string) error {
	app, err := description()
	if err != nil {
		return err
	}
	entry := fmt.Sprintf(`[Desktop Entry]
Type=Application
Name=%s
GenericName=%s
GenericName[zh_CN]=人证核验
Comment=%s
Comment[zh_CN]=在柜台核对人与证件
Exec=facedesk
Icon=facedesk
Terminal=false
StartupNotify=false
Categories=%s;
Keywords=%s;
`, app.Details.Name, app.LinuxAndBSD.GenericName, app.LinuxAndBSD.Comment,
		strings.Join(app.LinuxAndBSD.Categories, ";"), strings.Join(app.LinuxAndBSD.Keywords, ";"))
	return write(dir, map[string][]byte{"share/applications/facedesk.desktop": []byte(entry)})
}
