package records

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"

	"facedesk/identity"
)

// PersonKeys returns the keys of everybody whose document has this number, one for
// each type of document: the type need not be known to find a person.
func PersonKeys(key []byte, typed string) []string {
	var out []string
	for _, t := range identity.Types() {
		if n := t.Code.Number(typed); n != "" {
			out = append(out, PersonKey(key, identity.Document{Type: t.Code, Number: n}))
		}
	}
	return out
}

// Erased is what Erase did.
type Erased struct {
	Rows int // that hold nothing about the person any more
	// Kept are the ids of attempts that are under way, or whose outcome is unknown
	// and not settled: they guard the person from paying twice.
	Kept []string
	// Aside are the names of files that were set aside and may still hold the
	// person.
	Aside []string
}

// Erase implements Store.
func (s *SQLite) Erase(ctx context.Context, persons []string, noted Event) (out Erased, err error) {
	if len(persons) == 0 {
		return Erased{}, nil
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		out = Erased{}
		where, args := Filter{Persons: persons}.where()
		all, err := unsealed(ctx, tx, where, args...)
		if err != nil {
			return err
		}
		for _, a := range all {
			if a.State == StateOpen || a.Unsettled() {
				out.Kept = append(out.Kept, a.ID)
				continue
			}
			if err := erase(ctx, tx, a); err != nil {
				return err
			}
			out.Rows++
		}
		stripped, err := strip(ctx, tx, "WHERE person <> '' AND person IN ("+placeholders(len(persons))+")", anys(persons)...)
		if out.Rows += stripped; err != nil || out.Rows == 0 {
			return err
		}
		noted.Event, noted.Rows = EventErased, out.Rows
		return insertEvent(ctx, tx, noted)
	})
	if err == nil {
		out.Aside = s.asides()
		err = s.checkpoint(ctx)
	}
	if err != nil {
		return Erased{}, failed(s.path, err)
	}
	return out, nil
}

// asides returns the names of the files that were set aside.
func (s *SQLite) asides() (out []string) {
	for _, mark := range []string{asideMark, carriedMark} {
		found, _ := filepath.Glob(s.abs + mark + "*") // a bad pattern finds nothing
		for _, name := range found {
			if !strings.HasSuffix(name, "-wal") && !strings.HasSuffix(name, "-shm") {
				out = append(out, filepath.Base(name))
			}
		}
	}
	return out
}

// checkpoint empties the write-ahead log, which holds old pages. While somebody
// reads, the next one does it.
func (s *SQLite) checkpoint(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// erase leaves a nameless row of the money.
func erase(ctx context.Context, tx *sql.Tx, a Attempt) error {
	a.Name, a.Number, a.Person, a.DocumentType, a.Nation = "", "", "", "", ""
	a.Score, a.PortraitBytes, a.Vendor.Message, a.Vendor.Changed = nil, 0, "", ""
	a.Consent.By, a.Reference = "", ""
	cs := []column{
		{"name", &a.Name}, {"number", &a.Number}, {"person", &a.Person}, {"document_type", &a.DocumentType}, {"nation", &a.Nation},
		{"score", &a.Score}, {"portrait_bytes", &a.PortraitBytes}, {"vendor_message", &a.Vendor.Message}, {"vendor_changed", &a.Vendor.Changed},
		{"consent_by", &a.Consent.By}, {"reference", &a.Reference},
	}
	seal := sealOf(a.columns())
	cs = append(cs, column{"seal", &seal})
	_, err := tx.ExecContext(ctx, "UPDATE attempts SET "+assignments(cs)+" WHERE id = $"+number(len(cs)+1), append(values(cs), a.ID)...)
	return err
}

// Audited is how often something happened, without a name.
type Audited struct {
	Event    string
	Notice   string // version of the notice
	Provider string // the recipient
	By       identity.ConsentBy
	Face     bool
	Times    int
	Rows     int // that were read or deleted
}

// Audit implements Store.
func (s *SQLite) Audit(ctx context.Context, f Filter) ([]Audited, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := audit(ctx, s.db, f)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return out, nil
}

func audit(ctx context.Context, q querier, f Filter) (out []Audited, err error) {
	f.Accesses = true
	c := f.common("at")
	c.add("event IN ('" + strings.Join(append([]string{EventGiven, EventDeclined, EventWithdrawn}, accesses...), "', '") + "')")
	where, args := c.where()
	rows, err := q.QueryContext(ctx, "SELECT event, notice, provider, by_whom, face, COUNT(*), SUM(row_count) FROM events "+where+
		" GROUP BY event, notice, provider, by_whom, face ORDER BY event, notice, provider, by_whom, face", args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var a Audited
		if err := rows.Scan(&a.Event, &a.Notice, &a.Provider, &a.By, flag{&a.Face}, &a.Times, &a.Rows); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, rows.Err()
}
