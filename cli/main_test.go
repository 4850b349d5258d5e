package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// binary is the program as it is shipped, built once for all tests here.
var binary string

// tags are those of the Makefile.
const tags = "x11,no_emoji"

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "facedesk-cli-")
	if err != nil {
		panic(err)
	}
	flag.Parse() // of the tests, for coverData
	binary = filepath.Join(dir, "facedesk")
	if text, err := buildProgram(binary, "").CombinedOutput(); err != nil {
		panic(string(text))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// buildProgram builds the program, for coverage where that is measured.
func buildProgram(out, ldflags string) *exec.Cmd {
	build := exec.Command("go", "build", "-tags", tags, "-o", out, "-ldflags", ldflags)
	if coverData() != nil {
		build.Args = append(build.Args, "-cover", "-covermode", testing.CoverMode())
	}
	build.Args = append(build.Args, "facedesk")
	return build
}

// coverData is the variable that says where the program leaves what it has
// covered; nil where coverage is not measured.
func coverData() []string {
	dir := flag.Lookup("test.gocoverdir").Value.String()
	if testing.CoverMode() == "" || dir == "" {
		return nil
	}
	return []string{"GOCOVERDIR=" + dir}
}

// desk is one installation of its own.
type desk struct {
	home string
	env  []string
}

func newDesk(t testing.TB, env ...string) desk {
	t.Helper()
	home := t.TempDir()
	// An address that answers nobody, so that no test reaches a real keyring.
	base := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "FACEDESK_HOME=" + home, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}
	d := desk{home, append(append(base, coverData()...), env...)}
	t.Cleanup(func() { d.findsNobody(t) })
	return d
}

// result is what one run of the program left.
type result struct {
	out, err string
	code     int
}

func (d desk) run(stdin string, args ...string) result {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute) // a hang must not hold up all others
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = d.env
	cmd.Stdin = strings.NewReader(stdin)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return result{err: err.Error(), code: -1}
	}
	return result{out.String(), errOut.String(), cmd.ProcessState.ExitCode()}
}

// runTo is run with an output of its own.
func (d desk) runTo(out *os.File, args ...string) result {
	cmd := exec.Command(binary, args...)
	var said bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr = d.env, out, &said
	_ = cmd.Run() // the code tells
	return result{code: cmd.ProcessState.ExitCode(), err: said.String()}
}

// report is the JSON object of facedesk verify.
type report struct {
	Outcome, Kind, Provider, Order, Charged, Attempt, Message string
	VendorCode                                                string `json:"vendor_code"`
	VendorMessage                                             string `json:"vendor_message"`
	Demo                                                      bool
	Warnings                                                  []string
	Portrait                                                  struct {
		Bytes, Width, Height int
		Base64Chars          int `json:"base64_chars"`
	}
}

func (r report) result() string { return r.Outcome + r.Kind }

// verify runs facedesk verify --json.
func (d desk) verify(t *testing.T, args ...string) (report, int) {
	t.Helper()
	r := d.run("", append([]string{"verify", "--json"}, args...)...)
	var out report
	if err := json.Unmarshal([]byte(r.out), &out); err != nil {
		t.Fatalf("exit %d, not one JSON object: %v\n%s%s", r.code, err, r.out, r.err)
	}
	return out, r.code
}

var exits = map[string]int{
	"match": 0, "identity_match": 10, "face_mismatch": 20, "identity_mismatch": 21, "no_reference": 22, "inconclusive": 23,
	"retake": 30, "bad_input": 31, "configuration": 32, "quota": 32, "clock": 32, "busy": 33, "not_sent": 34,
	"unknown_outcome": 35, "guarded": 36, "records": 37,
}

// TestScripts runs the stories of testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", filepath.Dir(binary)+string(os.PathListSeparator)+os.Getenv("PATH"))
			e.Setenv("FACEDESK_HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("HOME", e.WorkDir)
			if err := os.WriteFile(filepath.Join(e.WorkDir, "grey.png"), greyPicture(), 0o600); err != nil {
				return err
			}
			photo, err := os.ReadFile("../assets/photos/portrait.jpg")
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(e.WorkDir, "guest.jpg"), photo, 0o600); err != nil {
				return err
			}
			e.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
			e.Vars = append(e.Vars, coverData()...)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exitsWith},
	})
}

// greyPicture is a picture with nobody on it.
func greyPicture() []byte {
	img := image.NewGray(image.Rect(0, 0, 400, 400))
	for i := range img.Pix {
		img.Pix[i] = 128
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// exitsWith runs a command and wants this exit code: exits 31 facedesk …
func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	code := 0
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
