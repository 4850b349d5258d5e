package imaging

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"facedesk/camera/jpegmark"
	"facedesk/identity"
)

func stdCoder(img *image.RGBA) coder {
	return func(s step) ([]byte, error) {
		var b bytes.Buffer
		err := jpeg.Encode(&b, img, &jpeg.Options{Quality: s.quality()})
		return b.Bytes(), err
	}
}

// next is the first step of the next quality.
func next(quality int) step { return step(quality+1) * stepsPerQuality }

// A portrait has at most the limit, and the next quality step would exceed it.
func TestEncodeLimit(t *testing.T) {
	photo := demo(t)
	head := packed(photo, image.Rect(334, 1, 788, 584))
	pictures := map[string]image.Image{
		"head": head, "large head": scaled(head, 800), "noise": noise(240, 300), "wide": scaled(packed(photo, image.Rect(0, 300, 1280, 330)), 900),
		"flat": image.NewRGBA(image.Rect(0, 0, 300, 400)), "one pixel": room(1, 1), "odd": packed(head, image.Rect(3, 5, 156, 206)),
	}
	limits := []int{1024, 1025, 1500, 2048, 4096, 8 << 10, 16 << 10, 32 << 10, 38_400, 50_000, 51_200, 100 << 10, 2 << 20}
	rng := rand.New(rand.NewPCG(7, 8))
	for range 6 {
		limits = append(limits, 1024+int(math.Exp(rng.Float64()*math.Log(120_000))))
	}
	for name, img := range pictures {
		for _, limit := range limits {
			data, quality, size, err := Encode(img, limit, false)
			if err != nil {
				t.Fatalf("%s in %d bytes: %v", name, limit, err)
			}
			if len(data) > limit {
				t.Errorf("%s: %d bytes of %d", name, len(data), limit)
			}
			in := img.Bounds().Size()
			if size.X > in.X || size.Y > in.Y || quality <= 60 && size.X*size.Y > 13*limit {
				t.Errorf("%s in %d bytes: %v from %v", name, limit, size, in)
			}
			if quality < MinQuality || quality > MaxQuality {
				t.Errorf("%s in %d bytes: quality %d", name, limit, quality)
			}
			if quality < MaxQuality {
				if next := must(newCoder(scaleTo(img, size), false)(next(quality))); len(next) <= limit {
					t.Errorf("%s in %d bytes: quality %d fits too (%d bytes)", name, limit, quality+1, len(next))
				}
			}
			if cfg, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || cfg.Width != size.X || cfg.Height != size.Y {
				t.Errorf("%s in %d bytes: %v %dx%d, said %v", name, limit, err, cfg.Width, cfg.Height, size)
			}
		}
	}
}

// A large picture is scaled to about nine pixels per byte of the limit, more
// where it is rich in detail, and fewer where it is smooth.
func TestEncodePixels(t *testing.T) {
	head := scaled(packed(demo(t), image.Rect(334, 1, 788, 584)), 900)
	rough := image.NewRGBA(head.Rect)
	for i, v := range head.Pix {
		rough.Pix[i] = v/2 + uint8(i*i>>4&31) | uint8(i&3/3*255)
	}
	for _, c := range []struct {
		name        string
		img         *image.RGBA
		least, most float64
	}{{"smooth", scaled(scaled(head, 60), 900), 5.8, 6}, {"fine", rough, 12.7, 13}} {
		for _, limit := range []int{5 << 10, 10 << 10, 16 << 10} {
			_, quality, size, err := Encode(c.img, limit, false)
			if per := float64(size.X*size.Y) / float64(limit); err != nil || per < c.least || per > c.most {
				t.Errorf("%s in %d bytes: %v, %.2f pixels per byte, quality %d, %v", c.name, limit, size, per, quality, err)
			}
		}
	}
}

// A progressive JPEG is made where it was asked for, and keeps the same promise.
func TestEncodeProgressive(t *testing.T) {
	head := packed(demo(t), image.Rect(334, 1, 788, 584))
	for _, limit := range []int{2048, 20_000, 32_768, 51_200} {
		data, quality, size, err := Encode(head, limit, true)
		if err != nil || len(data) > limit || readJPEGHead(data).marker != jpegmark.SOF2 {
			t.Fatalf("%d bytes: %d, %v", limit, len(data), err)
		}
		if quality < MaxQuality && len(must(newCoder(scaleTo(head, size), true)(next(quality)))) <= limit {
			t.Errorf("%d bytes: quality %d fits too", limit, quality+1)
		}
	}
}

