package screens

import (
	"strconv"
	"strings"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// retext sets the texts of the current language.
func (f *files) retext() {
	title, label := f.t("file.title"), f.t("file.filter")
	if f.folders {
		title, label = f.t("folder.title"), f.t("folder.filter")
	}
	f.title.SetStrong(title)
	f.row.SetLabel(label)
	f.up.set("←", f.t("file.up"), false, true)
	f.cancel.set(string(session.KeyEscape), f.t("screen.pin.cancel"), false, true)
	widgets.Show(f.here, f.folders)
	f.here.set(string(session.KeyF2), f.t("folder.here"), true, true)
	f.ok.set(string(session.KeyEnter), f.t("file.open"), !f.folders, true)
	f.draw()
}

func (f *files) draw() {
	note := ""
	if len(f.listed) > 0 {
		note = strconv.Itoa(f.at+1) + " / " + strconv.Itoa(len(f.listed))
	}
	f.row.SetNote(note, false)
	f.list.set(f.listed, f.at, f.t("file.folder"))
	f.empty.SetText(f.t(f.nothing()))
	relayout(f.root)
}

// where returns the folder's path. If it is too wide, it returns the end,
// because the end tells folders apart.
func (f *files) where(width float32) string {
	path := f.folder.Path
	for rest := path; f.path.Measure(path) > width; path = "…" + rest {
		i := strings.IndexByte(strings.TrimPrefix(rest, "/"), '/')
		if i < 0 {
			break // a single folder, shown on two lines
		}
		rest = strings.TrimPrefix(rest, "/")[i:]
	}
	return path
}

// nothing returns why there is nothing to choose, or "" if there is something.
func (f *files) nothing() session.TextKey {
	switch {
	case len(f.listed) > 0:
		return ""
	case !f.ready:
		return "file.loading"
	case f.folder.Fault:
		return "file.fault"
	}
	if f.folders {
		return "folder.empty"
	}
	return "file.empty"
}
