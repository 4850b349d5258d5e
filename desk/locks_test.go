package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
)

// underSystem is installation with a system's file and a home folder of the
// system's list of users.
func underSystem(t *testing.T, toml string) (o Outside, home string) {
	t.Helper()
	o, home = installation(t, "")
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o700))
	o.System = config.System{File: filepath.Join(dir, "settings.toml"), Owner: os.Getuid()}
	must(t, os.WriteFile(o.System.File, []byte(toml), 0o600))
	o.Home = t.TempDir()
	return o, home
}

const lockedLimit = "locked = ['providers.wapi.day_limit']\nproviders.wapi.day_limit = 10\n"

// A limit of money that is locked cannot be got round by what decides how it is
// counted or who lifts it, neither by a variable nor in the user's file.
func TestALockedLimitLocksItsMoney(t *testing.T) {
	pin, err := config.HashPIN("4821", strings.NewReader(strings.Repeat("x", 99)))
	must(t, err)
	for key, value := range map[string]string{
		config.KeyDayStart: "13:00", config.KeyManagerPIN: pin, config.KeyPINHash: pin, config.KeyRecordsPath: "/tmp/other.db", config.KeyShared: "true", config.KeyOperator: " ",
		"providers.wapi.price": "0.01", "providers.wapi.prices": "match=0", "providers.wapi.endpoint": "http://127.0.0.1:1/", "providers.wapi.day_limit": "0",
	} {
		o, home := underSystem(t, lockedLimit)
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), nil, 0o600))
		must(t, os.Remove(filepath.Join(home, "settings.toml")))
		in, err := o.Load()
		must(t, err)
		if err := config.Set(in.Sources, in.Paths.User, key, value); err == nil {
			t.Errorf("%s can be set", key)
		}
		set := o
		set.Env = append(set.Env, config.Variable(key)+"="+value)
		if _, err := set.Load(); err == nil || !strings.Contains(err.Error()+AsIdentity(err).Next.EN, key+" is locked by") {
			t.Errorf("%s by a variable: %v", key, err)
		}
		field, _ := in.Schema.Field(key)
		literal := "'" + value + "'"
		switch field.Type {
		case providers.TypeNumber, providers.TypeBool:
			literal = value
		case providers.TypeList:
			literal = "['" + value + "']"
		}
		must(t, os.WriteFile(in.Paths.User, []byte(key+" = "+literal+"\n"), 0o600))
		if _, err := o.Load(); err == nil || !strings.Contains(AsIdentity(err).Next.EN, key+" is locked by") {
			t.Errorf("%s in the user's file: %v", key, err)
		}
	}
}

// The records of a locked limit, and the counts of wrong PINs, stay under the home
// folder of the system's list of users, whatever the environment says.
func TestALockedLimitKeepsItsRecords(t *testing.T) {
	o, _ := underSystem(t, lockedLimit)
	for _, env := range [][]string{o.Env, {"HOME=/tmp/a", "XDG_DATA_HOME=/tmp/b", "XDG_STATE_HOME=/tmp/c"}, {"HOME=/tmp/a"}} {
		o.Env = env
		in, err := o.Load()
		must(t, err)
		if got := in.Paths.RecordsFile(in.Settings); got != filepath.Join(o.Home, ".local/share/facedesk/records.db") {
			t.Errorf("%v: records in %s", env, got)
		}
		if got := NewManagerDoor(o).triesFile(); got != filepath.Join(o.Home, ".local/state/facedesk/manager-pin-tries") {
			t.Errorf("%v: tries in %s", env, got)
		}
	}
	whole, err := os.ReadFile(o.System.File)
	must(t, err)
	o.Last = true
	_, err = o.Load() // keeps a copy
	must(t, err)
	must(t, os.WriteFile(o.System.File, []byte("[ui\n"), 0o600))
	in, err := o.Load()
	must(t, err)
	if got := in.Paths.RecordsFile(in.Settings); len(in.Faults) == 0 || got != filepath.Join(o.Home, ".local/share/facedesk/records.db") {
		t.Errorf("the last good settings: records in %s", got)
	}
	o.Last = false
	must(t, os.WriteFile(o.System.File, whole, 0o600))
	o.Home = ""
	if _, err := o.Load(); err == nil || !strings.Contains(AsIdentity(err).Next.EN, "records.path") {
		t.Errorf("no home folder: %v", err)
	}
	must(t, os.WriteFile(o.System.File, []byte(lockedLimit+"records.path = '/var/lib/facedesk/records.db'\n"), 0o600))
	in, err = o.Load()
	must(t, err)
	if got := in.Paths.RecordsFile(in.Settings); got != "/var/lib/facedesk/records.db" {
		t.Errorf("records in %s", got)
	}
}

