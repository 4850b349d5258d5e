package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"facedesk/desk/export"
	"facedesk/records"
)

// noteRead notes that the user of this machine reads so many rows. It does so before
// they are shown; where it fails, none is.
func (a *app) noteRead(ctx context.Context, s records.Store, rows int) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	e := in.Event(a.now())
	e.Event, e.Clerk, e.Rows = records.EventRead, a.who(""), rows
	return s.Note(ctx, e)
}

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
			export.Plain(r.Provider), r.Result(), r.Charged, export.Plain(r.Name), export.Plain(r.Number), export.Plain(r.Clerk), export.Plain(r.ID), demo)
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
