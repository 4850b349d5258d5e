package camera

import (
	"fmt"
	"testing"
)

func TestRankModes(t *testing.T) {
	mjpg := func(w, h int) Mode { return Mode{MJPEG, "MJPG", w, h} }
	yuyv := func(w, h int) Mode { return Mode{YUYV, "YUYV", w, h} }
	for name, tc := range map[string]struct {
		in   []Mode
		want string
	}{
		"720p first":           {[]Mode{yuyv(640, 480), mjpg(1920, 1080), mjpg(1280, 720)}, "[MJPG 1280x720 MJPG 1920x1080 YUYV 640x480]"},
		"no 720p":              {[]Mode{mjpg(640, 480), mjpg(1920, 1080), yuyv(640, 480)}, "[MJPG 1920x1080 MJPG 640x480 YUYV 640x480]"},
		"raw only":             {[]Mode{yuyv(1280, 720), yuyv(320, 240), yuyv(640, 480)}, "[YUYV 640x480 YUYV 1280x720 YUYV 320x240]"},
		"MJPEG too small":      {[]Mode{mjpg(320, 240), yuyv(640, 480)}, "[YUYV 640x480 MJPG 320x240]"},
		"same area, 16:9 wins": {[]Mode{mjpg(960, 960), mjpg(1280, 720)}, "[MJPG 1280x720 MJPG 960x960]"},
		"grey last":            {[]Mode{{YUYV, "GREY", 640, 480}, {YUYV, "NV12", 640, 480}, yuyv(640, 480), mjpg(320, 240)}, "[YUYV 640x480 NV12 640x480 MJPG 320x240 GREY 640x480]"},
		"others ignored":       {[]Mode{{Unknown, "H264", 1920, 1080}, {Unknown, "BA81", 640, 480}}, "[]"},
		"absurd ignored":       {[]Mode{mjpg(0, 0), mjpg(65535, 65535)}, "[]"},
		"bounded":              {[]Mode{mjpg(1280, 720), mjpg(1280, 960), mjpg(1920, 1080), mjpg(640, 480), mjpg(800, 600)}, "[MJPG 1280x720 MJPG 1280x960 MJPG 800x600 MJPG 1920x1080]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fmt.Sprint(rankModes(tc.in)); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	for name, tc := range map[string]struct {
		in   sizeRange
		want string
	}{
		"one size":     {sizeRange{1280, 1280, 0, 720, 720, 0}, "[[1280 720]]"},
		"range":        {sizeRange{320, 1280, 16, 180, 720, 4}, "[[1280 720] [800 600] [640 480] [320 240]]"},
		"range, steps": {sizeRange{32, 4096, 512, 32, 4096, 448}, "[[1568 928]]"},
		"odd range":    {sizeRange{704, 720, 16, 480, 576, 96}, "[[720 576]]"},
		"absurd range": {sizeRange{1, 8, 1, 1, 8, 1}, "[]"},
		"any":          {sizeRange{}, "[[1920 1080] [1280 720] [1024 768] [800 600] [640 480] [320 240]]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fmt.Sprint(tc.in.sizes()); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
		})
	}
}

// If there are many modes, the last one tried is raw.
func TestRawIsTriedAtLast(t *testing.T) {
	var all []Mode
	for _, s := range [][2]int{{1920, 1080}, {1280, 720}, {1024, 768}, {800, 600}, {640, 480}} {
		all = append(all, Mode{MJPEG, "MJPG", s[0], s[1]})
	}
	got := rankModes(append(all, Mode{YUYV, "YUYV", 320, 240}, Mode{YUYV, "YUYV", 640, 480}))
	if len(got) != maxTries || got[0].Width != 1280 || got[maxTries-1] != (Mode{YUYV, "YUYV", 640, 480}) {
		t.Errorf("%v", got)
	}
}
