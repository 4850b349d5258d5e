package text

import (
	"slices"
	"strings"
	"testing"

	"facedesk/identity"
)

func TestFill(t *testing.T) {
	for _, c := range []struct {
		pattern string
		values  map[string]string
		want    []Run
		missing string
	}{
		{"a {x} b", map[string]string{"x": "1"}, []Run{{"a 1 b", false}}, ""},
		{"{x}", map[string]string{"x": "{y} ** [["}, []Run{{"{y} ** [[", false}}, ""},
		{"{x}{y}", map[string]string{"x": "1"}, []Run{{"1{y}", false}}, "y"},
		{"a[[ {x}]]。", map[string]string{}, []Run{{"a。", false}}, ""},
		{"a[[ {x}]][[ {y}]]", map[string]string{"y": "2"}, []Run{{"a 2", false}}, ""},
		{"a **{x} b** c", map[string]string{"x": "1"}, []Run{{"a ", false}, {"1 b", true}, {" c", false}}, ""},
		{"a * b", nil, []Run{{"a * b", false}}, ""},
		{"{x}。", map[string]string{"x": "句子。"}, []Run{{"句子。", false}}, ""},
		{"{x}. b", map[string]string{"x": "Dr. A. "}, []Run{{"Dr. A. b", false}}, ""},
		{"{x}, b", map[string]string{"x": "A."}, []Run{{"A., b", false}}, ""},
	} {
		p, err := parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		got, missing := p.fill(c.values)
		if !slices.Equal(got, c.want) || strings.Join(missing, " ") != c.missing {
			t.Errorf("%q: %v, %q; want %v, %q", c.pattern, got, missing, c.want, c.missing)
		}
	}
}

func TestLines(t *testing.T) {
	got := lines([]Run{{"a ", false}, {"b\nc", true}, {"\n\nd", false}})
	want := [][]Run{{{"a ", false}, {"b", true}}, {{"c", true}}, nil, {{"d", false}}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"{", "}", "{}", "{X}", "{a", "a}", "[[a", "a]]", "[[a[[b]]]]", "**a", "[a]", "{a b}"} {
		if p, err := parse(s); err == nil {
			t.Errorf("%q: %v", s, p)
		}
	}
}

// A missing text is reported, and the other language's text is shown.
func TestMissing(t *testing.T) {
	var reports []string
	c := Strict(identity.English, func(err error) { reports = append(reports, err.Error()) })
	c.second["only.zh"] = pattern{{text: "仅中文"}}
	for _, x := range []struct{ got, want, report string }{
		{c.T("only.zh"), "仅中文", "no text only.zh in en"},
		{c.T("no.such"), "no.such", "no text no.such in en"},
		{c.T("idle.warning"), "This guest's details will be cleared in {seconds} s. Press any key to continue.", "no value for seconds"},
		{c.T("idle.warning", "seconds", 9, "odd"), "This guest's details will be cleared in 9 s. Press any key to continue.", "without a value"},
		{c.T("idle.warning", 9, "seconds"), "This guest's details will be cleared in {seconds} s. Press any key to continue.", "has no name"},
	} {
		if x.got != x.want || len(reports) == 0 || !strings.Contains(strings.Join(reports, "\n"), x.report) {
			t.Errorf("%q and %q; want %q and %q", x.got, reports, x.want, x.report)
		}
	}
	if len(reports) != 5 {
		t.Errorf("reports: %q", reports)
	}
	if got := New("fr").Language(); got != identity.Chinese {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a {x} [[ {y} ]] **b**", "{", "[[", "***", "{x}。", "\xff{"} {
		f.Add(s, "value")
	}
	f.Add("[[{a}]]**.**", " ") // what is blank is none
	f.Fuzz(func(t *testing.T, s, value string) {
		p, err := parse(s)
		if err != nil {
			return
		}
		values := map[string]string{}
		for _, x := range p {
			if x.name {
				values[x.text] = value
			}
		}
		runs, missing := p.fill(values)
		if missing != nil {
			t.Errorf("%q: no value for %q", s, missing)
		}
		for i, r := range runs {
			if r.Text == "" && strings.TrimSpace(value) != "" && len(runs) > 1 || i > 0 && runs[i-1].Strong == r.Strong {
				t.Errorf("%q: %v", s, runs)
			}
		}
	})
}
