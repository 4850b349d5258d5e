package config

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// startsAsKiosk is what the window asks at its start.
func startsAsKiosk(src Sources) bool {
	s, err := Load(src)
	if err != nil {
		return KioskIfBroken(src)
	}
	return s.Bool(KeyKiosk)
}

func wide(text string, order binary.AppendByteOrder) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

// Whoever wrote these wants a kiosk, in whichever file they stand.
func TestEverySpellingOfTheKiosk(t *testing.T) {
	const plain = "[ui]\nkiosk = true\n"
	for _, text := range []string{
		plain, "[ui]\nkiosk=true", "[ui]\n\tkiosk\t=\ttrue # locked down\n", "ui.kiosk = true\n", "ui . kiosk = true\n", "ui = {kiosk = true}\n",
		"ui = { language = 'zh', kiosk = true }\n", "\"ui\".\"kiosk\" = true\n", "'ui'.kiosk = true\n", "[ ui ]\n'kiosk' = true\n", "[\"ui\"]\nkiosk = true\n",
		"\"\\u0075i\".kiosk = true\n", "\xef\xbb\xbf" + plain, strings.ReplaceAll(plain, "\n", "\r\n"), "\n\n" + plain + "\n",
		"[ui]\nkiosk = true\nnonsense = 1\n", "[ui]\n  kiosk=true # locked\n[[\n", "ui.kiosk = true\n= =", "[ui]\nlanguage = 'xx'\nkiosk = true\n",
		"UI.KIOSK = true\n", "[UI]\nkiosk = true\n", "[ui]\nKiosk = true\n", "[ui]\nkisok = true\n", "[ui]\n\"kіosk\" = true\n", "kiosk = true\n", "[desk]\nkiosk = true\n",
		"\"ui.kiosk\" = true\n", "[\"ui.kiosk\"]\n", "[ui.kiosk]\non = true\n", "[[ui]]\nkiosk = true\n", "[Ui]\n", "ui = [{kiosk = true}]\n",
		"[ui]\nkiosk = \"true\"\n", "[ui]\nkiosk = True\n", "[ui]\nkiosk = TRUE\n", "[ui]\nkiosk = 1\n", "[ui]\nkiosk = yes\n", "[ui]\nkiosk = [true]\n", "[ui]\nkiosk\n", "[ui]\nkiosk =\n",
		"[ui]\nkiosk: true\n", "ui:\n  kiosk: true\n", `{"ui": {"kiosk": true}}`, "<ui><kiosk>true</kiosk></ui>", "[ui\nkiosk = true\n", "[ui]\nkiosk = true false\n",
		"[ui]\nkiosk = false\nkiosk = true\n", "ui = {kiosk = false}\n[ui]\nkiosk = true\n", "[ui]\nkiosk = false\n[ui]\nkiosk = true\n", "[ui]\rkiosk = true\r",
		"[ui]\nkiosk\u00a0= true\n", "[ui]\nkiosk ＝ true\n", "[ui]\n\u3000kiosk = true\n",
		wide(plain, binary.LittleEndian), wide(plain, binary.BigEndian), "version = 2\n" + plain, "version = 2\n[screen]\nlocked_down = true\n",
		"[desk]\nname = 'x\n", plain + "\x00", strings.Repeat("\x00", 40), "", "\x7fELF\x02\x01\x01", "<<<<<<< HEAD\n" + plain, "# " + strings.Repeat("x", maxFile) + "\n" + plain,
		strings.Repeat("[nonsense]\n", maxItems+1) + plain, strings.Repeat("nonsense = 1\n", maxComplaints+1) + plain, strings.Repeat("desk.name = 1\n", maxComplaints+1) + "ui.kiosk = true\n",
	} {
		for _, system := range []bool{true, false} {
			src := place(t, "", "")
			file := src.User
			if system {
				file = src.System.File
			}
			must(t, os.WriteFile(file, []byte(text), 0o600))
			if !startsAsKiosk(src) {
				t.Errorf("system %v: no kiosk from %.80q", system, text)
			}
		}
	}
}

// A file that is cut anywhere opens no kiosk, unless it is cut at the end of a
// line and so is whole: then nobody can tell.
func TestCutSettingsAreAKiosk(t *testing.T) {
	const whole = "version = 1\nlocked = ['ui.*']\n[ui]\nlanguage = 'zh'\nkiosk = true\n"
	for n := range len(whole) {
		src := place(t, "", "")
		must(t, os.WriteFile(src.System.File, []byte(whole[:n]), 0o600))
		if n > 0 && (whole[n-1] == '\n' || whole[n] == '\n') && !strings.Contains(whole[:n], "kiosk") {
			continue
		}
		if !startsAsKiosk(src) {
			t.Errorf("no kiosk from %q", whole[:n])
		}
	}
}

