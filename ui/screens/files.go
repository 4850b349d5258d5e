package screens

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// FileEntry is a folder or a picture.
type FileEntry struct {
	Name   string
	Folder bool
}

// Folder is a folder in the picker.
type Folder struct {
	Path    string
	Entries []FileEntry // in the order of the list
	Fault   bool        // it cannot be read
}

// files is the picker for a photo over everything else, by keyboard or touch.
// It keeps nothing from one use to the next.
type files struct {
	*env
	root        *fyne.Container
	title, path *widgets.Prose
	row         *widgets.FieldRow
	entry       *widgets.Entry
	list        *fileList
	empty       *widgets.Prose
	up, cancel  *button
	ok, here    *button

	folders bool // a folder is chosen and no file

	folder Folder
	wanted string // the requested folder
	from   string // the name of the folder from which the user went up
	ready  bool   // the folder has arrived
	listed []FileEntry
	at     int

	open func(path string)
	done func(path string)
}

func newFiles(e *env) *files {
	f := &files{env: e, title: widgets.NewProse(textTitle, palette.Ink), path: widgets.NewLine(textSmall, palette.Muted, fyne.TextAlignLeading),
		entry: widgets.NewEntry(), empty: widgets.NewProse(textBody, palette.Muted), list: newFileList()}
	f.entry.CaptureTab = true
	f.entry.OnKey = f.typed
	f.entry.OnEmptyKey = func(fyne.KeyName) { f.climb() }
	f.entry.OnValue = func(string) { f.filter("") }
	f.row = widgets.NewFieldRow(palette, "", f.entry)
	f.up, f.cancel, f.ok, f.here = newButton(f.climb), newButton(func() { f.finish("") }), newButton(f.enter), newButton(f.take)
	f.list.chosen = func(i int) { f.at = i; f.enter() }
	f.list.scrolled = f.move
	f.root = f.sheet()
	f.root.Hide()
	return f
}

// sheet puts the parts on a card over the whole window. It leaves the demo's
// banner visible.
func (f *files) sheet() *fyne.Container {
	back, card := newTouch(palette.Veil, nil), newCard()
	return newSheet(func(p px, size fyne.Size) {
		widgets.Place(back, 0, 0, size.Width, size.Height)
		w, h := min(size.Width-p(96), p(900)), size.Height-p(112)
		x, y := (size.Width-w)/2, p(64)
		placeBox(card, p, x, y, w, h, 0, cardRound)
		x, w = x+p(40), w-p(80)
		bottom := y + h - p(24+buttonHeight)
		y += p(16)
		widgets.Place(f.title, x, y, w, p(textTitle*widgets.Leading))
		y += p(textTitle * widgets.Leading)
		f.path.SetText(f.where(w))
		widgets.Place(f.path, x, y, w, p(textSmall*widgets.Leading))
		y += p(textSmall*widgets.Leading + gap)
		widgets.Place(f.row, x, y, w, p(26+fieldHeight))
		y += p(26 + fieldHeight + gap)
		widgets.Place(f.list, x, y, w, bottom-p(gap)-y)
		widgets.Place(f.empty, x+p(16), y+p(gap), w-p(32), bottom-p(gap)-y)
		f.arrangeButtons(p, x, bottom, w)
	}, back, card, f.title, f.path, f.row, f.list, f.empty, f.up, f.cancel, f.ok, f.here)
}

func (f *files) arrangeButtons(p px, x, y, w float32) {
	all := []*button{f.up, f.cancel, f.ok}
	if f.folders {
		all = append(all, f.here)
	}
	each := (w - p(gutter)*float32(len(all)-1)) / float32(len(all))
	fitLabels(each, all...)
	for i, b := range all {
		widgets.Place(b, x+float32(i)*(each+p(gutter)), y, each, p(buttonHeight))
	}
}

// ask opens the picker. It calls open to request the content of a folder (""
// for the first one), which set delivers. It calls done once, with "" if
// nothing was chosen.
func (f *files) ask(open, done func(path string)) {
	f.finish("")
	f.open, f.done = open, done
	f.root.Show()
	f.visit("", "")
	f.retext()
}

func (f *files) isOpen() bool { return f.root.Visible() }

// visit requests a folder. The entry named from is chosen when it arrives.
func (f *files) visit(path, from string) {
	f.wanted, f.from, f.ready = path, from, false
	f.entry.Fill("")
	f.folder.Entries = nil
	f.filter("")
	f.open(path)
}

// set shows a folder if it is the requested one.
func (f *files) set(folder Folder) {
	if f.done == nil || f.ready || f.wanted != "" && f.wanted != folder.Path {
		return
	}
	f.folder, f.ready = folder, true
	f.filter(f.from)
}

// filter shows the entries that contain the typed text. It chooses the one with
// this name, otherwise the first.
func (f *files) filter(name string) {
	f.listed = nil
	want := strings.ToLower(f.entry.Value())
	if f.whole() != "" {
		want = ""
	}
	for _, e := range f.folder.Entries {
		if (e.Folder || !f.folders) && strings.Contains(strings.ToLower(e.Name), want) {
			f.listed = append(f.listed, e)
		}
	}
	f.at = max(0, slices.IndexFunc(f.listed, func(e FileEntry) bool { return e.Name == name }))
	f.draw()
}

// move chooses another entry.
func (f *files) move(by int) {
	f.at = max(0, min(f.at+by, len(f.listed)-1))
	f.draw()
}

// climb opens the parent folder.
func (f *files) climb() {
	if above := filepath.Dir(f.folder.Path); f.ready && above != f.folder.Path {
		f.visit(above, filepath.Base(f.folder.Path))
	}
}

// whole is the path of a folder that is typed, "" where a part of a name is.
func (f *files) whole() string {
	if typed := strings.TrimSpace(f.entry.Value()); f.folders && filepath.IsAbs(typed) {
		return filepath.Clean(typed)
	}
	return ""
}

// take returns the folder that is open.
func (f *files) take() {
	if f.folders && f.ready && !f.folder.Fault {
		f.finish(f.folder.Path)
	}
}

// enter opens the chosen folder or returns the chosen picture.
func (f *files) enter() {
	if path := f.whole(); path != "" {
		f.visit(path, "")
		return
	}
	if !f.ready || f.at >= len(f.listed) {
		return
	}
	path := filepath.Join(f.folder.Path, f.listed[f.at].Name)
	if f.listed[f.at].Folder {
		f.visit(path, "")
		return
	}
	f.finish(path)
}

// finish calls done once and clears everything.
func (f *files) finish(path string) {
	done := f.done
	if done == nil {
		return
	}
	f.done, f.open, f.folder, f.listed, f.ready = nil, nil, Folder{}, nil, false
	f.entry.Fill("")
	f.root.Hide()
	f.draw()
	done(path)
}

// typed handles the keys that the field passes on. None of them reaches the
// screen.
func (f *files) typed(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		f.move(-1)
	case fyne.KeyDown:
		f.move(1)
	case fyne.KeyPageUp:
		f.move(-fileRows)
	case fyne.KeyPageDown:
		f.move(fileRows)
	default:
		key, _ := fieldKey(k)
		f.key(key)
	}
	return true
}

// key handles the keys that reach the window.
func (f *files) key(k session.Key) {
	if f.burst {
		return
	}
	switch k {
	case session.KeyEnter:
		f.enter()
	case session.KeyEscape:
		f.finish("")
	case session.KeyF2:
		f.take()
	}
}
