package session

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parsed returns the files of a folder without its tests.
func parsed(t *testing.T, dir string) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no source in ", dir, err)
	}
	var out []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// declared are the names of the constants of type Screen.
func declared(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, f := range parsed(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				if of, ok := v.Type.(*ast.Ident); ok && of.Name == "Screen" {
					out = append(out, v.Names[0].Name)
				}
			}
			return true
		})
	}
	return out
}

func TestEveryScreenIsListed(t *testing.T) {
	names := declared(t)
	if len(names) < 13 || len(names) != len(Screens()) {
		t.Errorf("%d screens are declared, %d are listed", len(names), len(Screens()))
	}
	for i, s := range Screens() {
		if slices.Index(Screens(), s) != i {
			t.Errorf("%s is listed twice", s)
		}
	}
}

// compared are the screens that a function asks for, each named once.
func compared(f *ast.FuncDecl, screens []string) []string {
	var out []string
	add := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if s, ok := e.(*ast.SelectorExpr); ok {
				e = s.Sel
			}
			if id, ok := e.(*ast.Ident); ok && slices.Contains(screens, id.Name) && !slices.Contains(out, id.Name) {
				out = append(out, id.Name)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				add(n.X, n.Y)
			}
		case *ast.CaseClause:
			add(n.List...)
		}
		return true
	})
	return out
}

// What differs between screens is said by their rows in the list: a function
// that goes through several screens would have to be known to who adds one.
func TestNoFunctionGoesThroughScreens(t *testing.T) {
	screens := declared(t)
	for _, dir := range []string{".", "../screens"} {
		for _, f := range parsed(t, dir) {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok {
					if asked := compared(fn, screens); len(asked) > 1 {
						t.Errorf("%s: %s goes through %v", dir, fn.Name.Name, asked)
					}
				}
			}
		}
	}
}