// What stands in the file's place and is no file is a fault.
func TestFilesThatCannotBeRead(t *testing.T) {
	for name, put := range map[string]func(file string) error{
		"a folder":           func(f string) error { return os.Mkdir(f, 0o700) },
		"a dangling link":    func(f string) error { return os.Symlink(f+".gone", f) },
		"a circle of links":  func(f string) error { return os.Symlink(f, f) },
		"a device":           func(f string) error { return os.Symlink("/dev/zero", f) },
		"below a plain file": func(f string) error { return os.WriteFile(filepath.Dir(f), nil, 0o600) },
		"below a dangling link": func(f string) error {
			return os.Symlink(filepath.Dir(f)+".gone", filepath.Dir(f))
		},
	} {
		for _, system := range []bool{true, false} {
			src := place(t, "", "")
			file := filepath.Join(filepath.Dir(src.User), "etc", "settings.toml")
			if !strings.HasPrefix(name, "below") {
				must(t, os.Mkdir(filepath.Dir(file), 0o700))
			}
			must(t, put(file))
			if src.User = file; system {
				src.System.File, src.User = file, ""
			}
			if !startsAsKiosk(src) {
				t.Errorf("%s, system %v: no kiosk", name, system)
			}
			_, err := Load(src)
			refused(t, err, "cannot be read")
			if strings.Contains(name, "link") && (strings.Contains(err.Error(), "chmod go-w") || strings.Contains(err.Error(), "ermissions")) {
				t.Errorf("%s, system %v: other rights do not mend it: %v", name, system, err)
			}
		}
	}
}

// These say that they want none, or nothing of it.
func TestNoKiosk(t *testing.T) {
	for _, c := range []struct{ name, system, user string }{
		{"nothing", "", ""},
		{"not asked for", "[desk]\nname = 'x'\n", "[desk]\nclerk = 'y'\n"},
		{"a comment", "# kiosk = true\n", "# [ui]\n# kiosk = true\n"},
		{"the user's says no in plain words", "", "[ui]\nkiosk = false\nnonsense = 1\n"},
		{"another setting of the user's is wrong", "", "[ui]\nlanguage = 'xx'\n[desk]\nname = 1\n"},
		{"the user's broken, the system's locks it", "locked = ['ui.*']\n[ui]\nkiosk = false\n", "[["},
		{"the user says no", "[ui]\nkiosk = true\n", "[ui]\nkiosk = false\nlanguage = 'xx'\n"},
	} {
		if startsAsKiosk(place(t, c.system, c.user)) {
			t.Errorf("%s: a kiosk", c.name)
		}
	}
}

func TestKioskBetweenLayers(t *testing.T) {
	for _, c := range []struct {
		name, system, user string
		env                []string
	}{
		{"the system's broken, the user's says no", "[[", "[ui]\nkiosk = false\n", nil},
		{"the system's has one bad value", "[ui]\nkiosk = false\nlanguage = 'xx'\n", "", nil},
		{"the user's broken", "[ui]\nkiosk = true\n", "[[", nil},
		{"the user's broken, the system's silent", "[desk]\nname = 'x'\n", "[[", nil},
		{"the user's broken, the system's says no", "[ui]\nkiosk = false\n", "[[", nil},
		{"locked to yes", "locked = ['ui.kiosk']\n[ui]\nkiosk = true\n", "[ui]\nkiosk = false\n", []string{"FACEDESK_UI_KIOSK=false"}},
		{"the variable", "", "", []string{"FACEDESK_UI_KIOSK=true", "FACEDESK_NONSENSE=1"}},
		{"the variable's spelling", "", "", []string{"FACEDESK_UI_KIOSK=yes"}},
		{"the variable's capitals", "", "", []string{"facedesk_ui_kiosk=true"}},
		{"the variable's name", "", "", []string{"FACEDESK_KIOSK=true"}},
	} {
		src := place(t, c.system, c.user)
		src.Env = c.env
		if !startsAsKiosk(src) {
			t.Errorf("%s: no kiosk", c.name)
		}
	}
}

// FuzzKiosk: a file that sets the kiosk opens none by whatever else it holds.
func FuzzKiosk(f *testing.F) {
	for _, seed := range []string{"", "[desk]\nname = 'x'\n", "[[", "\"\"\"", "version = 3", "x = {", "ui.kiosk = false"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, more []byte) {
		src := place(t, "", "")
		must(t, os.WriteFile(src.System.File, append(bytes.Clone([]byte("ui.kiosk = true\n")), more...), 0o600))
		if !startsAsKiosk(src) {
			t.Fatalf("no kiosk with %q behind it", more)
		}
	})
}

// An edit leaves no file that looks like one that was cut off.
func TestUnsetLeavesNoEmptyFile(t *testing.T) {
	src := place(t, "ui.kiosk = false\n", "")
	must(t, Unset(src, src.System.File, KeyKiosk))
	if got := contents(t, src.System.File); got != "version = 1\n" || startsAsKiosk(src) {
		t.Errorf("%q", got)
	}
}
