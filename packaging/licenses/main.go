// Command licenses collects the licences of all Go modules that are linked into
// the program.
//
//	go run ./packaging/licenses > assets/modules.txt
//
// It fails for a module that has none.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/build"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var (
	named  = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)`)
	goroot = build.Default.GOROOT
)

// module is what the go command says of a module.
type module struct {
	Path, Version, Dir string
	Main               bool
}

func main() {
	modules, err := linked()
	if err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
	if err := list(modules); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

// list prints each text once, beneath all modules that have it.
func list(modules []module) error {
	var texts []string
	heads := map[string]string{}
	for _, m := range modules {
		text, err := license(m.Dir)
		if err != nil {
			return err
		}
		if heads[text] == "" {
			texts = append(texts, text)
		}
		heads[text] += fmt.Sprintf("## %s %s\n", m.Path, m.Version)
	}
	for _, text := range texts {
		fmt.Printf("%s\n%s\n\n", heads[text], text)
	}
	return nil
}

// linked returns the modules of the program by path, on amd64 and arm64
// together.
func linked() ([]module, error) {
	found := map[string]module{}
	for _, arch := range []string{"amd64", "arm64"} {
		deps := exec.Command("go", "list", "-deps", "-json=Module", ".")
		deps.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+arch, "CGO_ENABLED=1")
		deps.Stderr = os.Stderr
		out, err := deps.Output()
		if err != nil {
			return nil, err
		}
		if err := collect(found, out); err != nil {
			return nil, err
		}
	}
	var all []module
	for _, m := range found {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return append([]module{{Path: "Go and its standard library", Dir: goroot}}, all...), nil
}

func collect(found map[string]module, out []byte) error {
	for packages := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := packages.Decode(&p); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path] = *p.Module
		}
	}
}

// license returns the texts of a module's licences and notices, those of the C
// sources and fonts inside it too.
func license(dir string) (string, error) {
	var texts []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "testdata" || filepath.Dir(path) == goroot):
			return filepath.SkipDir
		case e.IsDir() || !named.MatchString(e.Name()):
			return nil
		}
		data, err := os.ReadFile(path)
		if text := strings.TrimSpace(string(data)); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		return err
	})
	if err == nil && len(texts) == 0 {
		err = fmt.Errorf("no licence in %s", dir)
	}
	return strings.Join(texts, "\n\n"), err
}
