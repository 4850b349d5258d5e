package main

import (
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// made fills a folder as packaging/deb does.
func made(t *testing.T) string {
	t.Helper()
	t.Chdir("../..")
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	dir := t.TempDir()
	if err := makeAll(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestPapers(t *testing.T) {
	dir := made(t)
	for name, want := range map[string]string{
		"share/applications/facedesk.desktop":           "\nExec=facedesk\n",
		"share/bash-completion/completions/facedesk":    "__start_facedesk",
		"share/zsh/vendor-completions/_facedesk":        "#compdef facedesk",
		"share/fish/vendor_completions.d/facedesk.fish": "complete -c facedesk",
		"share/doc/facedesk/examples/settings.toml":     "[providers.slsj]",
		"share/icons/hicolor/16x16/apps/facedesk.png":   "PNG",
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %q: %v", name, want, err)
		}
	}
	if page := unzipped(t, filepath.Join(dir, "share/man/man1/facedesk-config-set.1.gz")); !strings.Contains(page, "Nov 2023") {
		t.Errorf("the page has no date of its source: %.200s", page)
	}
	for name, want := range map[string]string{
		"man7/facedesk-trouble.7.gz":            "facedesk-trouble - 故障速查 / Trouble by symptom",
		"man7/facedesk-kiosk.7.gz":              "DontVTSwitch",
		"zh_CN/man7/facedesk-kiosk.7.gz":        "专用柜台",
		"man7/facedesk-service-tianyan.7.gz":    "tianyan.secret_id",
		"zh_CN/man7/facedesk-provisioning.7.gz": "facedesk bundle keygen",
	} {
		if page := unzipped(t, filepath.Join(dir, "share/man", name)); !strings.Contains(page, want) || strings.Contains(page, "](") {
			t.Errorf("%s lacks %q, or has links:\n%.600s", name, want, page)
		}
	}
}

func unzipped(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Two runs give the same bytes, so that two builds of a package do.
func TestPapersRepeat(t *testing.T) {
	one, other := made(t), t.TempDir()
	if err := makeAll(other); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(one, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(one, path)
		a, _ := os.ReadFile(path)
		b, _ := os.ReadFile(filepath.Join(other, name))
		if string(a) != string(b) {
			t.Errorf("%s differs", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A terminal of 80 columns shows every cell: a table is told as a list.
func TestTablesBecomeLists(t *testing.T) {
	text := "Before.\n\n| code | looks at |\n|---|---|\n| `a\\|b` | what is *here* |\n\n| 现象 symptom | 原因 | cause |\n|:--|---|--:|\n| dark | 没有灯 | no lamp |\n| blurred | | |\n\nAfter.\n"
	page := string(asManual("facedesk-x", []byte("# X\n\n"+text), time.Unix(0, 0)))
	for _, want := range []string{"a|b", "what is", "dark", "原因: 没有灯", "cause: no lamp", "blurred", "After.", "\n.ad l\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing in\n%s", want, page)
		}
	}
	if strings.Contains(page, ".TS") || strings.Contains(page, "---") || strings.Contains(page, "cause: \n") {
		t.Errorf("a table is left:\n%s", page)
	}
}

// A package that lacks a paper is not built: a folder that is full, or no folder, and a
// date that is none are errors.
func TestNoPaperIsLeftOut(t *testing.T) {
	made(t)
	for _, part := range []func(string) error{manual, documents, completions, icons, desktopEntry, example, makeAll} {
		if err := part("/dev/null/usr"); err == nil {
			t.Error("written into a file")
		}
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	if err := makeAll(t.TempDir()); err == nil {
		t.Error("a date that is none was taken")
	}
}
