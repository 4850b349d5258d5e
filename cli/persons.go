package cli

import (
	"cmp"
	"slices"

	"facedesk/identity"
	"facedesk/providers/sandbox"
	"facedesk/ui/session"
)

// handyPersons is how many test persons of each service the demo offers. The
// first ones have common results.
const handyPersons = 12

// testPersons returns the persons that the demo offers. Holders of resident IDs
// come first.
func testPersons() []session.TestPerson {
	persons := sandbox.Persons()
	slices.SortStableFunc(persons, func(a, b sandbox.Person) int { return cmp.Compare(a.Type, b.Type) })
	var out []session.TestPerson
	count := map[string]int{}
	seen := map[identity.Claim]bool{}
	for _, p := range persons {
		count[p.Provider]++
		claim := identity.Claim{Name: p.Name, Number: p.Number, Type: identity.DocumentType(p.Type), Nation: p.Nation}
		if count[p.Provider] > handyPersons || seen[claim] || p.Expect == string(identity.UnknownOutcome) {
			continue
		}
		seen[claim] = true
		out = append(out, session.TestPerson{Claim: claim, Note: personNote(p.Expect)})
	}
	return out
}

// personNote returns the result of a test person in the words of the records.
func personNote(expect string) identity.Text { return worded(session.TextKey("result." + expect)) }
