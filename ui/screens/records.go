package screens

import (
	"slices"

	"facedesk/identity"
	"facedesk/ui/session"
)

// records words the masked list of today, the newest first.
type records struct{ *env }

func recordsPage() page {
	return page{
		screen: session.Records, build: func(s *Screens) part { return newListing(s.env, records{s.env}.listed) },
		buttons: []session.Action{session.ActLeave},
	}
}

func (r records) listed(v session.View) listed {
	k := v.Records
	out := listed{title: r.t(v.Title), fault: r.faultOf(k),
		head: tableContent{head: true, cells: [6]string{r.t("records.at"), r.t("records.person"), r.t("records.service"), r.t("records.result"), r.t("records.decision")}}}
	if k.Count != (session.ShiftCount{}) {
		out.about = r.counted(k.Count)
	}
	for _, row := range slices.Backward(k.Rows) {
		out.lines = append(out.lines, r.recordRow(row))
	}
	if len(k.Rows) == 0 && k.Fault == (identity.Text{}) {
		out.empty = r.t("records.empty")
	}
	return out
}

// faultOf says why the list is not complete, or that there is no duty manager.
func (r records) faultOf(k session.RecordsView) string {
	switch {
	case k.Fault != identity.Text{}:
		return r.t("records.fault", "fault", r.say(k.Fault))
	case k.NoManager:
		return r.t("records.no_manager")
	}
	return ""
}
