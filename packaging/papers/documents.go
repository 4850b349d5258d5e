package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/cpuguy83/go-md2man/v2/md2man"

	"facedesk/cli"
)

// documents writes the pages for IT and management as they are, in the layout of the
// project, so that their links hold, and each as a manual page of section 7: those in
// two languages, or in English, for everybody, and the Chinese ones for Chinese.
func documents(dir string) error {
	date, err := sourceDate()
	if err != nil {
		return err
	}
	pages, err := documentFiles()
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			return err
		}
		files[filepath.Join("share/doc/facedesk", page)] = data
		if !strings.HasPrefix(page, "docs/") {
			continue
		}
		name, folder := manualName(page)
		packed, err := zipped(asManual(name, data, date))
		if err != nil {
			return err
		}
		files[filepath.Join("share/man", folder, name+".7.gz")] = packed
	}
	return write(dir, files)
}

// documentFiles are the pages, and what they lead to.
func documentFiles() ([]string, error) {
	out := []string{"providers/VERDICTS.md", "providers/sandbox/PERSONS.md"}
	for _, pattern := range []string{"docs/*.md", "docs/zh/*.md", "docs/services/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// manualName returns the name of the manual page of a document, and its folder.
func manualName(page string) (name, folder string) {
	base := strings.TrimSuffix(filepath.Base(page), ".md")
	switch filepath.Base(filepath.Dir(page)) {
	case "zh":
		return "facedesk-" + base, "zh_CN/man7"
	case "services":
		return "facedesk-service-" + base, "man7"
	}
	return "facedesk-" + base, "man7"
}

var (
	remark   = regexp.MustCompile(`(?s)<!--.*?-->\n*`)
	fileLink = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
)

// asManual turns a document into a manual page. Links to files are no use there: their
// words stay. Tables become lists.
func asManual(name string, data []byte, date time.Time) []byte {
	text := listed(fileLink.ReplaceAllString(remark.ReplaceAllString(string(data), ""), "$1"))
	title, body, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
	var page bytes.Buffer
	fmt.Fprintf(&page, "# %q \"7\" %q \"Facedesk %s\" \"Facedesk\"\n\n# NAME\n\n%s \\- %s\n\n# DESCRIPTION\n%s", strings.ToUpper(name), date.Format("Jan 2006"), cli.Version, name, title, body)
	return bytes.Replace(md2man.Render(page.Bytes()), []byte("\n.SH NAME"), []byte("\n.ad l\n.SH NAME"), 1) // justified, the few spaces of Chinese grow wide
}
