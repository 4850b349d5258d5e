package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// source is one Go file of the project that is not a test.
type source struct {
	path string // slash-separated, from the top
	pkg  string // its folder, "" for the top
	fset *token.FileSet
	ast  *ast.File
}

// parsed are the project's files, read once for all tests. They are parsed in this
// process: a test that runs go list instead would be served from the test cache.
var parsed = sync.OnceValues(func() (out []source, err error) {
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		folder := filepath.ToSlash(filepath.Dir(path))
		out = append(out, source{filepath.ToSlash(path), strings.TrimPrefix(folder, "."), fset, file})
		return err
	})
	return out, err
})

func sources(t *testing.T) []source {
	t.Helper()
	out, err := parsed()
	if err != nil || len(out) < 50 {
		t.Fatalf("%d files, %v", len(out), err)
	}
	return out
}

func (s source) imports() []string {
	var out []string
	for _, i := range s.ast.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		out = append(out, path)
	}
	return out
}

// under reports whether pkg is one of the folders or below one.
func under(pkg string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return pkg == f || strings.HasPrefix(pkg, f+"/") })
}

// mayImport says which of our folders a folder may import; the first matching
// line counts. A folder always may import what is below itself.
var mayImport = []struct {
	folder  string
	imports []string
}{
	{"identity", nil},
	{"camera", nil},
	{"readers", nil},
	{"assets", nil},
	{"imaging/capture", []string{"identity", "imaging", "camera"}},
	{"imaging", []string{"identity", "camera/jpegmark"}},
	{"records/shared", []string{"identity", "=records"}},
	{"records", []string{"identity"}},
	{"providers/all", []string{"providers"}},
	{"providers/sandbox", []string{"identity"}},
	{"providers/paidcall", []string{"identity"}},
	{"providers/internal", []string{"identity", "providers/paidcall", "providers/internal", "providers"}},
	{"providers/providertest", []string{"identity", "providers", "providers/paidcall"}},
	{"providers/", []string{"identity", "=providers", "providers/paidcall", "providers/internal"}}, // the adapters
	{"providers", []string{"identity", "providers/paidcall"}},
	{"config", []string{"identity", "=providers"}},
	{"verify", []string{"identity", "=providers", "records"}},
	{"ui/session", []string{"identity", "=providers"}},
	{"ui/desktop", []string{"identity", "ui", "assets", "=providers", "camera", "imaging", "verify", "config", "records"}},
	{"ui", []string{"identity", "=providers", "ui", "assets"}},
	{"desk", []string{"identity", "=providers", "providers/paidcall", "providers/sandbox", "config", "records", "verify", "camera", "readers", "imaging", "assets", "=ui/session", "=ui/settings", "=ui/text"}},
	{"cli", []string{"desk", "identity", "camera", "readers", "assets", "imaging", "records", "providers", "config", "verify", "ui"}},
	{"packaging", []string{"cli"}},
	{"", []string{"cli", "ui/desktop"}},
}

func TestImportDirections(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			ours, is := strings.CutPrefix(path, "facedesk/")
			if is && !allowed(s.pkg, ours) {
				t.Errorf("%s imports %s", s.path, path)
			}
		}
	}
}

func allowed(pkg, wanted string) bool {
	for _, rule := range mayImport {
		if !under(pkg, strings.TrimSuffix(rule.folder, "/")) && rule.folder != "" ||
			strings.HasSuffix(rule.folder, "/") && !strings.HasPrefix(pkg, rule.folder) {
			continue
		}
		return pkg != "" && !strings.HasPrefix(rule.folder, "providers/") && under(wanted, pkg) ||
			slices.ContainsFunc(rule.imports, func(f string) bool {
				exact, only := strings.CutPrefix(f, "=")
				return only && wanted == exact || !only && under(wanted, f)
			})
	}
	return false
}

// The sandbox and the adapters are written apart, so that they can disagree.
func TestAdaptersKnowNoSibling(t *testing.T) {
	for _, c := range []struct {
		pkg, wanted string
		want        bool
	}{
		{"providers/slsj", "providers/tianyan", false},
		{"providers/slsj", "config", false},
		{"providers/slsj", "providers/internal/reply", true},
		{"providers/sandbox", "providers/slsj", false},
		{"identity", "providers", false},
		{"imaging", "camera", false},
		{"imaging/capture", "camera", true},
		{"ui/session", "verify", false},
		{"verify", "providers/slsj", false},
		{"cli", "providers/all", true},
		{"records", "cli", false},
		{"desk", "providers/all", false},
		{"desk", "providers/slsj", false},
		{"desk", "ui", false},
		{"desk", "cli", false},
	} {
		if got := allowed(c.pkg, c.wanted); got != c.want {
			t.Errorf("%s may import %s: %v, want %v", c.pkg, c.wanted, got, c.want)
		}
	}
}

