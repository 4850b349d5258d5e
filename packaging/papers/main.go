// Command papers makes what a package carries beside the program: manual pages
// from the commands and from docs, completions, icons in all sizes, the desktop entry from
// FyneApp.toml, and the example of the settings.
//
//	SOURCE_DATE_EPOCH=… go run ./packaging/papers DIR
//
// DIR gets the layout of /usr. The same sources give the same bytes.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"facedesk/cli"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: papers DIR")
		os.Exit(2)
	}
	if err := makeAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "papers:", err)
		os.Exit(1)
	}
}

// makeAll fills dir, which need not exist.
func makeAll(dir string) error {
	for _, part := range []func(dir string) error{manual, documents, completions, icons, desktopEntry, example} {
		if err := part(dir); err != nil {
			return err
		}
	}
	return nil
}

// completions writes what the shells load when somebody types the command.
func completions(dir string) error {
	root := cli.Commands(io.Discard)
	var bash, zsh, fish bytes.Buffer
	if err := root.GenBashCompletionV2(&bash, true); err != nil {
		return err
	}
	if err := root.GenZshCompletion(&zsh); err != nil {
		return err
	}
	if err := root.GenFishCompletion(&fish, true); err != nil {
		return err
	}
	return write(dir, map[string][]byte{
		"share/bash-completion/completions/facedesk":    bash.Bytes(),
		"share/zsh/vendor-completions/_facedesk":        zsh.Bytes(),
		"share/fish/vendor_completions.d/facedesk.fish": fish.Bytes(),
	})
}

// example writes the settings with their explanations.
func example(dir string) error {
	var out bytes.Buffer
	root := cli.Commands(&out)
	root.SetArgs([]string{"config", "example"})
	if err := root.Execute(); err != nil {
		return err
	}
	return write(dir, map[string][]byte{"share/doc/facedesk/examples/settings.toml": out.Bytes()})
}

// write writes files below dir, which anybody may read.
func write(dir string, files map[string][]byte) error {
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
