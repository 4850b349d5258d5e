package main

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// The long tests are TestSoak… in files *_soak_test.go with the build tag soak, so
// that make soak runs all of them and make test none.
func TestLongTestsAreBehindTheirTag(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		soak := strings.HasSuffix(path, "_soak_test.go")
		if behindTag(file, "soak") != soak {
			t.Errorf("%s: the tag soak and the name _soak_test.go go together", path)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") && strings.HasPrefix(f.Name.Name, "TestSoak") != soak {
				t.Errorf("%s: %s", path, f.Name.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// behindTag reports whether it matters to a file if the tag is set.
func behindTag(file *ast.File, tag string) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			expr, err := constraint.Parse(c.Text)
			if err != nil || !constraint.IsGoBuild(c.Text) {
				continue
			}
			with := func(set bool) bool {
				return expr.Eval(func(have string) bool { return have != tag || set })
			}
			if with(true) != with(false) {
				return true
			}
		}
	}
	return false
}
