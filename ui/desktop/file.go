package desktop

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// maxFile is a limit for the size of a photo, in bytes.
const maxFile = imaging.MaxFileBytes + 1

// pictures are the name extensions of files that can be chosen. Of the last ones the
// desk says why it cannot use them; a photo that is not listed would say nothing.
var pictures = []string{".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".tif", ".tiff", ".gif", ".webp",
	".heic", ".heif", ".avif", ".jxl", ".jp2", ".j2k", ".dng", ".psd", ".pdf"}

// pickFile implements session.Ports.PickFile. It shows the picker until a file
// is chosen or ctx ends, because the guest's picture is no longer wanted.
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
			return session.ShotRejected{Shot: p.Shot, Problem: session.HintUnusable, Said: identity.Text{
				ZH: "这个文件读不出来：须为普通文件，且有读取权限。请另选一张照片。", EN: "This file cannot be read: it must be a plain file with the right to read it. Choose another photo."}}
		}
		return w.desk.Portrait(data, p)
	case <-ctx.Done():
		return session.ShotCancelled{Shot: p.Shot}
	}
}

// list reads a folder for the picker; "" means the first one. It does not run
// on the user-interface thread, because a network drive may be slow.
func (w *window) list(path string) {
	if path == "" {
		path = w.desk.Pictures()
	}
	f := readFolder(path)
	w.dispatch(func() { w.screens.SetFolder(f) })
}

// readFile reads a picture. It leaves no trace in any file.
func readFile(path string) ([]byte, error) { return plainfile.Read(path, maxFile) }

// readFolder returns the folders and then the pictures of a folder. It leaves
// out hidden ones.
func readFolder(path string) screens.Folder {
	f := screens.Folder{Path: path}
	all, err := os.ReadDir(path)
	f.Fault = err != nil
	for _, e := range all {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(path, e.Name())) // follows links
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
