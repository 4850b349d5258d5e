package cli_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The notice on paper says what the window says, in both languages, and is not
// printed while it lacks something.
func TestNoticeOnPaper(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(d.home, "notice.pdf")
	if r := d.run("", "notice", "-o", file, "--provider", "tianyan"); r.code != 32 || !strings.Contains(r.err, "notice.company") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	for key, value := range map[string]string{"notice.company": "滨江酒店", "notice.contact": "前台经理", "notice.reason": "核对住客", "providers.tianyan.contact": "0592-1234567"} {
		if r := d.run("", "config", "set", key, value); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	if r := d.run("", "notice", "-o", file, "--provider", "tianyan"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said := strings.NewReplacer(" ", "", "\n", "").Replace(string(out))
	for _, want := range []string{"滨江酒店拟拍摄您的面部", "0592-1234567", "180天", "Youmaydecline", "监护人", "Underfourteen", "前台经理", "核对住客"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(said, "**") || strings.Contains(said, "{") || strings.Contains(said, "[[") {
		t.Errorf("marks are left:\n%s", out)
	}
	if r := d.run("", "notice", "-o", file, "--provider", "tianyan"); r.code != 31 || !strings.Contains(r.err, "--force") {
		t.Errorf("a notice that is there: exit %d: %s", r.code, r.err)
	}
	for _, args := range [][]string{{"notice"}, {"notice", "--print", "-o", "x"}, {"notice", "-o", file + "2", "--provider", "nobody"}} {
		if r := d.run("", args...); r.code != 2 {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}