func TestEveryPackageHasADoc(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		documented[s.pkg] = documented[s.pkg] || s.ast.Doc.Text() != ""
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %q has no doc comment", pkg)
		}
	}
}

// rimOnly are the doors to the outside; who may use them gets them at the rim
// and hands them inwards as values.
var rimOnly = map[string][]string{
	"os.Getenv":          {"cli", "ui/desktop", "config/keyringtest", "packaging/papers"},
	"os.LookupEnv":       {"cli", "ui/desktop"},
	"os.Environ":         {"cli", "ui/desktop", "packaging/licenses"},
	"os.Exit":            {"", "packaging/licenses", "packaging/papers"},
	"time.Now":           {"cli", "ui/desktop"},
	"http.DefaultClient": {},
	"http.Get":           {},
	"http.Post":          {},
	"rand.Read":          {"cli"},
	"rand.Reader":        {"cli"},
	"app.New":            {"ui/desktop"},
	"app.NewWithID":      {"ui/desktop"},
	"fyne.Do":            {"ui/desktop", "ui/widgets"},
	"fyne.DoAndWait":     {"ui/desktop"},

	// What changes this process, waits by a clock of its own or starts another
	// program. Whoever starts waiting ends it with a context.
	"os.Setenv":           {"config"}, // the bus's address, which its library reads there
	"os.Unsetenv":         {"cli"},    // what would make libraries trust other certificates
	"time.NewTimer":       {"camera", "readers", "imaging/capture", "providers/sandbox", "ui/desktop"},
	"time.NewTicker":      {"camera", "cli", "desk", "ui/desktop", "records/shared/pgtest"},
	"time.AfterFunc":      {"cli", "providers/paidcall"},
	"time.After":          {"camera", "desk"},
	"time.Tick":           {},
	"time.Sleep":          {"camera/internal/uvcdevice"},
	"exec.Command":        {"config/keyringtest", "records/shared/pgtest", "packaging/licenses"},
	"exec.CommandContext": {"desk"}, // the input method's tool, the players of sounds, and the printer's queue
	"exec.LookPath":       {"config/keyringtest", "desk"},
}

// loneDoors are the only files that may call fyne.Do: messages and frames.
var loneDoors = []string{"ui/desktop/dispatch.go", "ui/widgets/preview.go"}

func TestTheOutsideComesInAtTheRim(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			name := x.Name + "." + sel.Sel.Name
			folders, watched := rimOnly[name]
			inFolder := slices.ContainsFunc(folders, func(f string) bool { return s.pkg == f || f != "" && under(s.pkg, f) })
			if watched && (!inFolder || strings.HasPrefix(name, "fyne.Do") && !slices.Contains(loneDoors, s.path)) {
				t.Errorf("%s uses %s", s.fset.Position(sel.Pos()), name)
			}
			return true
		})
	}
}

// notDrivers open no window and need no cgo: the types of keys and mice, and
// drawing into memory.
var notDrivers = []string{"fyne.io/fyne/v2/driver/desktop", "fyne.io/fyne/v2/driver/software"}

// Fyne lives under ui, never in ui/session, and its driver in ui/desktop alone.
func TestFyneStaysUnderUI(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			if !strings.HasPrefix(path, "fyne.io/") {
				continue
			}
			if !under(s.pkg, "ui") || under(s.pkg, "ui/session") {
				t.Errorf("%s imports %s", s.path, path)
			}
			if (strings.HasSuffix(path, "/v2/app") || strings.Contains(path, "/driver/") && !slices.Contains(notDrivers, path)) && s.pkg != "ui/desktop" {
				t.Errorf("%s imports the driver %s", s.path, path)
			}
		}
	}
}

