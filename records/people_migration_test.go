package records

import (
	"io/fs"
	"testing"

	"github.com/pressly/goose/v3"

	"facedesk/identity"
)

// Records of an older version get their days and their totals.
func TestOlderRecordsAreAddedUp(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	made(t, s, "a", 0, identity.ChargedYes, 150)
	made(t, s, "b", 0, identity.ChargedUnknown, 150)
	folder, err := fs.Sub(migrations, "migrations")
	must(t, err)
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, folder, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	must(t, err)
	if _, err := p.DownTo(t.Context(), 6); err != nil {
		t.Fatal(err)
	}
	must(t, s.Close())
	s = openAt(t, path)
	must(t, s.Examine(t.Context()))
	got, err := s.Tallies(t.Context(), TallyFilter{}, ByDay)
	if err != nil || len(s.Notices()) != 0 || len(got) != 1 || got[0].Day != DayOf(noon) || got[0].Calls != 2 || got[0].Fen != 150 || got[0].UnknownFen != 150 {
		t.Errorf("%+v, %v, %v", got, s.Notices(), err)
	}
}
