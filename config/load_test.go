package config

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLayers(t *testing.T) {
	src := place(t,
		"version = 1\n[guard]\nper_day = 4\n[desk]\nname = 'system'\nclerk = 'system'\n",
		"[desk]\nname = 'user'\nclerk = 'user'\n[providers.travel]\ntimeout = '12s'\n")
	src.Env = []string{"FACEDESK_DESK_CLERK=ignored", "FACEDESK_DESK_CLERK=env", "FACEDESK_HOME=/x", "FACEDESK_LANG=en", "PATH=/bin", "FACEDESK", "FACEDESK_DOCUMENTS_111_PROVIDERS=resident, plain"}
	s := loaded(t, src)
	for _, c := range []struct {
		key    string
		value  any
		origin string
	}{
		{"desk.clerk", "env", "environment FACEDESK_DESK_CLERK"},
		{"desk.name", "user", src.User + ":2:1"},
		{"guard.per_day", 4, src.System.File + ":3:1"},
		{"ui.language", "zh", "built-in"},
		{"notice.retention_days", 180, "built-in"},
		{"providers.travel.timeout", 12 * time.Second, src.User + ":5:1"},
		{"providers.plain.endpoint", nil, "built-in"},
		{"documents.111.providers", []string{"resident", "plain"}, "environment FACEDESK_DOCUMENTS_111_PROVIDERS"},
	} {
		if v, o := s.Get(c.key); !reflect.DeepEqual(v, c.value) || o.String() != c.origin {
			t.Errorf("%s: %v (%s), want %v (%s)", c.key, v, o, c.value, c.origin)
		}
	}
	if s.Int("guard.per_day") != 4 || s.String("desk.name") != "user" || s.Bool("guard.in_demo") || s.Duration("network.connect_timeout") != 5*time.Second {
		t.Error("typed getters disagree with Get")
	}
}

func TestProviderValues(t *testing.T) {
	s := loaded(t, place(t, "", "[providers.travel]\nprice = 1\n"))
	v := s.Provider("travel")
	if v.Number("price") != 1 || v.String("endpoint") != "https://api.example.com/check" || v.Int("max_bytes") != 51200 || v.Duration("timeout") != 30*time.Second {
		t.Errorf("%v", v)
	}
	if _, there := s.Provider("plain")["endpoint"]; there {
		t.Error("an unset setting has a value")
	}
	if s.Provider("nobody") != nil {
		t.Error("values for a service that is not on offer")
	}
	v.List("document_types")[0] = "changed"
	if s.Provider("travel").List("document_types")[0] != "414" {
		t.Error("a caller changed the settings")
	}
}

func TestRoute(t *testing.T) {
	s := loaded(t, place(t, "", ""))
	for typ, want := range map[string][]string{"111": {"resident", "plain"}, "553": {"resident", "plain"}, "414": {"travel"}, "413": {}} {
		if got := s.List(documentKey(typ)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", typ, got, want)
		}
	}
	if s.Route("999") != nil {
		t.Error("a route for an unknown type")
	}
	s = loaded(t, place(t, "[providers.travel]\ndocument_types = ['413']", "[documents.111]\nproviders = ['plain']"))
	if got := s.Route("413"); !slices.Equal(got, []string{"travel"}) {
		t.Errorf("the service's own list is not followed: %v", got)
	}
	if got := s.Route("414"); len(got) != 0 {
		t.Errorf("a service is offered for what it does not take: %v", got)
	}
	if got := s.Route("111"); !slices.Equal(got, []string{"plain"}) {
		t.Errorf("%v", got)
	}
}

func TestLocked(t *testing.T) {
	system := "locked = ['providers.travel.endpoint', 'notice.*']\n"
	for _, c := range []struct {
		name, system, user string
		env                []string
		want               []string // none: it loads
	}{
		{"not overridden", system, "[desk]\nname = 'x'", nil, nil},
		{"by file", system, "[providers.travel]\nendpoint = 'https://evil.example/'", nil, []string{"user.toml:2:1: providers.travel.endpoint is locked by ", "system.toml:1:1"}},
		{"by variable", system, "", []string{"FACEDESK_NOTICE_PHONE=1"}, []string{"environment FACEDESK_NOTICE_PHONE: notice.phone is locked by "}},
		{"both", system, "notice.reason = 'x'", []string{"FACEDESK_PROVIDERS_TRAVEL_ENDPOINT=https://evil.example/"}, []string{"user.toml:1:1: notice.reason", "environment FACEDESK_PROVIDERS_TRAVEL_ENDPOINT"}},
		{"everything", "locked = ['*']", "desk.name = 'x'", nil, []string{"desk.name is locked"}},
		{"the same value is an override too", "locked = ['desk.name']\ndesk.name = 'x'", "desk.name = 'x'", nil, []string{"desk.name is locked"}},
		{"a pattern for nothing", "locked = ['providers.tarvel.*']", "", nil, []string{"system.toml:1:10: No setting is meant by providers.tarvel.* in locked."}},
		{"an odd pattern", "locked = ['providers.*.endpoint']", "", nil, []string{"No setting is meant by providers.*.endpoint"}},
		{"not a list", "locked = 'desk.name'", "", nil, []string{"system.toml:1:10: locked: It must be a list of texts."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := place(t, c.system, c.user)
			src.Env = c.env
			s, err := Load(src)
			if c.want != nil {
				refused(t, err, c.want...)
				return
			}
			must(t, err)
			if !s.Locked("providers.travel.endpoint") || !s.Locked("notice.phone") || s.Locked("desk.name") || s.Locked("providers.travel.price") {
				t.Error("the wrong settings are locked")
			}
		})
	}
}

