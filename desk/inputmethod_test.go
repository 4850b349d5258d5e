package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// tool acts as the command line of IBus.
func tool(engine *string, asked *[]string) Command {
	return func(_ context.Context, name string, args ...string) (string, error) {
		if args[0] == "address" { // no bus: the tool does it
			return "", errors.New("no bus")
		}
		*asked = append(*asked, strings.Join(append([]string{name}, args...), " "))
		if len(args) == 2 {
			*engine = args[1]
			return "", nil
		}
		if *engine == "" {
			return "", errors.New("no daemon")
		}
		return *engine, nil
	}
}

// Pinyin is off while a field for digits has the focus, and on again
// afterwards. An input method that is off or absent stays as it is.
func TestLatinSwitchesIBus(t *testing.T) {
	for before, want := range map[string][]string{
		"libpinyin":   {"ibus engine", "ibus engine xkb:us::eng", "ibus engine libpinyin"},
		"xkb:de::ger": {"ibus engine"},
		"":            {"ibus engine"},
	} {
		synctest.Test(t, func(t *testing.T) {
			engine, asked := before, []string(nil)
			m := NewInputMethod("@im=ibus", tool(&engine, &asked))
			m.Latin(true)
			synctest.Wait()
			if before == "libpinyin" && engine != "xkb:us::eng" {
				t.Errorf("the engine for digits is %s", engine)
			}
			m.Latin(false)
			synctest.Wait()
			m.Close()
			if engine != before || !slices.Equal(asked, want) {
				t.Errorf("%q: left %q, asked %q", before, engine, asked)
			}
		})
	}
}

// A window that closes in the number field restores the input method.
func TestLatinEndsWithTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine, asked := "libpinyin", []string(nil)
		m := NewInputMethod("@im=ibus", tool(&engine, &asked))
		m.Latin(true)
		synctest.Wait()
		m.Close()
		if engine != "libpinyin" {
			t.Errorf("left %s", engine)
		}
	})
}

// An abandoned composition ends: the input method is switched off and on again,
// or only off if the next field takes digits.
func TestACompositionIsEnded(t *testing.T) {
	for latin, want := range map[bool]string{false: "libpinyin", true: "xkb:us::eng"} {
		synctest.Test(t, func(t *testing.T) {
			engine, asked := "libpinyin", []string(nil)
			m := NewInputMethod("@im=ibus", tool(&engine, &asked))
			m.End()
			m.Latin(latin)
			synctest.Wait()
			if engine != want || !slices.Contains(asked, "ibus engine xkb:us::eng") {
				t.Errorf("digits %t: left %s, asked %q", latin, engine, asked)
			}
			m.Close()
			if engine != "libpinyin" {
				t.Errorf("digits %t: closed with %s", latin, engine)
			}
		})
	}
}

func TestLatinSwitchesFcitx(t *testing.T) {
	for before, want := range map[int32][]string{fcitxOn: {"State", "Deactivate", "Activate"}, 1: {"State"}} {
		var asked []string
		off := fcitxOff(
			func(context.Context, string) (int32, error) { return 0, errors.New("version 5 does not run") },
			func(_ context.Context, method string) (int32, error) {
				asked = append(asked, method)
				return before, nil
			},
		)
		if restore := off(t.Context()); restore != nil {
			_ = restore(t.Context())
		}
		if !slices.Equal(asked, want) {
			t.Errorf("state %d: asked %q", before, asked)
		}
	}
}

// A command that fails or runs into its time limit does not leave the input
// method off.
func TestLatinRestoresAfterFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine, asked, fails := "libpinyin", []string(nil), 2
		works := tool(&engine, &asked)
		m := NewInputMethod("@im=ibus", func(ctx context.Context, name string, args ...string) (string, error) {
			out, err := works(ctx, name, args...)
			if len(args) == 2 && fails > 0 { // the command worked, but its answer came too late
				fails--
				if args[1] == "libpinyin" {
					engine = "xkb:us::eng"
				}
				return "", context.DeadlineExceeded
			}
			return out, err
		})
		for range 2 {
			m.Latin(true)
			synctest.Wait()
			m.Latin(false)
			synctest.Wait()
		}
		m.Close()
		if engine != "libpinyin" {
			t.Errorf("left %s after %q", engine, asked)
		}
	})
}