// The search works for other encoders too, even one that ignores quality or
// jumps.
func TestHighestQuality(t *testing.T) {
	img := packed(demo(t), image.Rect(334, 1, 788, 584))
	fake := func(size func(s int) int) coder {
		return func(s step) ([]byte, error) { return make([]byte, size(int(s))), nil }
	}
	coders := map[string]coder{
		"ours": newCoder(img, false), "Go": stdCoder(img),
		"steep":    fake(func(s int) int { return s * s * s / 64 }),
		"constant": fake(func(int) int { return 20_000 }),
		"jumpy":    fake(func(s int) int { return 250*s + s%7*2500 }),
	}
	for name, encode := range coders {
		for _, limit := range []int{1, 10_000, 20_000, 37_777, 60_000, 1 << 30} {
			calls := 0
			counted := func(s step) ([]byte, error) { calls++; return encode(s) }
			data, best, least, err := highestQuality(img.Rect.Dx()*img.Rect.Dy(), limit, counted)
			if err != nil {
				t.Fatal(err)
			}
			if data == nil {
				if size := len(must(encode(lowest))); size <= limit || size != least {
					t.Errorf("%s, %d bytes: nothing, though the lowest quality takes %d", name, limit, size)
				}
				continue
			}
			if len(data) > limit || len(data) != len(must(encode(best))) {
				t.Errorf("%s, %d bytes: %d bytes at step %d", name, limit, len(data), best)
			}
			if best < highest && len(must(encode(best+1))) <= limit {
				t.Errorf("%s, %d bytes: step %d is not the highest", name, limit, best)
			}
			if name == "ours" && calls > 6 {
				t.Errorf("%d bytes: took %d encodes", limit, calls)
			}
		}
	}
	broken := errors.New("broken")
	if _, _, _, err := highestQuality(100, 100, func(step) ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("a broken encoder: %v", err)
	}
}

func TestEncodeRefused(t *testing.T) {
	for _, limit := range []int{-1, 0, 1, MinLimit - 1} {
		data, _, _, err := Encode(room(64, 64), limit, false)
		checkBad(t, err, identity.Configuration)
		if data != nil {
			t.Errorf("limit %d: %d bytes beside an error", limit, len(data))
		}
	}
	_, _, _, err := Encode(image.NewRGBA(image.Rectangle{}), 5000, false)
	checkBad(t, err, identity.BadInput)
}

// The JPEG is baseline, 8 bits, three components of 4:2:0, without metadata
// segments but JFIF's own.
func TestEncodeForm(t *testing.T) {
	photo := demo(t)
	data, _, _, err := Encode(photo.SubImage(image.Rect(301, 3, 788, 584)), 32<<10, false)
	if err != nil {
		t.Fatal(err)
	}
	if again, _, _, _ := Encode(photo.SubImage(image.Rect(301, 3, 788, 584)), 32<<10, false); !bytes.Equal(data, again) {
		t.Error("a second time gives other bytes")
	}
	frames := 0
	walkJPEG(data, func(marker byte, payload []byte) bool {
		switch {
		case marker == 0xc0 || marker == 0xc1:
			frames++
			if payload[0] != 8 || payload[5] != 3 || payload[7] != 0x22 || payload[10] != 0x11 || payload[13] != 0x11 {
				t.Errorf("frame header % x", payload)
			}
		case marker >= 0xe1 && marker <= 0xef || marker == 0xfe || marker >= 0xc2 && marker <= 0xcf && marker != 0xc4:
			t.Errorf("segment %x of %d bytes", marker, len(payload))
		}
		return true
	})
	if scans := readJPEGHead(data).scans; frames != 1 || scans != 1 {
		t.Errorf("%d frames and %d scans, want one", frames, scans)
	}
}

// The encoded picture looks like the input.
func TestEncodeLooksAlike(t *testing.T) {
	head := packed(demo(t), image.Rect(334, 1, 788, 584))
	data, _, size, err := Encode(head, 30_000, false)
	if err != nil {
		t.Fatal(err)
	}
	got, want := must(Decode(data)), scaleTo(head, size)
	sum := 0.0
	for i := range want.Pix {
		d := float64(got.Pix[i]) - float64(want.Pix[i])
		sum += d * d
	}
	if rms := math.Sqrt(sum / float64(len(want.Pix))); rms > 6 {
		t.Errorf("differs by %.1f of 255 on average", rms)
	}
}