// Only verify calls a provider: one press, one place, one call.
func TestOnlyVerifyCallsProviders(t *testing.T) {
	for _, s := range sources(t) {
		if s.pkg == "verify" || s.pkg == "providers/providertest" {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if ok && sel.Sel.Name == "Verify" && len(call.Args) == 2 {
				t.Errorf("%s calls Verify", s.fset.Position(call.Pos()))
			}
			return true
		})
	}
}

// A Text that is written out has both languages.
func TestTextsAreInBothLanguages(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || len(lit.Elts) == 0 || !isText(lit.Type, s.pkg) {
				return true
			}
			if len(lit.Elts) != 2 || slices.ContainsFunc(lit.Elts, isEmptyString) {
				t.Errorf("%s: a text lacks a language", s.fset.Position(lit.Pos()))
			}
			return true
		})
	}
}

// Sentences that are put together by Say and Do have both languages.
func TestSentencesAreInBothLanguages(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if ok && saysSentences(call, s.pkg) && (len(call.Args) != 2 || slices.ContainsFunc(call.Args, isEmptyString)) {
				t.Errorf("%s: a sentence lacks a language", s.fset.Position(call.Pos()))
			}
			return true
		})
	}
}

// Money is worded in identity alone, from what was charged: no sentence of an
// error speaks of it, and every error says what happened.
func TestErrorsLeaveMoneyToIdentity(t *testing.T) {
	seen := 0
	for _, s := range sources(t) {
		if s.pkg == "identity" {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if !isOf(n.Type, s.pkg, "Error") || len(n.Elts) == 0 {
					return true
				}
				seen++
				what := false
				for _, e := range n.Elts {
					kv, _ := e.(*ast.KeyValueExpr)
					name, _ := kv.Key.(*ast.Ident)
					what = what || name.Name == "What"
					if name.Name == "What" || name.Name == "Next" {
						withoutMoney(t, s, kv.Value)
					}
				}
				if !what && s.pkg != "providers/providertest" {
					t.Errorf("%s: an error does not say what happened", s.fset.Position(n.Pos()))
				}
			case *ast.CallExpr:
				if saysSentences(n, s.pkg) {
					seen++
					for _, text := range n.Args {
						withoutMoney(t, s, text)
					}
				}
			}
			return true
		})
	}
	if seen < 100 {
		t.Errorf("only %d errors and sentences were found", seen)
	}
}

// withoutMoney complains of the texts below a node that word the money.
func withoutMoney(t *testing.T, s source, n ast.Node) {
	t.Helper()
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if ok && lit.Kind == token.STRING && (strings.Contains(lit.Value, "计费") || strings.Contains(strings.ToLower(lit.Value), "charged")) {
			t.Errorf("%s: %s speaks of money", s.fset.Position(lit.Pos()), lit.Value)
		}
		return true
	})
}

// saysSentences reports a call of identity.Say or of Sentences.Do.
func saysSentences(call *ast.CallExpr, pkg string) bool {
	if isOf(call.Fun, pkg, "Say") {
		return true
	}
	do, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || do.Sel.Name != "Do" {
		return false
	}
	say, ok := do.X.(*ast.CallExpr)
	return ok && isOf(say.Fun, pkg, "Say")
}

func isText(e ast.Expr, pkg string) bool { return isOf(e, pkg, "Text") }

// isOf reports whether an expression is a name of package identity.
func isOf(e ast.Expr, pkg, name string) bool {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		x, _ := sel.X.(*ast.Ident)
		return x != nil && x.Name == "identity" && sel.Sel.Name == name
	}
	id, ok := e.(*ast.Ident)
	return ok && pkg == "identity" && id.Name == name
}

func isEmptyString(e ast.Expr) bool {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Value
	}
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Value == `""`
}

// Small parts: a reader sees a function and a file at one glance.
func TestSizes(t *testing.T) {
	const functionLines, fileLines, mainLines = 50, 250, 40
	for _, s := range sources(t) {
		lines := func(n ast.Node) int {
			return s.fset.Position(n.End()).Line - s.fset.Position(n.Pos()).Line + 1
		}
		whole := s.fset.File(s.ast.Pos()).LineCount()
		if whole > fileLines || s.path == "main.go" && whole >= mainLines {
			t.Errorf("%s has %d lines", s.path, whole)
		}
		for _, d := range s.ast.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && lines(f) > functionLines {
				t.Errorf("%s: %s has %d lines", s.path, f.Name.Name, lines(f))
			}
		}
	}
}
