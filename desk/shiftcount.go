package desk

import (
	"maps"
	"slices"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// byHand counts the guests whose document fitted, as a clerk found. One decision may be
// about several calls for the same guest.
func byHand(list []records.Entry, clerk string, corrected map[string]records.Decision) int {
	type decision struct {
		guest string
		at    int64
	}
	found := map[decision]bool{}
	for _, e := range list {
		if deciderOf(e) != clerk || decisionOf(e, corrected) != records.DecidedByEye {
			continue
		}
		d := decision{guest: e.Mark().ID}
		if a := e.Attempt; a != nil && a.Person != "" {
			d = decision{a.Person, a.Decided.UnixNano()}
		}
		found[d] = true
	}
	return len(found)
}

// countOf adds up a clerk's entries among all.
func countOf(all []records.Entry, clerk string) session.ShiftCount {
	out := session.ShiftCount{Clerk: clerk, ByHand: byHand(all, clerk, corrections(all)), Open: len(undecided(all, clerk))}
	for _, e := range all {
		if a := e.Attempt; a != nil && a.Clerk == clerk {
			out.Calls++
			if a.State == records.StateVerdict && a.Outcome == identity.Match {
				out.Passed++
			}
		}
	}
	return out
}

// countsByClerk are the counters of a day, by clerk, in the order of the codes.
func countsByClerk(all []records.Entry) (out []session.ShiftCount) {
	seen := map[string]bool{}
	for _, e := range all {
		seen[clerkOfEntry(e)], seen[deciderOf(e)] = true, true
	}
	for _, clerk := range slices.Sorted(maps.Keys(seen)) {
		if c := countOf(all, clerk); c != (session.ShiftCount{Clerk: clerk}) {
			out = append(out, c)
		}
	}
	return out
}
