package records

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"time"

	"facedesk/identity"
)

// column binds a column to a field of an Attempt. The field is read to write
// the row, and scanned into to read it.
type column struct {
	name  string
	value any
}

// columns is the only list of a row's columns.
func (a *Attempt) columns() []column {
	return append([]column{
		{"id", &a.ID}, {"started", millis{&a.Started}},
		{"desk", &a.Desk}, {"clerk", &a.Clerk}, {"provider", &a.Provider},
		{"demo", flag{&a.Demo}}, {"repeated", flag{&a.Repeat}},
		{"name", &a.Name}, {"number", &a.Number}, {"person", &a.Person},
		{"document_type", &a.DocumentType}, {"nation", &a.Nation},
		{"face", flag{&a.Face}}, {"source", &a.Source}, {"portrait_bytes", &a.PortraitBytes},
		{"consent_to", &a.Consent.Recipient}, {"consent_by", &a.Consent.By}, {"consent_at", millis{&a.Consent.At}},
		{"price_fen", &a.PriceFen},
		{"pid", &a.Process.PID}, {"boot", &a.Process.Boot}, {"process_start", &a.Process.Start},
		{"version", &a.Version}, {"uptime", duration{&a.Uptime}},
		{"decision", &a.Decision}, {"decided", millis{&a.Decided}},
		{"settled", millis{&a.Settled}}, {"settled_by", &a.SettledBy},
	}, append(a.completion(), []column{ // a new column comes last: the checksums go by the order
		{"settled_charged", settledCharge{&a.SettledCharged}}, {"settled_evidence", &a.SettledEvidence},
		{"day", &a.Day}, {"guarded_by", &a.GuardedBy}, {"reference", &a.Reference},
		{"claim_source", &a.ClaimSource}, {"decided_by", &a.DecidedBy},
	}...)...)
}

// completion returns the columns that Finish writes.
func (a *Attempt) completion() []column {
	return []column{
		{"finished", millis{&a.Finished}}, {"state", &a.State},
		{"outcome", outcome{&a.Outcome, &a.State}}, {"kind", &a.Kind},
		{"vendor_code", &a.Vendor.Code}, {"vendor_message", &a.Vendor.Message}, {"vendor_order", &a.Vendor.Order},
		{"vendor_changed", &a.Vendor.Changed},
		{"score", &a.Score}, {"charged", charged{&a.Charged}},
		{"duration_ms", duration{&a.Duration}},
	}
}

func names(cs []column) string {
	all := make([]string, len(cs))
	for i, c := range cs {
		all[i] = c.name
	}
	return strings.Join(all, ", ")
}

func values(cs []column) []any {
	all := make([]any, len(cs))
	for i, c := range cs {
		all[i] = c.value
	}
	return all
}

// placeholders returns "$1, $2, …".
func placeholders(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = "$" + strconv.Itoa(i+1)
	}
	return strings.Join(all, ", ")
}

// assignments returns "a = $1, b = $2, …".
func assignments(cs []column) string {
	all := make([]string, len(cs))
	for i, c := range cs {
		all[i] = c.name + " = $" + strconv.Itoa(i+1)
	}
	return strings.Join(all, ", ")
}

// millis stores a time as milliseconds since 1970 UTC. It stores the zero time
// as 0.
type millis struct{ t *time.Time }

func (m millis) Value() (driver.Value, error) {
	if m.t.IsZero() {
		return int64(0), nil
	}
	return m.t.UnixMilli(), nil
}

func (m millis) Scan(src any) error {
	n, err := integer(src)
	*m.t = time.Time{}
	if n != 0 {
		*m.t = time.UnixMilli(n)
	}
	return err
}

// flag stores a bool as 0 or 1, because SQLite and PostgreSQL differ in
// booleans.
type flag struct{ b *bool }

func (f flag) Value() (driver.Value, error) {
	if *f.b {
		return int64(1), nil
	}
	return int64(0), nil
}

func (f flag) Scan(src any) error {
	n, err := integer(src)
	*f.b = n != 0
	return err
}

// duration stores a duration in milliseconds.
type duration struct{ d *time.Duration }

func (d duration) Value() (driver.Value, error) { return d.d.Milliseconds(), nil }

func (d duration) Scan(src any) error {
	n, err := integer(src)
	*d.d = time.Duration(n) * time.Millisecond
	return err
}

// outcome stores the name of an outcome, and "" if there is no verdict.
type outcome struct {
	o     *identity.Outcome
	state *State
}

func (o outcome) Value() (driver.Value, error) {
	if *o.state != StateVerdict {
		return "", nil
	}
	return o.o.String(), nil
}

func (o outcome) Scan(src any) error {
	*o.o, _ = identity.ParseOutcome(fmt.Sprint(src))
	return nil
}

type charged struct{ c *identity.Charged }

func (c charged) Value() (driver.Value, error) { return c.c.String(), nil }

func (c charged) Scan(src any) error {
	*c.c, _ = identity.ParseCharged(fmt.Sprint(src))
	return nil
}

func integer(src any) (int64, error) {
	n, ok := src.(int64)
	if !ok {
		return 0, fmt.Errorf("records: %T where an integer is expected", src)
	}
	return n, nil
}