func TestVariables(t *testing.T) {
	src := place(t, "", "[desk]\nnome = 1\n")
	src.Env = []string{"FACEDESK_DESK_NOME=S3CR3T", "FACEDESK_GUARD_PER_DAY=S3CR3T", "FACEDESK_PROVIDERS_TRAVEL_APP_KEY=S3CR3T", "FACEDESK_="}
	_, err := Load(src)
	refused(t, err, "user.toml:2:1: ", "environment FACEDESK_DESK_NOME: No setting belongs to this variable. Did you mean FACEDESK_DESK_NAME?",
		"environment FACEDESK_GUARD_PER_DAY: guard.per_day: It must be a whole number.", "environment FACEDESK_PROVIDERS_TRAVEL_APP_KEY: No setting", "environment FACEDESK_: ")
	if strings.Contains(err.Error(), "S3CR3T") {
		t.Error("a value leaks")
	}
	if all, ok := errors.AsType[Complaints](err); !ok || len(all) != 5 || all[0].Key != "desk.nome" {
		t.Errorf("the complaints cannot be had one by one: %v", all)
	}
}

func TestAll(t *testing.T) {
	s := loaded(t, place(t, "locked = ['desk.*']", ""))
	all := s.All()
	if len(all) != len(schema().Fields()) {
		t.Errorf("%d of %d settings", len(all), len(schema().Fields()))
	}
	sorted := slices.IsSortedFunc(all, func(a, b Setting) int { return strings.Compare(a.Field.Key, b.Field.Key) })
	i := slices.IndexFunc(all, func(l Setting) bool { return l.Field.Key == "desk.name" })
	if !sorted || !all[i].Locked || all[i+1].Locked && all[i+1].Field.Key[:5] != "desk." {
		t.Error("not sorted, or locks are missing")
	}
}

func TestPaths(t *testing.T) {
	system := System{File: SystemFile}
	for _, c := range []struct {
		name string
		env  []string
		want Paths
	}{
		{"home", []string{"HOME=/h"}, Paths{system, "/h/.config/facedesk/settings.toml", "/h/.local/share/facedesk/records.db", "/h/.local/state/facedesk", "facedesk"}},
		{"xdg", []string{"HOME=/h", "XDG_CONFIG_HOME=/c", "XDG_DATA_HOME=/d", "XDG_STATE_HOME=/s"}, Paths{system, "/c/facedesk/settings.toml", "/d/facedesk/records.db", "/s/facedesk", "facedesk"}},
		{"relative xdg is invalid", []string{"HOME=/h", "XDG_CONFIG_HOME=c"}, Paths{system, "/h/.config/facedesk/settings.toml", "/h/.local/share/facedesk/records.db", "/h/.local/state/facedesk", "facedesk"}},
		{"own", []string{"FACEDESK_HOME=/t/", "HOME=/h"}, Paths{system, "/t/settings.toml", "/t/records.db", "/t/logs", "facedesk:599c83a04aedc485"}},
	} {
		if got, err := FindPaths(system, c.env); err != nil || got != c.want {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
	_, err := FindPaths(System{}, []string{"FACEDESK_HOME="})
	refused(t, err, "HOME")
	a, _ := FindPaths(System{}, []string{"FACEDESK_HOME=/t/a/../b"})
	b, _ := FindPaths(System{}, []string{"FACEDESK_HOME=/t/b"})
	other, _ := FindPaths(System{}, []string{"FACEDESK_HOME=/t/c"})
	if a != b || b.Service == other.Service {
		t.Error("the keyring service does not follow the folder")
	}
	s := loaded(t, place(t, "", "records.path = '/elsewhere/r.db'"))
	if a.RecordsFile(s) != "/elsewhere/r.db" || a.RecordsFile(loaded(t, place(t, "", ""))) != "/t/b/records.db" {
		t.Error("records.path is not followed")
	}
}
