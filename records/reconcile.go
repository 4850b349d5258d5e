package records

import (
	"slices"

	"facedesk/identity"
)

// Finding is one difference between a bill and the records.
type Finding string

// What can differ.
const (
	BilledUnknown    Finding = "billed_unknown"     // billed; nobody knew whether it would be
	BilledNotCharged Finding = "billed_no_charge"   // billed, though the service had said no
	BilledTwice      Finding = "billed_twice"       // the bill has the order more than once
	BilledOther      Finding = "billed_other"       // at another price than recorded
	Refunded         Finding = "refunded"           // the bill takes something back
	BilledNotOurs    Finding = "billed_not_ours"    // no such call in the records
	NotBilled        Finding = "not_billed"         // recorded as charged, and not on the bill
	NotBilledUnknown Finding = "not_billed_unknown" // perhaps charged, and not on the bill
)

// Difference is one finding, with what it is about.
type Difference struct {
	Finding Finding
	Line    BillLine // zero where the bill has none
	Attempt Attempt  // zero where the records have none
}

// Reconcile compares a bill with the attempts of its service and time. It returns
// what differs, and how many lines agree.
func Reconcile(bill []BillLine, attempts []Attempt) (differ []Difference, agree int) {
	byOrder := map[string]int{}
	for i, a := range attempts {
		for _, key := range []string{a.ID, a.Vendor.Order} { // some services bill by our number
			if key = orderKey(key); key != "" {
				byOrder[key] = i
			}
		}
	}
	seen := map[string]bool{}
	billed := make([]bool, len(attempts))
	for _, line := range bill {
		key := orderKey(line.Order)
		i, ours := byOrder[key]
		d := Difference{Line: line}
		if ours {
			d.Attempt = attempts[i]
		}
		switch {
		case line.Fen < 0:
			d.Finding = Refunded
		case seen[key] || ours && billed[i]:
			d.Finding = BilledTwice
		case !ours:
			d.Finding = BilledNotOurs
		default:
			d.Finding = judgeLine(line, attempts[i])
		}
		if line.Fen >= 0 {
			seen[key] = true
		}
		if ours && line.Fen >= 0 {
			billed[i] = true
		}
		if d.Finding == "" {
			agree++
		} else {
			differ = append(differ, d)
		}
	}
	return append(differ, unbilled(attempts, billed)...), agree
}

// orderKey is an order number as it is compared: services are sent our numbers
// without hyphens, and spreadsheets change case and put spaces in.
func orderKey(order string) string { return identity.NormaliseNumber(order) }

func judgeLine(line BillLine, a Attempt) Finding {
	switch {
	case a.Bill() == identity.ChargedUnknown:
		return BilledUnknown
	case a.Bill() == identity.ChargedNo:
		return BilledNotCharged
	case line.Priced && line.Fen != a.PriceFen:
		return BilledOther
	}
	return ""
}

func unbilled(attempts []Attempt, billed []bool) (out []Difference) {
	for i, a := range attempts {
		switch {
		case billed[i] || a.State == StateOpen:
		case a.Bill() == identity.ChargedYes:
			out = append(out, Difference{Finding: NotBilled, Attempt: a})
		case a.Bill() == identity.ChargedUnknown:
			out = append(out, Difference{Finding: NotBilledUnknown, Attempt: a})
		}
	}
	slices.SortFunc(out, func(a, b Difference) int { return a.Attempt.Started.Compare(b.Attempt.Started) })
	return out
}
