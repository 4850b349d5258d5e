package cli_test

import (
	"encoding/json"
	"testing"
)

type person struct{ Provider, Type, Number, Nation, Name, Expect, Row string }

func persons(t *testing.T, d desk) []person {
	t.Helper()
	var list []person
	if err := json.Unmarshal([]byte(d.run("", "sandbox", "persons", "--json").out), &list); err != nil || len(list) < 100 {
		t.Fatalf("%d persons, %v", len(list), err)
	}
	return list
}

// One test person for each result of each service brings out what the table says,
// through the built binary: adapter, transport, records and sandbox together.
// TestSoakEveryPerson asks about all of them.
func TestPersons(t *testing.T) {
	seen := map[string]bool{}
	var few []person
	d := newDesk(t)
	for _, p := range persons(t, d) {
		if of := p.Provider + " " + p.Expect; !seen[of] {
			seen[of] = true
			few = append(few, p)
		}
	}
	verifyPersons(t, d, few)
}

// verifyPersons wants of each person what the table says, and a record.
func verifyPersons(t *testing.T, d desk, list []person) {
	for _, p := range list {
		t.Run(p.Provider+" "+p.Row, func(t *testing.T) {
			t.Parallel()
			got, code := d.verify(t, "--demo", "--consent", "--provider", p.Provider,
				"--type", p.Type, "--nation", p.Nation, "--name", p.Name, "--number", p.Number)
			if got.result() != p.Expect || code != exits[p.Expect] || !got.Demo || got.Provider != p.Provider {
				t.Errorf("%+v, exit %d, want %s", got, code, p.Expect)
			}
			if got.Attempt == "" {
				t.Error("no record was made")
			}
		})
	}
}

// A known number under another name does not pass, nor does an unknown person.
func TestStrangersDoNotPass(t *testing.T) {
	d := newDesk(t)
	seen := map[string]bool{}
	for _, p := range persons(t, d) {
		if seen[p.Provider] || p.Expect != "match" && p.Expect != "identity_match" {
			continue
		}
		seen[p.Provider] = true
		other, _ := d.verify(t, "--demo", "--consent", "--provider", p.Provider, "--type", p.Type, "--nation", p.Nation, "--name", "钱他人", "--number", p.Number)
		if other.Outcome != "identity_mismatch" {
			t.Errorf("%s: another name with a known number: %s", p.Provider, other.result())
		}
		number := map[bool]string{true: "H98765432", false: "11010519491231002X"}[p.Provider == "slsj"]
		nobody, _ := d.verify(t, "--demo", "--consent", "--provider", p.Provider, "--name", "钱他人", "--number", number)
		if nobody.Outcome != "no_reference" {
			t.Errorf("%s: an unknown person: %s", p.Provider, nobody.result())
		}
	}
	if len(seen) != 5 {
		t.Errorf("positive persons of %d services", len(seen))
	}
}
