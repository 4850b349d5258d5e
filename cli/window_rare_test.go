package cli_test

import (
	"image"
	"strings"
	"testing"
)

// choosing a photo from a file and giving it up again leaves the guest before
// the camera; the keys do nothing behind the dialog.
func TestWindowPhotoFromAFile(t *testing.T) {
	w := openWindow(t, "--demo")
	w.until("desk")
	w.pick(1)
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.changed(image.Rect(60, 140, 740, 640))
	w.key("F6")
	title := image.Pt(683, 660) // on the camera's screen a button
	before := w.look(t).at(title.X, title.Y)
	w.condition("the dialog is drawn", func() bool { return w.look(t).at(title.X, title.Y) != before })
	w.save("file")
	w.key("F9", "F2", "Escape")
	w.until("confirm", "F2")
}

// The administrator's PIN is asked for where no field has the focus, too.
func TestWindowPIN(t *testing.T) {
	w := newWindow(t)
	if r := w.run("13579\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	t.Cleanup(w.start(binary))
	w.drawn(image.Pt(683, 400))
	dimmed := func() bool { return w.look(t).at(20, 400).R < 150 }
	w.condition("the question is drawn", func() bool { w.key("F12"); return dimmed() })
	w.save("pin")
	w.key("1", "3", "5", "7", "9", "Return")
	w.condition("the question is answered", func() bool { return !dimmed() })
	w.save("settings")
}

// A window that is closed while the service has not answered yet keeps the
// answer that was paid for.
func TestWindowClosedDuringACall(t *testing.T) {
	w := newWindow(t)
	end := w.start(binary, "--demo")
	w.until("desk")
	w.pick(7) // whose answer takes two seconds
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.until("confirm", "F2")
	w.until("checking", "Return")
	end()
	if got := w.last(); got.Outcome != "match" {
		t.Errorf("the record: %+v", got)
	}
}

// A display that is named but not there is none.
func TestWindowWithoutItsDisplay(t *testing.T) {
	d := newDesk(t, "DISPLAY=:4711")
	if r := d.run("", "--demo"); r.code != 0 || !strings.Contains(r.out, ".png") {
		t.Errorf("demo: exit %d\n%s%s", r.code, r.out, r.err)
	}
	if r := d.run(""); r.code != 2 || strings.Contains(r.err, "fault") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}
