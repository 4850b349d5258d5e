package cli

import (
	"cmp"
	"slices"

	"facedesk/identity"
	"facedesk/providers/sandbox"
	"facedesk/ui/session"
)

// handyPersons are the first of each service's test persons, those with an
// everyday answer.
const handyPersons = 12

// testPersons are the persons that the demo offers to pick, holders of resident
// IDs first.
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

// personNote is what a person brings out, in the words of the records.
func personNote(expect string) identity.Text { return worded(session.TextKey("result." + expect)) }
