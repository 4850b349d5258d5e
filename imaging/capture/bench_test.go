//go:build unix

package capture

import (
	"image"
	"slices"
	"syscall"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/identity"
)

// cpuTime returns the processor time of the whole process in milliseconds.
func cpuTime(b *testing.B) float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / float64(time.Millisecond)
}

// sizes are common frame sizes of cameras.
var sizes = map[string]image.Point{"720p": {1280, 720}, "1080p": {1920, 1080}}

// BenchmarkPreview measures the permanent work with each decoder of the build:
// every frame is shown, every third examined.
func BenchmarkPreview(b *testing.B) {
	for _, size := range []string{"720p", "1080p"} {
		cpu := map[string]float64{}
		for _, d := range decoders() {
			b.Run(size+"/"+d.name, func(b *testing.B) {
				cpu[d.name] = previewCPU(b, d.jpegDecoder, photoFrames(b, sizes[size]))
				b.ReportMetric(cpu[d.name], "cpu-ms/frame")
				b.ReportMetric(cpu[d.name]*30/10, "%core@30fps")
				if cpu["turbo"] > 0 && cpu["go"] > 0 {
					b.ReportMetric(cpu["go"]/cpu["turbo"], "go/turbo")
				}
			})
		}
	}
}

// previewCPU returns the processor time for one frame.
func previewCPU(b *testing.B, dec jpegDecoder, photos [][]byte) float64 {
	l := &Loop{dec: dec, ring: newRing(), spares: oneSpare(), o: Options{
		Maker: newMaker(b), Now: time.Now, Width: defaultWidth, Show: func(*image.RGBA) {}, Seen: func(Seen) {},
	}}
	p := pump{Loop: l, fresh: make(chan taken, 1)}
	e := examiner{Loop: l}
	begun, at := cpuTime(b), start
	for i := 0; b.Loop(); i++ {
		at = at.Add(time.Second / 30)
		p.frame(b.Context(), &camera.Frame{Data: photos[i%len(photos)], Format: camera.MJPEG, At: at})
		if t := <-p.fresh; i%3 == 0 {
			e.examine(b.Context(), t)
		}
	}
	return (cpuTime(b) - begun) / float64(b.N)
}

// BenchmarkParts measures the parts of the permanent work.
func BenchmarkParts(b *testing.B) {
	dec, maker := newDecoder(), newMaker(b)
	for _, name := range []string{"720p", "1080p"} {
		size, photo := sizes[name], photoFrames(b, sizes[name])[0]
		full, img := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(shrunk(size.X, size.Y, 2))
		if err := dec.color(full, photo, 1, false); err != nil {
			b.Fatal(err)
		}
		empty := image.NewRGBA(full.Rect)
		for part, run := range map[string]func(){
			"color2":   func() { dec.color(img, photo, 2, false) },
			"mirror":   func() { mirror(img) },
			"color1":   func() { dec.color(full, photo, 1, false) },
			"examine":  func() { maker.Examine(full) },
			"nobody":   func() { maker.Examine(empty) },
			"closely0": func() { maker.ExamineClosely(empty) },
		} {
			b.Run(name+"/"+part, func(b *testing.B) {
				begun := cpuTime(b)
				for b.Loop() {
					run()
				}
				b.ReportMetric((cpuTime(b)-begun)/float64(b.N), "cpu-ms/op")
			})
		}
	}
}

// BenchmarkShoot measures the time from the shutter to the portrait.
func BenchmarkShoot(b *testing.B) {
	for _, name := range []string{"720p", "1080p"} {
		b.Run(name, func(b *testing.B) {
			photos := photoFrames(b, sizes[name])
			l := feed(b, newMaker(b), slices.Repeat(photos, 5)...)
			shoot := func() {
				if shot := l.Shoot(b.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 50 << 10}}); shot.Err != nil {
					b.Fatal(shot.Err, shot.Problems)
				}
			}
			shoot() // compiles the encoder once
			begun := cpuTime(b)
			for b.Loop() {
				shoot()
			}
			b.ReportMetric((cpuTime(b)-begun)/float64(b.N), "cpu-ms/op")
		})
	}
}
