package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The report of a machine on which people have been checked holds nobody, however it
// is written, is for its user alone, and is the same as what is printed.
func TestDoctorsReportIsForAnybody(t *testing.T) {
	d := newDesk(t)
	for key, value := range map[string]string{"desk.clerk": "值班员老钱", "notice.company": "春熙宾馆", "notice.phone": "028-86660000"} {
		if r := d.run("", "config", "set", key, value); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	if _, code := d.verify(t, "--demo", "--consent", "--photo", photo(t), "--name", "张三", "--number", "110101199001010015"); code != 0 {
		t.Fatalf("exit %d", code)
	}
	file := filepath.Join(d.home, "doctor.report")
	r := d.run("", "doctor", "--json", "--report", file)
	data, err := os.ReadFile(file)
	if err != nil || string(data) != r.out {
		t.Fatalf("%v\n%s\n%s", err, data, r.err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	var report struct {
		State  string
		Checks []struct {
			Code, Name, State string
			Lines             []struct{ State, What, Next string }
		}
	}
	if err := json.Unmarshal(data, &report); err != nil || len(report.Checks) < 25 || report.State == "ok" {
		t.Errorf("%v: %d checks, %s", err, len(report.Checks), report.State)
	}
	for _, text := range []string{r.out, d.run("", "doctor").out, d.run("", "doctor", "--lang", "zh").out} {
		for _, canary := range []string{"老钱", "春熙", "86660000", d.home} {
			if strings.Contains(text, canary) {
				t.Errorf("it holds %s", canary)
			}
		}
		if found := traces([]byte(text)); found != nil {
			t.Errorf("it holds %v", found)
		}
	}
	if r := d.run("", "doctor", "--report", file); r.code != 31 || !strings.Contains(r.err, "--force") || r.out != "" {
		t.Errorf("a report that is there: exit %d: %s", r.code, r.err)
	}
	// A desk without a keyring has failed; so says the exit code, and where to look.
	if r.code != 32 || !strings.Contains(r.out, `"failed"`) {
		t.Errorf("exit %d", r.code)
	}
	if r := d.run("", "doctor", "--report", filepath.Join(d.home, "no", "folder")); r.code != 32 || !strings.Contains(r.err, "cannot be written") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}
