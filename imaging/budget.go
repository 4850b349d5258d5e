package imaging

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
)

const (
	// MaxFileBytes is the largest file that Decode reads.
	MaxFileBytes = 100 << 20
	// MaxPixels is the largest picture that Decode reads, width × height. Only a
	// JPEG that comes in one pass may have that many: what it takes to read the
	// others is bounded by maxMemory.
	MaxPixels = 200_000_000

	// maxMemory is what a file and its reading may take, in bytes.
	maxMemory = 300 << 20
	// maxResult is what the pixels may take as Go's decoders give them: reading
	// that many takes two seconds.
	maxResult = 112 << 20
	// workPixels is the largest picture that is worked on. Larger ones are shrunk
	// by a whole number, which leaves far more than a portrait needs.
	workPixels = 25_000_000
	// returned is the size from which dead memory is given back at once, because
	// the next large piece would come on top of it.
	returned = 64 << 20

	// A photo spends at least a bit on some tens of pixels. Above the free
	// size, a file that claims more pixels per byte than any photo has is a
	// decompression bomb.
	bombFreePixels    = 4_000_000
	bombPixelsPerByte = 400
)

// check refuses what would take too much memory or time, before any of it is
// taken.
func (f format) check(data []byte) (err error) {
	defer recovered(&err)
	cfg, err := f.config(bytes.NewReader(data))
	if err != nil {
		return unreadable(err)
	}
	if err := checkSize(cfg.Width, cfg.Height, len(data)); err != nil {
		return err
	}
	pixels, times := cfg.Width*cfg.Height, 1.0
	if f.memory != nil {
		times = f.memory(data)
	}
	free := maxMemory - len(data) - 4*min(pixels, workPixels)
	if result := float64(pixels) * pixelBytes(cfg.ColorModel); result*times > float64(free) || result > maxResult {
		return badPhoto(nil, fmt.Sprintf("照片有 %d 万像素，这种格式的文件读取时占用内存或时间过多。", pixels/10_000),
			fmt.Sprintf("The photo has %d megapixels, which take too much memory or time in a file of this kind.", pixels/1_000_000))
	}
	return nil
}

// checkSize refuses pictures that are too large, or too large for their bytes.
func checkSize(w, h, bytes int) error {
	switch {
	case w <= 0 || h <= 0:
		return unreadable(fmt.Errorf("size %d×%d", w, h))
	case w > MaxPixels || h > MaxPixels || w*h > MaxPixels:
		return badPhoto(nil, "照片尺寸过大（超过 2 亿像素）。", "The photo has too many pixels (more than 200 million).")
	case w*h > bombFreePixels && w*h > bombPixelsPerByte*bytes:
		return unreadable(errors.New("more pixels than its bytes can describe"))
	}
	return nil
}

// pixelBytes is what a decoded pixel takes.
func pixelBytes(m color.Model) float64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.Gray16Model:
		return 2
	case color.GrayModel:
		return 1
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// shrinkFor is how many times smaller a picture is made to be worked on; the
// next is step more, or twice as much where step is 0.
func shrinkFor(w, h, step int) int {
	n := 1
	for (w/n)*(h/n) > workPixels {
		if step == 0 {
			n *= 2
		} else {
			n += step
		}
	}
	return n
}
