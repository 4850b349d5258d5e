package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"facedesk/identity"
	"facedesk/ui/session"
)

// A text whose key is nowhere in the code is unused, or the code misspells the
// key.
func TestEveryTextIsUsed(t *testing.T) {
	used := written(t)
	for _, key := range slices.Concat(session.TextKeys(), listed()) {
		used[string(key)] = true
	}
	zh, _ := both(t)
	for key := range zh {
		if !used[key] {
			t.Errorf("nothing shows %s", key)
		}
	}
}

// Every key in the code has a text.
func TestEveryTextAskedForIsThere(t *testing.T) {
	zh, _ := both(t)
	asked := 0
	for _, n := range drawing(t) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			continue
		}
		f, _ := call.Fun.(*ast.SelectorExpr)
		key, is := literal(call.Args[0])
		if f == nil || !is || !slices.Contains([]string{"t", "T", "Runs", "Lines", "TextKey"}, f.Sel.Name) {
			continue
		}
		if _, ok := zh[key]; !ok {
			t.Errorf("no text %s", key)
		}
		asked++
	}
	if asked < 50 {
		t.Errorf("only %d texts are asked for", asked)
	}
}

// written returns all string literals of the code that draws or prints texts.
func written(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, n := range drawing(t) {
		if e, ok := n.(ast.Expr); ok {
			if s, ok := literal(e); ok {
				out[s] = true
			}
		}
	}
	return out
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// drawing returns the parsed code that draws or prints texts.
func drawing(t *testing.T) []ast.Node {
	t.Helper()
	var out []ast.Node
	for _, folder := range []string{"screens", "desktop", "widgets", "../cli", "../desk/daysheet", "../desk"} {
		files, err := filepath.Glob("../" + folder + "/*.go")
		if err != nil || len(files) < 3 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		for _, name := range files {
			if test, _ := filepath.Match("*_test.go", filepath.Base(name)); test {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				out = append(out, n)
				return true
			})
		}
	}
	return out
}

// listed returns the keys that are made from names of values.
func listed() []session.TextKey {
	var keys []session.TextKey
	for o := identity.Inconclusive; o <= identity.NoReference; o++ {
		keys = append(keys, session.TextKey("result."+o.String()))
	}
	for _, k := range identity.Kinds() {
		keys = append(keys, session.TextKey("result."+k))
	}
	for _, d := range []session.Decision{session.DecisionByEye, session.DecisionDoubt, session.DecisionLeft, "none"} {
		keys = append(keys, session.TextKey("decision."+d))
	}
	for _, c := range session.Channels() {
		keys = append(keys, session.TextKey("entry.channel."+c))
	}
	for _, e := range session.RecordedEvents() {
		keys = append(keys, session.TextKey("event."+e))
	}
	return keys
}
