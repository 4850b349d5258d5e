package session

import (
	"slices"
	"testing"

	"facedesk/identity"
)

// atBrokenCamera is a guest who has agreed, in front of a camera that is gone.
func atBrokenCamera(t *testing.T, files bool) *world {
	t.Helper()
	w := newWorld(t)
	w.cfg.Files = files
	for _, line := range []string{"start", "claim", "F8"} {
		w.step(line)
	}
	w.wait(KeyGuard)
	w.do(CameraReported{CameraNone})
	return w
}

func (w *world) pick() (PickFile, bool) {
	w.cmds = nil
	w.do(KeyPressed{Key: KeyF6})
	i := slices.IndexFunc(w.cmds, func(c Cmd) bool { _, is := c.(PickFile); return is })
	if i < 0 {
		return PickFile{}, false
	}
	return w.cmds[i].(PickFile), true
}

func fromFile() identity.Portrait {
	p := portrait()
	p.Source = identity.SourceFile
	return p
}

// With a camera that does not work, a photo from a file is possible where the
// settings allow it; the confirmation says that it proves no presence.
func TestFileInsteadOfABrokenCamera(t *testing.T) {
	w := atBrokenCamera(t, true)
	p, ok := w.pick()
	if !ok {
		t.Fatal("F6 asks for no file")
	}
	w.wait(2 * shotPatience) // choosing takes its time
	w.do(ShotTaken{Shot: p.Shot, Portrait: fromFile()})
	v := w.m.View()
	if v.Screen != Confirm || !slices.Contains(v.Confirm.Warnings, "file.warning") {
		t.Errorf("screen %s, warnings %v", v.Screen, v.Confirm.Warnings)
	}
}

func TestFilesAreRefused(t *testing.T) {
	if _, ok := atBrokenCamera(t, false).pick(); ok {
		t.Error("a file is asked for although nothing allows it")
	}
	w := atBrokenCamera(t, true)
	w.do(CameraReported{CameraLive})
	w.watch(KeyGuard)
	if _, ok := w.pick(); ok {
		t.Error("a file is asked for although the camera works")
	}
	w.do(KeyPressed{Key: KeyF2})
	w.do(ShotTaken{Shot: w.shot, Portrait: fromFile()})
	if v := w.m.View(); v.Screen != Capture || v.Capture.Refused != "hint.not_live" {
		t.Errorf("a file that was not asked for: screen %s, %q", v.Screen, v.Capture.Refused)
	}
}

func TestNoFileChosen(t *testing.T) {
	w := atBrokenCamera(t, true)
	p, _ := w.pick()
	w.do(ShotCancelled{Shot: p.Shot})
	if v := w.m.View(); v.Screen != Capture || v.Capture.Shooting || v.Capture.Rejected != 0 {
		t.Errorf("%s, %+v", v.Screen, v.Capture)
	}
	if _, ok := w.pick(); !ok {
		t.Error("no second try")
	}
	w.do(ShotTaken{Shot: p.Shot, Portrait: fromFile()}) // of the first: too late
	if w.m.View().Screen != Capture {
		t.Error("a late file is taken")
	}
}

// A file that is refused is told by its kind, until the next try. What was said of a
// file is not said of a photo from the camera.
func TestFileIsRefusedByItsKind(t *testing.T) {
	w := atBrokenCamera(t, true)
	said := identity.Text{ZH: "无法读取 HEIC 照片。", EN: "HEIC photos cannot be read."}
	p, _ := w.pick()
	w.do(ShotRejected{Shot: p.Shot, Problem: HintUnusable, Said: said})
	if v := w.m.View().Capture; v.Said != said || v.Refused != HintUnusable.key() {
		t.Errorf("%+v", v)
	}
	p, _ = w.pick()
	if v := w.m.View().Capture; v.Said != (identity.Text{}) {
		t.Error("the last refusal is still said")
	}
	w.do(ShotRejected{Shot: p.Shot, Problem: HintNoFace, Said: said})
	if v := w.m.View().Capture; v.Said != (identity.Text{}) || v.Refused != HintNoFace.key() {
		t.Errorf("a problem with words of its own: %+v", v)
	}
	w.do(CameraReported{CameraLive})
	w.step("see 1s")
	w.step("F2")
	w.do(ShotRejected{Shot: w.m.camera.shots, Problem: HintUnusable, Said: said})
	if v := w.m.View().Capture; v.Said != (identity.Text{}) {
		t.Error("said of the camera's photo")
	}
}
