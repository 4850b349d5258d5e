//go:build unix

package imaging

import (
	"image"
	"syscall"
	"testing"
	"time"

	"facedesk/assets"
	"facedesk/identity"
)

// cpuPerOp runs f and reports the CPU time of the whole process, including
// workers of libraries.
func cpuPerOp(b *testing.B, f func()) {
	b.Helper()
	f() // compiles the encoder once
	start := cpuTime(b)
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(cpuTime(b)-start)/float64(time.Millisecond)/float64(b.N), "cpu-ms/op")
}

func cpuTime(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// crowdedFrame returns the demo person before a noisy wall, as a camera frame
// of 1280×720.
func crowdedFrame(b *testing.B) *image.RGBA {
	frame := room(1280, 720)
	photo := demo(b)
	for y := range 720 {
		for x := range 1280 {
			if inHead(x, y) || y > 440 {
				frame.SetRGBA(x, y, photo.RGBAAt(x, y))
			}
		}
	}
	return frame
}

func BenchmarkPortrait720p50KB(b *testing.B) {
	m, frame, file := NewMaker(newFinder(b)), crowdedFrame(b), asJPEG(crowdedFrame(b))
	spec := identity.PortraitSpec{MaxBytes: 50 << 10}
	check := func(_ identity.Portrait, _ Report, err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	b.Run("frame", func(b *testing.B) {
		cpuPerOp(b, func() { check(m.Portrait(frame, spec, identity.SourceCamera)) })
	})
	b.Run("file", func(b *testing.B) {
		cpuPerOp(b, func() { check(m.PortraitFromFile(file, spec, identity.SourceFile)) })
	})
	b.Run("frame32KB", func(b *testing.B) {
		cpuPerOp(b, func() { check(m.Portrait(frame, identity.PortraitSpec{MaxBytes: 32 << 10}, identity.SourceCamera)) })
	})
}

func BenchmarkFind(b *testing.B) {
	f, frame, empty := newFinder(b), crowdedFrame(b), room(1280, 720)
	b.Run("face", func(b *testing.B) { cpuPerOp(b, func() { f.Find(frame) }) })
	b.Run("empty", func(b *testing.B) { cpuPerOp(b, func() { f.Find(empty) }) })
	b.Run("searchEmpty", func(b *testing.B) { cpuPerOp(b, func() { f.Search(empty) }) })
}

func BenchmarkExamine(b *testing.B) {
	m, frame := NewMaker(newFinder(b)), crowdedFrame(b)
	cpuPerOp(b, func() { m.Examine(frame) })
}

func BenchmarkEncode(b *testing.B) {
	head := scaled(packed(demo(b), image.Rect(334, 1, 788, 584)), 900)
	for name, limit := range map[string]int{"50KB": 50 << 10, "32KB": 32 << 10} {
		b.Run(name, func(b *testing.B) {
			cpuPerOp(b, func() {
				if _, _, _, err := Encode(head, limit, false); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	cpuPerOp(b, func() { must(Decode(assets.DemoPortrait())) })
}
