package screens

import (
	"facedesk/ui/session"
)

// staffColumns are those of the clerks.
var staffColumns = shares{0.2, 0.5, 0.3, 0, 0, 0}

// staff words the list of clerks.
type staff struct{ *env }

func staffPage() page {
	return page{screen: session.Staff, build: func(s *Screens) part { return newListing(s.env, staff{s.env}.listed) },
		buttons: []session.Action{session.ActLeave}}
}

func (n staff) listed(v session.View) listed {
	k := v.Staff
	out := listed{title: n.t(v.Title), body: n.t("staff.body"), fault: n.say(k.Fault), at: k.At,
		head: tableContent{head: true, shares: &staffColumns, cells: [6]string{n.t("sign_in.code"), n.t("sheet.name")}}}
	switch {
	case k.Busy:
		out.note = n.t("ledger.busy")
	case k.Set != "":
		out.note = n.t("staff.set", "name", k.Set)
	}
	for i, c := range k.Clerks {
		role := ""
		if c.Lead {
			role = n.t("staff.lead")
		}
		out.lines = append(out.lines, tableContent{shares: &staffColumns, chosen: i == k.At, cells: [6]string{c.Code, c.Name, role}})
	}
	if len(k.Clerks) == 0 {
		out.empty = n.t("sign_in.nobody")
	}
	return out
}
