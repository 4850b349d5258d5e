package desktop

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"facedesk/imaging"
	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// maxFile is more than any photo has, in bytes.
const maxFile = imaging.MaxFileBytes + 1

// pictures are the endings of the files that can be chosen.
var pictures = []string{".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif", ".webp"}

// pickFile implements session.Ports.PickFile: the picker over the window, until a
// file is chosen or the guest's picture is no longer wanted.
func (w *window) pickFile(ctx context.Context, p session.PickFile) session.Msg {
	chosen := make(chan string, 1)
	w.dispatch(func() {
		if w.view.Screen != session.Capture {
			chosen <- ""
			return
		}
		w.screens.AskFile(func(path string) { go w.list(path) }, func(path string) { chosen <- path })
	})
	select {
	case path := <-chosen:
		if path == "" {
			return session.ShotCancelled{Shot: p.Shot}
		}
		data, err := readFile(path)
		if err != nil {
			return session.ShotRejected{Shot: p.Shot, Problem: session.HintUnusable}
		}
		return w.desk.Portrait(data, p)
	case <-ctx.Done():
		return session.ShotCancelled{Shot: p.Shot}
	}
}

// list reads a folder for the picker, "" for the one it starts with. A network
// drive may take its time, so it is not done on the user interface's thread.
func (w *window) list(path string) {
	if path == "" {
		path = w.desk.Pictures()
	}
	f := readFolder(path)
	w.dispatch(func() { w.screens.SetFolder(f) })
}

var errNotRegular = errors.New("no regular file")

// readFile reads a picture and writes nothing anywhere.
func readFile(path string) ([]byte, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() { // a pipe would never end
		return nil, errors.Join(err, errNotRegular)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// readFolder lists the folders and pictures of a folder, folders first, without
// what is hidden.
func readFolder(path string) screens.Folder {
	f := screens.Folder{Path: path}
	all, err := os.ReadDir(path)
	f.Fault = err != nil
	for _, e := range all {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(path, e.Name())) // of what a link leads to
		if err != nil {
			continue
		}
		if info.IsDir() || info.Mode().IsRegular() && slices.Contains(pictures, strings.ToLower(filepath.Ext(e.Name()))) {
			f.Entries = append(f.Entries, screens.FileEntry{Name: e.Name(), Folder: info.IsDir()})
		}
	}
	slices.SortStableFunc(f.Entries, inOrder)
	return f
}

func inOrder(a, b screens.FileEntry) int {
	if a.Folder != b.Folder {
		if a.Folder {
			return -1
		}
		return 1
	}
	return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
}
