package desktop

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestFixLocale asks the C library of a process with each environment. A locale
// that was never generated, none, and C must all result in UTF-8.
func TestFixLocale(t *testing.T) {
	if os.Getenv("DESKTOP_TEST_LOCALE") != "" {
		fixLocale(setLocale)
		os.Stdout.WriteString("locale=" + currentLocale() + ";")
		return
	}
	for _, env := range [][]string{
		{"LANG=zz_ZZ.UTF-8"}, {"LC_ALL=zz_ZZ.UTF-8"}, {"LC_CTYPE=zh_CN.GBK"}, {"LANG=C"}, {"LC_ALL=POSIX", "LANG=C.UTF-8"}, {}, {"LANG=C.UTF-8"},
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFixLocale$")
		cmd.Env = append(env, "DESKTOP_TEST_LOCALE=1")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "locale=C.UTF-8;") {
			t.Errorf("%v: %v %s", env, err, out)
		}
	}
}

// A locale that works is kept. Otherwise the next one that works is used.
func TestLocalesInTurn(t *testing.T) {
	for will, want := range map[string]string{"": "", "C.UTF-8": ",C.UTF-8", "en_US.UTF-8": ",C.UTF-8,en_US.UTF-8", "none": ",C.UTF-8,en_US.UTF-8,zh_CN.UTF-8"} {
		var tried []string
		fixLocale(func(name string) bool {
			tried = append(tried, name)
			return name == will
		})
		if got := strings.Join(tried, ","); got != want {
			t.Errorf("%q will do: tried %q, want %q", will, got, want)
		}
	}
}
