package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"

	"facedesk/identity"
)

// Whatever standard output did not take is told in a sentence and by the exit code. A
// check and a hand-over keep their own code, which is the result.
func TestStandardOutputIsFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, lang := range []string{"zh", "en"} {
		for _, args := range [][]string{{"services"}, {"--help"}, {"config", "show"}, {"config", "show", "--json"}} {
			var said bytes.Buffer
			out := &stdout{to: full}
			a := &app{in: strings.NewReader(""), out: out, err: &said, lang: lang, env: []string{"FACEDESK_HOME=" + t.TempDir()}}
			root := a.root()
			root.SetArgs(append(args, "--lang", lang))
			err := a.unprinted(root.Execute(), out.fault)
			a.explain(err)
			if a.exitCode(err) != kindExits[identity.Configuration] || !strings.Contains(said.String(), unprintedText.In(identity.Language(a.lang))) {
				t.Errorf("%s: %q, exit code %d", args, said.String(), a.exitCode(err))
			}
		}
	}
	if err := (&app{tells: true}).unprinted(nil, os.ErrClosed); err != nil {
		t.Error(err)
	}
}

// Nothing is printed behind what was lost.
func TestNothingBehindAGap(t *testing.T) {
	out := &stdout{to: new(bytes.Buffer), fault: os.ErrClosed}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "a")
	if err := w.Flush(); !errors.Is(err, os.ErrClosed) || out.to.(*bytes.Buffer).Len() > 0 {
		t.Error(err)
	}
}