// Locks of services lock nothing else while no limit is set, and a manager's PIN
// in the system's file leaves the administrator's free.
func TestMoneyStaysFreeWithoutALimit(t *testing.T) {
	for _, system := range []string{"locked = ['providers.*']\n", "providers.wapi.day_limit = 10\n", "locked = ['providers.*']\nproviders.wapi.day_limit = 0\n"} {
		o, home := underSystem(t, system)
		o.Env = append(o.Env, "FACEDESK_RECORDS_PATH=/tmp/other.db", "FACEDESK_GUARD_DAY_START=06:00")
		in, err := o.Load()
		must(t, err)
		if got := in.Paths.RecordsFile(in.Settings); got != "/tmp/other.db" || in.Paths.Records != filepath.Join(home, "records.db") {
			t.Errorf("%s: records in %s", system, got)
		}
	}
	pin, err := config.HashPIN("4821", strings.NewReader(strings.Repeat("x", 99)))
	must(t, err)
	o, _ := underSystem(t, lockedLimit+"guard.manager_pin_hash = '"+pin+"'\n")
	o.Env = append(o.Env, "FACEDESK_UI_PIN_HASH="+pin)
	if _, err := o.Load(); err != nil {
		t.Error(err)
	}
}

// The machine's zone moves no business day.
func TestTheZoneMovesNoDay(t *testing.T) {
	o, _ := installation(t, "")
	in, err := o.Load()
	must(t, err)
	now := time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC) // 1 o'clock of the second in China
	for _, zone := range []string{"UTC", "America/New_York", "Pacific/Kiritimati"} {
		place, err := time.LoadLocation(zone)
		must(t, err)
		if got := config.BusinessDay(in.Settings, now.In(place)); !got.Equal(time.Date(2026, 3, 1, 16, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: the day began at %v", zone, got)
		}
		if days, ok := in.Days("2026-03-01", "2026-03-01", now.In(place)); !ok || !days.From.Equal(time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC)) || days.First != "2026-03-01" {
			t.Errorf("%s: %+v", zone, days)
		}
	}
}

// Where one service's endpoint is locked, no route goes to another that a user has
// pointed elsewhere, in the list or by default; one at its built-in or the
// system's address stays.
func TestRoutesKeepToLockedServices(t *testing.T) {
	const own = "FACEDESK_PROVIDERS_WAPI_ENDPOINT=https://mine.example/"
	for name, c := range map[string]struct {
		system string
		env    []string
		want   bool
	}{
		"nothing is locked":          {"version = 1\n", []string{own}, true},
		"another is locked":          {"locked = ['providers.muzhiyun.endpoint']\n", []string{own}, false},
		"and the user names his own": {"locked = ['providers.muzhiyun.endpoint']\n", []string{own, "FACEDESK_DOCUMENTS_111_PROVIDERS=wapi"}, false},
		"a locked service itself":    {"locked = ['providers.muzhiyun.endpoint', 'providers.wapi.*']\n", []string{"FACEDESK_DOCUMENTS_111_PROVIDERS=wapi"}, true},
		"at the built-in address":    {"locked = ['providers.muzhiyun.endpoint']\n", []string{"FACEDESK_DOCUMENTS_111_PROVIDERS=wapi"}, true},
		"for other documents only":   {"locked = ['providers.slsj.endpoint']\n", []string{own}, true},
	} {
		o, _ := underSystem(t, c.system)
		o.Env = append(o.Env, c.env...)
		in, err := o.Load()
		must(t, err)
		got := false
		for _, code := range in.Settings.Route(identity.ResidentID) {
			got = got || code == "wapi"
		}
		if got != c.want {
			t.Errorf("%s: %v", name, in.Settings.Route(identity.ResidentID))
		}
		if said := in.Findings().Error(); strings.Contains(said, "used for document 111") == c.want {
			t.Errorf("%s: found %q", name, said)
		}
	}
	o, _ := underSystem(t, "locked = ['documents.*']\n")
	o.Env = append(o.Env, "FACEDESK_DOCUMENTS_111_PROVIDERS=wapi")
	if _, err := o.Load(); err == nil {
		t.Error("a locked route was set")
	}
}

// A price or limit that would be kept as nothing is refused in every layer.
func TestTinyAmountsAreRefused(t *testing.T) {
	for _, set := range []string{"FACEDESK_PROVIDERS_WAPI_DAY_LIMIT=0.001", "FACEDESK_PROVIDERS_WAPI_PRICE=0.004", "FACEDESK_PROVIDERS_WAPI_PRICES=match=0.001"} {
		o, _ := installation(t, "")
		o.Env = append(o.Env, set)
		if _, err := o.Load(); err == nil || !strings.Contains(AsIdentity(err).Next.EN, "less than half a fen") {
			t.Errorf("%s: %v", set, err)
		}
	}
	o, _ := installation(t, "providers.wapi.day_limit = 0.001\n")
	if _, err := o.Load(); err == nil || !strings.Contains(AsIdentity(err).Next.EN, "less than half a fen") {
		t.Errorf("in a file: %v", err)
	}
}
