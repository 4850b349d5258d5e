package cli

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"facedesk/desk/export"
	"facedesk/records"
)

// showEntries prints a list as JSON or as a table.
func (a *app) showEntries(list []records.Entry, asJSON bool) error {
	rows := make([]export.Entry, len(list))
	for i, r := range list {
		rows[i] = export.Of(r)
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(rows)
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "started\tservice\tresult\tcharged\tname\tnumber\tclerk\tid\t")
	for _, r := range rows {
		demo := ""
		if r.Demo {
			demo = "demo"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Started.Local().Format("2006-01-02 15:04:05"),
			r.Provider, r.Result(), r.Charged, r.Name, r.Number, r.Clerk, r.ID, demo)
	}
	return w.Flush()
}

// csv prints rows for spreadsheets.
func (a *app) csv(rows [][]string) error {
	w := export.NewCSV(a.out)
	for _, r := range rows {
		for i := range r {
			r[i] = export.Harmless(r[i])
		}
		_ = w.Write(r) // w.Error returns the error
	}
	w.Flush()
	return w.Error()
}
