package all

import (
	"os"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers/providertest"
	"facedesk/providers/sandbox"
)

const verdictsHead = `# What each answer means

Every row of every service's verdict table, what Facedesk makes of it, and the
fixture that holds it. Generated from the fixtures: go test ./providers/all -update

The error kinds are retake, bad_input, configuration, quota, clock, busy and
unknown_outcome; the others are outcomes. Beside the fixtures, every single and
pairwise change of a positive body, other people's echoes, sentences that say no,
every other HTTP status, HTTP that can be read in two ways and the fuzz targets
are tried by providertest; none of them passes anybody.
`

// The table of verdicts is generated from the fixtures and up to date.
func TestVerdictTable(t *testing.T) {
	var want strings.Builder
	want.WriteString(verdictsHead)
	for _, e := range List() {
		fixtures, err := providertest.Fixtures("../"+e.Descriptor.Code+"/testdata", e.Descriptor)
		if err != nil {
			t.Fatal(err)
		}
		want.WriteString(providertest.Table(e.Descriptor, fixtures))
	}
	const file = "../VERDICTS.md"
	if providertest.Updating() {
		if err := os.WriteFile(file, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want.String() {
		t.Errorf("%s is not current (%v): run go test ./providers/all -update", file, err)
	}
}

func TestListIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range List() {
		seen[e.Descriptor.Code] = true
		if e.New == nil {
			t.Errorf("%s has no adapter", e.Descriptor.Code)
		}
	}
	if len(seen) != len(List()) {
		t.Errorf("%d codes for %d services", len(seen), len(List()))
	}
	for _, code := range sandbox.Providers() {
		if !seen[code] {
			t.Errorf("the sandbox serves %s, which is not listed", code)
		}
		delete(seen, code)
	}
	for code := range seen {
		t.Errorf("the sandbox does not serve %s", code)
	}
}

// Travel documents go to slsj, 18-digit numbers to the others.
func TestWhoTakesWhat(t *testing.T) {
	id := identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}
	passport := identity.Document{Type: identity.OrdinaryPassport, Number: "E12345678", Nation: "CHN"}
	newCard := identity.Document{Type: identity.PermanentResident, Number: "911124198108030024", Nation: "CHN"}
	oldCard := identity.Document{Type: identity.PermanentResident, Number: "CHN310012345678", Nation: "CHN"}
	for _, e := range List() {
		d := e.Descriptor
		abroad := d.Code == "slsj"
		for doc, want := range map[identity.Document]bool{id: !abroad, passport: abroad, newCard: true, oldCard: abroad} {
			err := d.Takes(identity.Subject{Name: "张三", Document: doc}, d.Defaults())
			if (err == nil) != want {
				t.Errorf("%s takes type %s with %d characters: %v, want %v", d.Code, doc.Type, len(doc.Number), err, want)
			}
		}
	}
}
