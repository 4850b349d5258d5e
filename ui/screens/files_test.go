package screens

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
)

// tree holds the folders of the tests.
var tree = map[string][]FileEntry{
	"/home/desk/Pictures": {{Name: "Guests", Folder: true}, {Name: "anna.jpg"}, {Name: "张三.jpg"}},
	"/home/desk":          {{Name: "Documents", Folder: true}, {Name: "Pictures", Folder: true}},
	"/home":               {{Name: "desk", Folder: true}},
	"/":                   {{Name: "home", Folder: true}},
}

// picking returns a window with an open picker.
func picking(t *testing.T) (w *window, asked, chosen *[]string) {
	t.Helper()
	w = open(t)
	w.Show(session.View{Language: identity.Chinese, Screen: session.Capture, Title: "title.capture"})
	asked, chosen = new([]string), new([]string)
	w.AskFile(func(path string) {
		*asked = append(*asked, path)
		if path == "" {
			path = "/home/desk/Pictures"
		}
		w.SetFolder(Folder{Path: path, Entries: tree[path], Fault: tree[path] == nil})
	}, func(path string) { *chosen = append(*chosen, path) })
	return w, asked, chosen
}

func (w *window) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		w.files.entry.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// A picture is chosen by keyboard: by arrows, by a part of its name, or in the
// parent folder. Each choice is reported once.
func TestFilePickerByKeyboard(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(w *window)
		want string
	}{
		{"arrows", func(w *window) { w.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn) }, "/home/desk/Pictures/anna.jpg"},
		{"the last by a page", func(w *window) { w.press(fyne.KeyPageDown, fyne.KeyEnter) }, "/home/desk/Pictures/张三.jpg"},
		{"typed", func(w *window) { w.files.entry.TypedRune('张'); w.press(fyne.KeyReturn) }, "/home/desk/Pictures/张三.jpg"},
		{"up and down again", func(w *window) { w.press(fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn) }, "/home/desk/Pictures/anna.jpg"},
		{"up by Left, twice, and back", func(w *window) {
			w.press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
		}, "/home/desk/Pictures/anna.jpg"},
		{"given up", func(w *window) { w.press(fyne.KeyDown, fyne.KeyEscape) }, ""},
		{"another screen", func(w *window) { w.Show(session.View{Screen: session.Desk, Title: "title.desk"}) }, ""},
		{"an F key does nothing", func(w *window) { w.press(fyne.KeyF2, fyne.KeyF9, fyne.KeyTab, fyne.KeyEscape) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _, chosen := picking(t)
			c.do(w)
			if !slices.Equal(*chosen, []string{c.want}) || w.files.isOpen() {
				t.Errorf("chosen %q", *chosen)
			}
			if w.files.folder.Path != "" || w.files.entry.Value() != "" {
				t.Error("it remembers")
			}
		})
	}
}

// The picker always starts in the same folder.
func TestFilePickerForgets(t *testing.T) {
	w, asked, _ := picking(t)
	w.press(fyne.KeyLeft, fyne.KeyEscape)
	w.AskFile(func(path string) { *asked = append(*asked, path) }, func(string) {})
	want := []string{"", "/home/desk", ""}
	if !slices.Equal(*asked, want) {
		t.Errorf("asked for %q", *asked)
	}
}

// A folder that arrives after another was requested is not shown. A folder that
// cannot be read says so, and its parent can be opened.
func TestFilePickerWaits(t *testing.T) {
	w := open(t)
	w.Show(session.View{Language: identity.English, Screen: session.Capture, Title: "title.capture"})
	var asked []string
	w.AskFile(func(path string) { asked = append(asked, path) }, func(string) {})
	if got := w.files.nothing(); got != "file.loading" {
		t.Errorf("while waiting: %s", got)
	}
	w.press(fyne.KeyReturn, fyne.KeyBackspace, fyne.KeyDown)
	w.SetFolder(Folder{Path: "/home/desk", Entries: tree["/home/desk"]})
	w.press(fyne.KeyReturn) // opens Documents
	w.SetFolder(Folder{Path: "/home/desk", Entries: tree["/home/desk"]})
	if len(w.files.listed) > 0 {
		t.Error("a late folder is shown")
	}
	w.SetFolder(Folder{Path: "/home/desk/Documents", Fault: true})
	if got := w.files.nothing(); got != "file.fault" {
		t.Errorf("a folder that cannot be read: %s", got)
	}
	w.press(fyne.KeyBackspace)
	if !slices.Equal(asked, []string{"", "/home/desk/Documents", "/home/desk"}) {
		t.Errorf("asked for %q", asked)
	}
}

// Finger, wheel and tap work like the keys, in a folder that is longer than the
// list.
func TestFilePickerByHand(t *testing.T) {
	w, _, chosen := picking(t)
	var many []FileEntry
	for i := range 40 {
		many = append(many, FileEntry{Name: string(rune('A'+i/26)) + string(rune('a'+i%26)) + ".jpg"})
	}
	w.files.folder, w.files.at = Folder{Path: "/m", Entries: many}, 0
	w.files.filter("")
	w.files.list.Resize(fyne.NewSize(400, fileRows*50))
	w.files.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	w.files.list.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, -520)})
	w.files.list.DragEnd()
	w.files.list.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 50)})
	if w.files.at != 10 {
		t.Errorf("at %d", w.files.at)
	}
	w.files.list.rows[0].Tapped(nil)
	if !slices.Equal(*chosen, []string{filepath.Join("/m", many[10-fileRows/2].Name)}) {
		t.Errorf("chosen %q", *chosen)
	}
}
