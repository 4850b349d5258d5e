package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"facedesk/cli"
)

// sourceDate is the date of the pages: without it they would differ from run to run.
func sourceDate() (time.Time, error) {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// manual writes one compressed manual page for each command.
func manual(dir string) error {
	date, err := sourceDate()
	if err != nil {
		return err
	}
	return pages(cli.Commands(io.Discard), date, filepath.Join(dir, "share/man/man1"))
}

// pages writes the page of a command and of those below it.
func pages(cmd *cobra.Command, date time.Time, dir string) error {
	for _, below := range cmd.Commands() {
		if !below.IsAvailableCommand() || below.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := pages(below, date, dir); err != nil {
			return err
		}
	}
	cmd.InitDefaultHelpFlag()
	cmd.DisableAutoGenTag = true
	cmd.Long = indented(cmd.Long)
	var page bytes.Buffer
	header := doc.GenManHeader{Section: "1", Date: &date, Source: "Facedesk " + cli.Version, Manual: "Facedesk"}
	if err := doc.GenMan(cmd, &header, &page); err != nil {
		return err
	}
	packed, err := zipped(page.Bytes())
	if err != nil {
		return err
	}
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1.gz"
	return write(dir, map[string][]byte{name: packed})
}

// indented keeps the line breaks of a table: the pages are made from Markdown,
// which would join its lines.
func indented(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if strings.Contains(p, "\n  ") {
			paragraphs[i] = "    " + strings.ReplaceAll(p, "\n", "\n    ")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// zipped compresses without a name or time.
func zipped(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
