package desktop

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"facedesk/identity"
	"facedesk/ui/session"
)

// maxFile is more than any photo has, in bytes.
const maxFile = 64<<20 + 1

// pickFile implements session.Ports.PickFile: a dialog over the window, until a
// file is chosen or the guest's picture is no longer wanted.
func (w *window) pickFile(ctx context.Context, p session.PickFile) session.Msg {
	chosen := make(chan fyne.URIReadCloser, 1)
	w.dispatch(func() { w.openPicker(func(r fyne.URIReadCloser) { chosen <- r }) })
	select {
	case r := <-chosen:
		if r == nil {
			return session.ShotCancelled{Shot: p.Shot}
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxFile))
		if err != nil {
			return session.ShotRejected{Shot: p.Shot, Problem: session.HintUnusable}
		}
		return w.desk.Portrait(data, p)
	case <-ctx.Done():
		return session.ShotCancelled{Shot: p.Shot}
	}
}

// openPicker shows the dialog; chosen is called once, with nil for no file.
func (w *window) openPicker(chosen func(fyne.URIReadCloser)) {
	w.closePicker()
	w.picker = dialog.NewFileOpen(func(r fyne.URIReadCloser, _ error) {
		w.picker = nil
		chosen(r)
	}, w.fyne)
	w.picker.SetFilter(storage.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif", ".webp"}))
	w.picker.SetView(dialog.ListView)
	say := func(zh, en string) string { return identity.Text{ZH: zh, EN: en}.In(w.view.Language) }
	w.picker.SetTitleText(say("选择照片", "Choose a photo"))
	w.picker.SetConfirmText(say("选用", "Take it"))
	w.picker.SetDismissText(say("取消", "Cancel"))
	w.picker.Show() // before Resize, which Fyne cannot do on one that was never shown
	size := w.fyne.Canvas().Size()
	w.picker.Resize(fyne.NewSize(size.Width*.9, size.Height*.7)) // a demo's banner stays in sight
	if w.view.Screen != session.Capture {
		w.closePicker()
	}
}

func (w *window) closePicker() {
	if w.picker != nil {
		w.picker.Dismiss()
	}
}

// key takes the keys that no field has the focus for. Over the dialog they would
// act unseen.
func (w *window) key(k session.Key, repeat bool) {
	switch {
	case w.picker == nil:
		w.screens.Key(k, repeat)
	case k == session.KeyEscape:
		w.closePicker()
	}
}

func (w *window) typed(r rune) {
	if w.picker == nil {
		w.send(session.Typed{Text: string(r)})
	}
}
