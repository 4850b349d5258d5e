package sandbox

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"facedesk/identity"
)

var update = flag.Bool("update", false, "write PERSONS.md and testdata anew")

// positive reports an answer that is positive by the manual: HTTP 200 and every
// field.
func positive(provider string, r reading) bool {
	var o map[string]any
	if r.status != http.StatusOK || json.Unmarshal([]byte(r.body), &o) != nil {
		return false
	}
	in := func(keys ...string) any {
		var v any = o
		for _, key := range keys {
			m, _ := v.(map[string]any)
			v = m[key]
		}
		return v
	}
	number := func(keys ...string) float64 {
		f, ok := in(keys...).(float64)
		if !ok {
			return -1
		}
		return f
	}
	one := func(keys ...string) bool {
		v := fmt.Sprint(in(keys...))
		return v == "1" || v == "01"
	}
	switch provider {
	case "slsj":
		return number("code") == 0 && in("result", "result") == "01" && in("result", "idcardResult") == "01" && in("result", "photoResult") == "01"
	case "tianyan":
		score := number("data", "score")
		return in("success") == true && number("code") == 200 && number("data", "incorrect") == 100 &&
			in("data", "msg") == "系统判断为同一人" && score >= 0.45 && score <= 1
	case "muzhiyun":
		return number("ok") == 1 && in("match") == true && number("error") == 0 && !strings.Contains(r.body, "存在*字符")
	case "apetime":
		score := number("data", "score")
		return in("code") == "0000" && one("data", "result") && one("data", "id_name") && one("data", "photo") && score >= 60 && score <= 100
	}
	return wapiPositive(o)
}

func wapiPositive(o map[string]any) bool {
	if o["codeid"] != 10000.0 {
		return false
	}
	found := false
	places := []any{o, o["retdata"]}
	if list, ok := o["retdata"].([]any); ok {
		if len(list) != 1 {
			return false
		}
		places[1] = list[0]
	}
	for _, place := range places {
		m, _ := place.(map[string]any)
		if status, ok := m["bank_status"]; ok {
			if status != "01" {
				return false
			}
			found = true
		}
	}
	return found
}

// TestPersonsAnswer sends every person without faults of the network, and
// compares each answer with the stored one.
func TestPersonsAnswer(t *testing.T) {
	s := startWith(t, Options{})
	files := map[string]*strings.Builder{}
	for _, p := range Persons() {
		// A delay of nothing replaces the person's own fault.
		l := about(p)
		l.path += "?sandbox=delay:1ns"
		got := post(t, s, l)
		if got.reason() != "" {
			t.Errorf("%s %s: refused: %s", p.Provider, p.Row, got.reason())
		}
		checkPositive(t, p, got)
		if files[p.Provider] == nil {
			files[p.Provider] = &strings.Builder{}
		}
		gateway := got.header.Get("X-Ca-Error-Code") + " " + got.header.Get("X-Ca-Error-Message")
		fmt.Fprintf(files[p.Provider], "# %s | %s | %s\nHTTP %d %s\n%s\n\n", p.Number, p.Row, p.Expect, got.status, strings.TrimSpace(gateway), unnumbered(p, got.body))
	}
	for provider, text := range files {
		golden(t, "testdata/"+provider+".txt", text.String())
	}
}

func checkPositive(t *testing.T, p Person, got reading) {
	t.Helper()
	under := p.Expect == "unknown_outcome" && strings.HasPrefix(p.Row, "network") // the fault covers a match
	another := strings.HasPrefix(p.Row, "10000, 01, another")                     // only the echo tells
	beside := strings.HasSuffix(p.Row, " beside a match")                         // the text beside the codes tells
	want := p.Expect == "match" || p.Expect == "identity_match" || under || another || beside
	if positive(p.Provider, got) != want {
		t.Errorf("%s %s, expected %s: HTTP %d %s", p.Provider, p.Row, p.Expect, got.status, got.body)
	}
}

// unnumbered removes the order numbers from an answer.
func unnumbered(p Person, body string) string {
	var o map[string]any
	if json.Unmarshal([]byte(body), &o) != nil {
		return body
	}
	for _, key := range []string{"trace_id", "order_no", "orderNumber"} {
		if at := strings.Index(body, `"`+key+`":"`); at >= 0 {
			start := at + len(key) + 4
			end := start + strings.Index(body[start:], `"`)
			body = body[:start] + "…" + body[end:]
		}
	}
	return body
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date or an answer has changed; look, then run go test -update. Now:\n%s", path, got)
	}
}

func TestPersonsPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Test persons of the sandbox\n\nMade by `go test ./providers/sandbox -update`. The same number with another name is an identity mismatch; any other\nnumber is not found. All of them are invented.\n")
	provider := ""
	for _, p := range Persons() {
		if p.Provider != provider {
			provider = p.Provider
			fmt.Fprintf(&b, "\n## %s\n\n| type | number | nation | name | brings out | expected |\n|---|---|---|---|---|---|\n", provider)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", p.Type, p.Number, p.Nation, p.Name, p.Row, p.Expect)
	}
	golden(t, "PERSONS.md", b.String())
}

func TestPersonsAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Persons() {
		id := p.Provider + " " + p.Number
		if seen[id] {
			t.Errorf("%s twice", id)
		}
		seen[id] = true
		_, outcome := identity.ParseOutcome(p.Expect)
		if !outcome && !slices.Contains(identity.Kinds(), identity.Kind(p.Expect)) {
			t.Errorf("%s: expects %q", id, p.Expect)
		}
		if len(p.Number) == 18 && weighted(p.Number[:17]) != p.Number[17] {
			t.Errorf("%s: check character", id)
		}
		if !slices.Contains(Providers(), p.Provider) || p.Name == "" || p.Row == "" || len(p.Nation) != 3 {
			t.Errorf("%+v is incomplete", p)
		}
		if p.Provider != "slsj" && (p.Type != "111" || len(p.Number) != 18) {
			t.Errorf("%s takes resident IDs only", id)
		}
		if p.Provider == "muzhiyun" && strings.Contains(p.Name, " ") {
			t.Errorf("%s: a name with a space", id)
		}
	}
}

// weighted computes the check character by the weights of GB 11643,
// independently of the table.
func weighted(body string) byte {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	return "10X98765432"[sum%11]
}

func TestCheckCharacterOfTheStandard(t *testing.T) {
	for _, number := range []string{"11010519491231002X", "440524188001010014", "911124198108030024", "932682198501010017"} {
		if got := checkCharacter(number[:17]); got != number[17:] {
			t.Errorf("%s: %s", number, got)
		}
	}
}

func TestPersonsIncludeUncommonNames(t *testing.T) {
	for _, provider := range Providers() {
		rare, dotted := false, false
		for _, p := range Persons() {
			if p.Provider == provider && strings.HasSuffix(p.Expect, "match") {
				rare = rare || strings.ContainsAny(p.Name, "䶮𠮷")
				dotted = dotted || strings.Contains(p.Name, "·")
			}
			if !utf8.ValidString(p.Name) {
				t.Errorf("%q", p.Name)
			}
		}
		if !rare || !dotted {
			t.Errorf("%s: rare %v, dotted %v", provider, rare, dotted)
		}
	}
}

func TestKnownNumberWithAnotherName(t *testing.T) {
	s := startWith(t, Options{})
	mismatch := map[string]string{
		"slsj": `"idcardResult":"02"`, "tianyan": `"incorrect":101`, "muzhiyun": `"error":6`, "apetime": `"id_name":2`, "wapi": `"bank_status":"02"`,
	}
	for _, p := range Persons() {
		p.Name += "某"
		got, err := exchange(s, about(p))
		if err != nil {
			t.Fatalf("%s: a fault for somebody else: %v", p.Row, err)
		}
		if !strings.Contains(got.body, mismatch[p.Provider]) || positive(p.Provider, got) {
			t.Errorf("%s %s: %s", p.Provider, p.Row, got.body)
		}
	}
}

func TestAnotherTypeOrNationIsNotFound(t *testing.T) {
	s := startWith(t, Options{})
	for _, change := range []func(*Person){func(p *Person) { p.Type = "414" }, func(p *Person) { p.Nation = "GBR" }} {
		p := matching("slsj")
		change(&p)
		if got := post(t, s, about(p)); !strings.Contains(got.body, nobody["slsj"]) {
			t.Errorf("%+v: %s", p, got.body)
		}
	}
}

// TestNetworkPersons sends the persons with a fault and observes it.
func TestNetworkPersons(t *testing.T) {
	s := startWith(t, Options{})
	count := 0
	for _, p := range Persons() {
		if !strings.HasPrefix(p.Row, "network") {
			continue
		}
		count++
		got, err := exchange(s, about(p))
		misframed := slices.Contains([]string{"network: plaingzip", "network: version", "network: lengths", "network: behind"}, p.Row) // only a strict reader notices
		if err == nil && positive(p.Provider, got) && len(got.body) <= 1<<20 && !misframed {
			t.Errorf("%s %s: %s", p.Provider, p.Row, got.body)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s %s hangs", p.Provider, p.Row)
		}
	}
	if count != 12*len(Providers()) {
		t.Errorf("%d persons", count)
	}
}
