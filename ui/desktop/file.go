package desktop

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"facedesk/ui/session"
)

// maxFile is more than any photo has, in bytes.
const maxFile = 64<<20 + 1

// pickFile implements session.Ports.PickFile: a dialog over the window.
func (w *window) pickFile(ctx context.Context, p session.PickFile) session.Msg {
	chosen := make(chan fyne.URIReadCloser, 1)
	dispatch(func() {
		d := dialog.NewFileOpen(func(r fyne.URIReadCloser, _ error) { chosen <- r }, w.fyne)
		d.SetFilter(storage.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif", ".webp"}))
		d.Resize(w.fyne.Canvas().Size())
		d.Show()
	})
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
