package cli_test

import (
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/disintegration/imaging"

	"facedesk/records"
)

// sunglasses is a photo of somebody behind dark glasses.
func sunglasses(t *testing.T) string {
	t.Helper()
	demo, err := imaging.Open("../assets/photos/portrait.jpg")
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewRGBA(demo.Bounds())
	draw.Draw(img, img.Rect, demo, image.Point{}, draw.Src)
	for _, lens := range []image.Point{{508, 262}, {614, 268}} {
		draw.Draw(img, image.Rect(-44, -34, 44, 34).Add(lens), image.Black, image.Point{}, draw.Src)
	}
	return saved(t, img)
}

func saved(t *testing.T, img image.Image) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "photo.jpg")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := jpeg.Encode(f, img, nil); err != nil {
		t.Fatal(err)
	}
	return name
}

// A face that something covers is asked about; --lift says that it will do, and a
// check records that.
func TestCoveredFaceInAFile(t *testing.T) {
	d, photo := newDesk(t), sunglasses(t)
	out := filepath.Join(t.TempDir(), "out.jpg")
	portrait := []string{"portrait", photo, "-o", out, "--force", "--max-bytes", "51200"}
	r := d.run("", portrait...)
	if _, err := os.Stat(out); r.code != 30 || err == nil || !strings.Contains(r.out+r.err, "--lift") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := d.run("", append(portrait, "--lift")...); r.code != 0 || !strings.Contains(r.out, "!") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	claim := []string{"--demo", "--consent", "--name", "张三", "--number", "110101199001010015", "--photo", photo}
	if rep, code := d.verify(t, claim...); code != 30 || rep.Attempt != "" || !strings.Contains(rep.Message, "--lift") {
		t.Errorf("exit %d, %+v", code, rep)
	}
	if events := d.events(t); len(events) != 0 {
		t.Errorf("recorded: %+v", events)
	}
	if rep, code := d.verify(t, append(claim, "--lift")...); code != 0 || rep.Outcome != "match" || len(rep.Warnings) == 0 {
		t.Errorf("exit %d, %+v", code, rep)
	}
	events := d.events(t)
	if len(events) != 2 || events[0].Event != "consent_given" || events[1].Event != records.EventCoverLifted || !events[1].Demo || !events[1].Face {
		t.Errorf("recorded: %+v", events)
	}
	if r := d.with("FACEDESK_PHOTO_LID_LIGHT=0", "FACEDESK_PHOTO_DOUBTFUL=0").run("", portrait...); r.code != 0 {
		t.Errorf("IT does not ask: exit %d: %s%s", r.code, r.out, r.err)
	}
}

// events are those in the records.
func (d desk) events(t *testing.T) []records.Event {
	t.Helper()
	store, err := records.Open(t.Context(), filepath.Join(d.home, "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	events, err := store.Events(t.Context(), time.Time{}, time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// twoPeople is a photo of two people of the same size, side by side.
func twoPeople(t *testing.T) string {
	t.Helper()
	demo, err := imaging.Open("../assets/photos/portrait.jpg")
	if err != nil {
		t.Fatal(err)
	}
	half := imaging.Crop(demo, image.Rect(240, 0, 880, 720))
	both := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	draw.Draw(both, half.Rect, half, image.Point{}, draw.Src)
	draw.Draw(both, half.Rect.Add(image.Pt(640, 0)), imaging.FlipH(half), image.Point{}, draw.Src)
	return saved(t, both)
}

// Of two people nobody is sent until somebody chose, by number or by place.
func TestTwoPeopleInAFile(t *testing.T) {
	d, photo := newDesk(t), twoPeople(t)
	out := filepath.Join(t.TempDir(), "out.jpg")
	portrait := func(more ...string) result {
		return d.run("", append([]string{"portrait", photo, "-o", out, "--force", "--max-bytes", "51200"}, more...)...)
	}
	r := portrait()
	if _, err := os.Stat(out); r.code != 30 || err == nil || !strings.Contains(r.out+r.err, "--face") || !strings.Contains(r.out+r.err, "2 = ") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	for _, choice := range [][]string{{"--face", "1"}, {"--face", "2"}, {"--crop", "0,0,640,720"}} {
		if r := portrait(choice...); r.code != 0 {
			t.Errorf("%v: exit %d: %s%s", choice, r.code, r.out, r.err)
		}
	}
	for _, bad := range [][]string{{"--face", "3"}, {"--crop", "5000,0,10,10"}} {
		if r := portrait(bad...); r.code != 31 || strings.TrimSpace(r.out+r.err) == "" {
			t.Errorf("%v: exit %d: %s%s", bad, r.code, r.out, r.err)
		}
	}
	for _, wrong := range [][]string{{"--face", "-1"}, {"--crop", "1,2,3"}, {"--crop", "1,2,3,4,5"}, {"--crop", "1,2,3,4x"}, {"--crop", "0,0,-5,5"}} {
		if r := portrait(wrong...); r.code != 2 {
			t.Errorf("%v: exit %d: %s%s", wrong, r.code, r.out, r.err)
		}
	}
	claim := []string{"--demo", "--consent", "--name", "张三", "--number", "110101199001010015"}
	if rep, code := d.verify(t, append(claim, "--photo", photo)...); code != 30 || rep.Attempt != "" || !strings.Contains(rep.Message, "--face") {
		t.Errorf("exit %d, %+v", code, rep)
	}
	if rep, code := d.verify(t, append(claim, "--photo", photo, "--face", "2")...); code != 0 || rep.Outcome != "match" {
		t.Errorf("exit %d, %+v", code, rep)
	}
	if r := d.run("", append([]string{"verify", "--face", "1"}, claim...)...); r.code != 2 {
		t.Errorf("--face without a file: exit %d: %s%s", r.code, r.out, r.err)
	}
}
