package records

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"facedesk/identity"
)

func fullRow() Attempt {
	score := 0.875
	a := row("0195-a")
	a.Desk, a.Clerk, a.Version = "前台 1", "李", "1.2.3"
	a.Repeat, a.Face = true, true
	a.Name, a.Number = "𠮷*", "1101**********002X"
	a.DocumentType, a.Nation = identity.ResidentID, "CHN"
	a.Source, a.PortraitBytes, a.PriceFen = identity.SourceCamera, 49_152, 150
	a.Consent = identity.Consent{Recipient: "s", By: identity.ByGuardian, At: noon.Add(-time.Minute)}
	a.State, a.Outcome, a.Charged = StateVerdict, identity.FaceMismatch, identity.ChargedYes
	a.Vendor = identity.Vendor{Code: "1002", Message: "不匹配", Order: "N-17", Changed: "/ok: string, not number"}
	a.Score, a.Duration, a.Finished = &score, 1234*time.Millisecond, noon.Add(2*time.Second)
	return a
}

func TestRowSurvivesUnchanged(t *testing.T) {
	s := openAt(t, testPath(t))
	want := fullRow()
	begin(t, s, want, Guard{})
	want.Day = "2026-03-01"
	if got := only(t, s, want.ID); got.State != StateOpen {
		t.Errorf("state before Finish is %q", got.State)
	}
	finish(t, s, want)
	decided := noon.Add(time.Hour)
	if err := s.Decide(t.Context(), want.ID, DecidedByEye, decided, ""); err != nil {
		t.Fatal(err)
	}
	want.Decision, want.Decided = DecidedByEye, decided
	if got := only(t, s, want.ID); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

// A field that is bound to no column would be lost silently.
func TestEveryFieldIsStored(t *testing.T) {
	var a Attempt
	places := map[any]bool{}
	for _, c := range a.columns() {
		v := reflect.ValueOf(c.value)
		if v.Kind() == reflect.Struct {
			v = v.Field(0)
		}
		places[v.Pointer()] = true
	}
	var walk func(v reflect.Value, name string)
	walk = func(v reflect.Value, name string) {
		if v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]() {
			for i := range v.NumField() {
				walk(v.Field(i), name+"."+v.Type().Field(i).Name)
			}
		} else if !places[v.Addr().Pointer()] {
			t.Errorf("%s has no column", name)
		}
	}
	walk(reflect.ValueOf(&a).Elem(), "Attempt")
}

func TestFileIsPrivateAndDurable(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	begin(t, s, row("1"), Guard{})
	for name, want := range map[string]os.FileMode{
		filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(name), info.Mode().Perm(), want)
		}
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000"} {
		var got string
		if err := s.db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", pragma, got, err, want)
		}
	}
}

func TestFileMadeReadableByOthersIsClosedAgain(t *testing.T) {
	path := testPath(t)
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	openAt(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o, %v", info.Mode().Perm(), err)
	}
}

func TestPathWithSpecialCharacters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?mode=memory#%41 记录.db")
	begin(t, openAt(t, path), row("1"), Guard{})
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Fatalf("the file is not where it should be: %v", err)
	}
	if got := list(t, openAt(t, path), Filter{}); len(got) != 1 {
		t.Errorf("%d rows after reopening", len(got))
	}
}

func TestListFilters(t *testing.T) {
	s := openAt(t, testPath(t))
	for i, change := range []func(*Attempt){
		func(a *Attempt) {},
		func(a *Attempt) { a.Provider = "other" },
		func(a *Attempt) { a.Person = "other" },
		func(a *Attempt) { a.Demo = true },
		func(a *Attempt) { a.State, a.Finished = StateUnknown, noon },
	} {
		a := row(string(rune('a' + i)))
		a.Started = noon.Add(time.Duration(i) * time.Hour)
		change(&a)
		begin(t, s, a, Guard{Exempt: true})
		if a.State == StateUnknown {
			finish(t, s, a)
		}
	}
	yes, no := true, false
	for name, c := range map[string]struct {
		f    Filter
		want string
	}{
		"all, newest first": {Filter{}, "edcba"},
		"limit":             {Filter{Limit: 2}, "ed"},
		"id":                {Filter{ID: "c"}, "c"},
		"provider":          {Filter{Provider: "s"}, "edca"},
		"person":            {Filter{Person: "p", Provider: "s"}, "eda"},
		"state":             {Filter{State: StateOpen}, "dcba"},
		"unsettled":         {Filter{Unsettled: true}, "e"},
		"demo":              {Filter{Demo: &yes}, "d"},
		"real":              {Filter{Demo: &no}, "ecba"},
		"from inclusive":    {Filter{From: noon.Add(3 * time.Hour)}, "ed"},
		"to exclusive":      {Filter{To: noon.Add(3 * time.Hour)}, "cba"},
		"an injection":      {Filter{Provider: "s' OR '1'='1"}, ""},
	} {
		var got string
		for _, a := range list(t, s, c.f) {
			got += a.ID
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPersonKey(t *testing.T) {
	key := []byte("0123456789abcdef")
	doc := identity.Document{Type: identity.ResidentID, Number: "11010519491231002X"}
	// printf '111|11010519491231002X' | openssl dgst -sha256 -hmac 0123456789abcdef
	const want = "5b1a08879c53d401f4e08eb9443cba2b3f59670c57d50ed5131181396d44563c"
	if got := PersonKey(key, doc); got != want {
		t.Errorf("got %s", got)
	}
}
