package doctor

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"facedesk/camera"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/providers"
	"facedesk/readers"
	"facedesk/records"
)

// Machine is what the checks look at. All fields but Window are required; New sets
// those that are always the same. Tests break them one by one.
type Machine struct {
	Version string
	Now     func() time.Time
	Clock   func() records.Clock
	Env     func(name string) string
	Home    string // the user's folder, which is told as ~
	Load    func() (*desk.Installation, error)
	// Secrets returns the names of the secrets that the keyring has. It reads none.
	Secrets func(ctx context.Context, in *desk.Installation) ([]string, error)
	// Services are those that the program knows.
	Services []providers.Entry

	Window  Window
	Cameras Cameras
	Reader  Reader
	Faces   func() (int, error) // finds the faces of the built-in picture
	Screen  func(context.Context) (Screen, error)
	Fonts   func() ([]Font, error)
	Player  func() string // the program that plays sounds, "" if there is none
	Disk    func(folder string) (Space, error)
	Proc    string // /proc
	Etc     string // /etc
	Bus     func(context.Context) (Power, error)
	Slept   func() time.Duration // since the machine was started

	once     sync.Once
	in       *desk.Installation
	fault    error // of in
	secretly sync.Once
	stored   []string
	keyless  error // why the keyring tells no names
}

// Window answers what only the package with the window can ask the machine for.
type Window interface {
	// Locale returns the locale of typed characters as the C library has it. ok is
	// false if it was never generated or is not in UTF-8.
	Locale() (name string, ok bool)
	// Renderer opens a window that nobody sees, and returns what draws it.
	Renderer(ctx context.Context) (string, error)
}

// Cameras are the machine's cameras, and the words for their states.
type Cameras struct {
	List    func() ([]camera.Device, error)
	Holders func(path string) []camera.Holder // as far as they can be seen
	Open    func(in *desk.Installation, id string) camera.Source
	Maker   func() capture.Maker
	Ask     func(ctx context.Context, in *desk.Installation) (desk.CameraSeen, error) // the running window
	Said    func(s camera.State, cause error) identity.Sentences
	Scene   func(seen desk.CameraSeen) identity.Sentences
	Hint    func(c imaging.Code) identity.Text
}

// Reader is the machine's card reader.
type Reader struct {
	Ask  func(ctx context.Context, port string) (readers.State, error)
	Said func(readers.State) identity.Sentences
}

// Space is the room on a disk.
type Space struct {
	Free     uint64 // bytes
	ReadOnly bool
}

// installation loads the settings once for all checks. It may hang with the disk.
func (m *Machine) installation() (*desk.Installation, error) {
	m.once.Do(func() { m.in, m.fault = m.Load() })
	return m.in, m.fault
}

// settled returns the installation if its settings could be read. The check of the
// settings says why they could not.
func (m *Machine) settled(say func(Line)) (*desk.Installation, bool) {
	in, err := m.installation()
	if err == nil && in != nil && in.Settings != nil {
		return in, true
	}
	say(Line{Failed, identity.Say("设置读不出来，这一项没有检查。", "The settings cannot be read, so this was not looked at.")})
	return nil, false
}

// secrets asks the keyring once for all checks.
func (m *Machine) secrets(ctx context.Context, in *desk.Installation) ([]string, error) {
	m.secretly.Do(func() { m.stored, m.keyless = m.Secrets(ctx, in) })
	return m.stored, m.keyless
}

// tell returns a line with a text in both languages.
func tell(s State, zh, en string) Line { return Line{s, identity.Say(zh, en)} }

// do adds what to do.
func (l Line) do(zh, en string) Line {
	l.Sentences = l.Do(zh, en)
	return l
}

// failure returns the line for an error.
func failure(err error) Line {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return Line{Failed, e.Said()}
	}
	return Line{Failed, desk.AsIdentity(err).Said()}
}

// about puts what a line is about before it.
func about(what string, l Line) Line {
	l.What = identity.Text{ZH: what + "：" + l.What.ZH, EN: what + ": " + l.What.EN}
	return l
}

// safe leaves out of a text where the user's folder is, and what looks like a number
// of a person.
func (m *Machine) safe(t identity.Text) identity.Text {
	return identity.Text{ZH: m.safely(t.ZH), EN: m.safely(t.EN)}
}

func (m *Machine) safely(s string) string {
	if len(m.Home) > 1 {
		s = strings.ReplaceAll(s, m.Home, "~")
	}
	return numbers.ReplaceAllString(oneLine(s), "***")
}

// numbers are what may be a person's number.
var numbers = regexp.MustCompile(`\d{15,17}[\dXx]?`)

// oneLine puts a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// file reads a small file of the system, "" if it cannot.
func file(name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}
