package cli_test

import (
	"image"
	"strings"
	"testing"
)

// A clerk takes guests through the real window with the keyboard alone: one who
// passes, one whose face differs, one who cannot be checked, one who declines.
func TestWindowByKeyboard(t *testing.T) {
	w := openWindow(t, "--demo")
	w.until("desk")
	w.save("1-desk")

	t.Log("a pass")
	w.pick(1)
	w.until("notice", "Return")
	w.save("2-notice")
	w.until("capture", "F8")
	w.until("confirm", "F2")
	w.save("3-confirm")
	w.until("checking", "Return")
	w.until("verdict")
	w.save("4-pass")
	if got := w.last(); got.Outcome != "match" || got.Source != "demo" || got.Consent_by == "" {
		t.Errorf("the record of a pass: %+v", got)
	}
	w.until("desk", "Return")

	t.Log("a face mismatch, and the clerk's decision")
	w.pick(2)
	w.toVerdict()
	w.save("5-face-mismatch")
	if got := w.last(); got.Outcome != "face_mismatch" {
		t.Errorf("the record of a mismatch: %+v", got)
	}
	w.until("by_eye", "F7")
	w.save("6-by-eye")
	w.until("desk", "F8")
	w.condition("the decision is recorded", func() bool { return w.last().Decision == "by_eye" })

	t.Log("could not be checked")
	w.pick(4)
	w.toVerdict()
	w.save("7-not-checked")
	if got := w.last(); got.Outcome != "no_reference" {
		t.Errorf("the record of a guest who is not on file: %+v", got)
	}
	w.until("by_eye", "F7")
	w.until("desk", "F9")

	t.Log("a guest who declines: nothing is sent")
	before := w.attempts()
	w.pick(1)
	w.until("notice", "Return")
	w.until("by_eye", "F9")
	w.save("8-declined")
	w.until("desk", "F8")
	if after := w.attempts(); after != before {
		t.Errorf("%d attempts were made although the guest declined", after-before)
	}
}

// attempts counts the attempts in the records.
func (w *window) attempts() (n int) {
	w.t.Helper()
	for _, e := range entries(w.t, w.run("", "records", "list", "--json")) {
		if e.Attempt != "" {
			n++
		}
	}
	return n
}

// pick fills in the nth test person.
func (w *window) pick(n int) {
	for range n {
		w.key("F5")
		w.settle()
	}
}

// toVerdict goes from the desk to the verdict.
func (w *window) toVerdict() {
	w.t.Helper()
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.until("confirm", "F2")
	w.until("checking", "Return")
	w.until("verdict")
}

// condition waits until something holds.
func (w *window) condition(what string, holds func() bool) {
	w.t.Helper()
	for range 400 {
		if holds() {
			return
		}
		w.settle()
	}
	w.t.Errorf("not so: %s", what)
}

// A second start raises the first window and ends well; a machine that was
// never set up shows the first-start screen, never the demo.
func TestWindowStarts(t *testing.T) {
	w := openWindow(t)
	w.drawn(image.Pt(683, 400))
	if second := w.with("DISPLAY=" + w.name).run(""); second.code != 0 || !strings.Contains(second.out, "open already") {
		t.Errorf("the second start: exit %d, %s%s", second.code, second.out, second.err)
	}
	w.save("first-start")
	if r := w.run("", "--demo"); r.code != 0 || !strings.Contains(r.out, ".png") {
		t.Errorf("without a display: exit %d\n%s%s", r.code, r.out, r.err)
	}
	if r := w.run(""); r.code != 40 || !inBothLanguages(r.err, "没有显示器", "no display") {
		t.Errorf("without display and demo: exit %d, %s", r.code, r.err)
	}
}

// with returns the desk with more environment.
func (d desk) with(env ...string) desk {
	d.env = append(append([]string(nil), d.env...), env...)
	return d
}
