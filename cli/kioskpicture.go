package cli

import (
	"bufio"
	"fmt"
	"image"
	"image/draw"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"facedesk/assets"
)

// helpPicture draws whom to call when the window does not start, black on white. It
// needs no display and no OpenGL, and is drawn while all is well.
func helpPicture(phone string, w, h int) (*image.Gray, error) {
	parsed, err := opentype.Parse(assets.BoldFont())
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	img := image.NewGray(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	zh, en := "请联系 IT", "Please call IT"
	if phone != "" {
		zh, en = "请致电 IT："+phone, "Please call IT: "+phone
	}
	lines := []string{"Facedesk 无法启动，请人工核对证件。", zh, "", "Facedesk does not start. Check documents by hand.", en}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(w) / 32, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	defer func() { _ = face.Close() }()
	high := w / 20
	for i, line := range lines {
		d := font.Drawer{Dst: img, Src: image.Black, Face: face}
		d.Dot = fixed.P((w-d.MeasureString(line).Round())/2, h/2+(i-2)*high)
		d.DrawString(line)
	}
	return img, nil
}

// writeXBM writes a picture as an X bitmap, which xsetroot shows.
func writeXBM(out io.Writer, img *image.Gray) error {
	b := bufio.NewWriter(out)
	fmt.Fprintf(b, "#define help_width %d\n#define help_height %d\nstatic unsigned char help_bits[] = {\n", img.Rect.Dx(), img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := 0; x < img.Rect.Dx(); x += 8 {
			var bits byte
			for i := range min(8, img.Rect.Dx()-x) {
				if img.GrayAt(x+i, y).Y < 128 {
					bits |= 1 << i
				}
			}
			fmt.Fprintf(b, "0x%02x,", bits)
		}
		fmt.Fprintln(b)
	}
	fmt.Fprintln(b, "};")
	return b.Flush()
}
