package config

import (
	"os"
	"strings"
	"testing"

	"facedesk/identity"
)

func TestComplaints(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // "line:col: piece of the sentence"
	}{
		{"nothing", "", nil},
		{"everything", "version = 1\n[desk]\nname = \"前台\" # here\n[providers.travel]\nprice = 1\nmax_bytes = 0x8000\ntimeout = '90s'\n", nil},
		{"dotted, quoted and inline", "desk.name = 'x'\n\"guard\".'per_day' = 1_0\nnetwork = { proxy = \"\", ca_file = \"/x\" }\n", nil},
		{"byte order mark and CRLF", "\xef\xbb\xbfversion = 1\r\n[ui]\r\nlanguage = \"en\"\r\n", nil},
		{"byte order mark counts for nothing", "\xef\xbb\xbfnome = 1", []string{"1:1: There is no setting nome."}},
		{"unknown key, near", "[desk]\nnome = 'x'\n", []string{"2:1: There is no setting desk.nome. Did you mean desk.name?"}},
		{"unknown key, without its group", "language = 'en'", []string{"1:1: There is no setting language. Did you mean ui.language?"}},
		{"unknown key, far", "xyzzy = 1", []string{"1:1: There is no setting xyzzy."}},
		{"unknown key in a good inline table", "desk = { name = 'x', nome = 1 }", []string{"1:22: There is no setting desk.nome."}},
		{"a quoted key is another key", "\"desk.name\" = 'x'", []string{"1:1: There is no setting \"desk.name\"."}},
		{"unknown table once", "[provider.travel]\nprice = 1\nfoo = 2\n", []string{"1:2: There is no group of settings [provider.travel]. Did you mean [providers.travel]?"}},
		{"array of tables", "[[desk]]\nname = 'x'", []string{"1:3: There is no group of settings [desk]."}},
		{"setting as a table", "[desk.name]\nx = 1", []string{"1:2: There is no group of settings [desk.name]."}},
		{"group as a value", "desk = 3", []string{"1:1: desk is a group"}},
		{"table as a value", "[desk]\nname = { x = 1 }", []string{"2:8: desk.name: It must be text."}},
		{"wrong types", "[guard]\nper_day = '3'\nin_demo = 1\n[ui]\nlanguage = true\n[network]\nconnect_timeout = 5\n",
			[]string{"2:11: guard.per_day: It must be a whole number.", "3:11: guard.in_demo: It must be true or false.", "5:12: ui.language: It must be one of: zh, zh-Hant, en.", `7:19: network.connect_timeout: It must be a duration such as "30s".`}},
		{"columns count characters", "desk = { name = \"前台前台\", clerk = 1 }", []string{"1:33: desk.clerk: It must be text."}},
		{"float for whole number", "guard.per_day = 3.0", []string{"1:17: guard.per_day: It must be a whole number."}},
		{"whole number too large", "guard.per_day = 9223372036854775807", []string{"1:17: guard.per_day: It must be a whole number."}},
		{"not a finite number", "providers.travel.price = nan", []string{"1:26: providers.travel.price: It must be a number."}},
		{"date", "desk.name = 2024-01-01", []string{"1:13: desk.name: It must be text."}},
		{"list of numbers", "documents.111.providers = [1]", []string{"1:27: documents.111.providers: It must be a list of texts."}},
		{"out of range", "guard.per_day = 0\nnetwork.connect_timeout = '2h'", []string{"1:17: guard.per_day: It must be between 1 and 100.", "2:27: network.connect_timeout: It must be between 1s and 1m0s."}},
		{"not a choice", "[documents.111]\nproviders = ['plain', 'travel']", []string{"2:13: documents.111.providers: Choose from: plain, resident."}},
		{"plain http", "[providers.travel]\nendpoint = 'http://h.example/'", []string{"2:12: providers.travel.endpoint: The service address is not https"}},
		{"two lines of text", "notice.reason = \"\"\"a\nb\"\"\"", []string{"1:17: notice.reason: It must be one line"}},
		{"duplicate key", "[desk]\nname = 'a'\nname = 'b'\n", []string{"3:1: desk.name is set already at f.toml:2:1."}},
		{"duplicate key, other form", "desk.name = 'a'\n[desk]\nname = 'b'\n", []string{"3:1: desk.name is set already at f.toml:1:1."}},
		{"duplicate table", "[desk]\nname = 'a'\n[desk]\nclerk = 'b'\n", []string{"3:2: [desk] is already at f.toml:1:2."}},
		{"duplicate version", "version = 1\nversion = 1", []string{"2:1: This is not valid TOML"}},
		{"table after dotted key", "desk.name = 'a'\n[desk]\nclerk = 'b'", []string{"2:2: This is not valid TOML"}},
		{"secret", "[providers.travel]\napp_key = 'S3CR3T'", []string{"2:1: providers.travel.app_key is a secret and must not be among the settings. Remove it and run: facedesk config secret set travel.app_key"}},
		{"locked by a user", "locked = ['ui.language']", []string{"1:1: Only the system's file below /etc can lock settings."}},
		{"version in a table", "[desk]\nversion = 1", []string{"2:1: There is no setting desk.version."}},
		{"newer version speaks for itself", "version = 2\nfoo = 1", []string{"1:11: The file is of version 2; this program knows versions up to 1."}},
		{"no version", "version = 0", []string{"1:11: The version must be the whole number 1."}},
		{"version as text", "version = '1'", []string{"1:11: The version must be the whole number 1."}},
		{"syntax", "[desk]\nname = \n", []string{"2:8: This is not valid TOML"}},
		{"unclosed text", "[desk]\nname = \"x", []string{"2:9: This is not valid TOML"}},
		{"complaints before a syntax error stay", "guard.per_day = 0\nfoo = 1\n]", []string{"1:17: guard.per_day", "2:1: There is no setting foo", "3:1: This is not valid TOML"}},
		{"not UTF-8", "desk.name = '\xff'", []string{"1:14: This is not valid TOML"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, complaints := schema().read("f.toml", []byte(c.text), false)
			if len(complaints) != len(c.want) {
				t.Fatalf("want %q, got\n%s", c.want, complaints)
			}
			for i, want := range c.want {
				got := complaints[i].In(identity.English)
				if !strings.HasPrefix(got, "f.toml:"+want) {
					t.Errorf("got  %s\nwant f.toml:%s…", got, want)
				}
				if zh := complaints[i].What.ZH; zh == "" || zh == complaints[i].What.EN {
					t.Errorf("no Chinese for %s", got)
				}
				if strings.Contains(got, "S3CR3T") {
					t.Errorf("a value leaks: %s", got)
				}
			}
		})
	}
}

func TestHugeFile(t *testing.T) {
	for _, text := range []string{"# " + strings.Repeat("x", maxFile), strings.Repeat("[desk]\n", maxItems+1), "desk = {" + strings.Repeat("a=1,", maxItems+1) + "}"} {
		src := place(t, "", text)
		_, err := Load(src)
		refused(t, err, src.User, "too large")
	}
}

func TestUnreadableFile(t *testing.T) {
	src := place(t, "", "")
	must(t, os.Mkdir(src.User, 0o700)) // a folder cannot be read as a file, not even by root
	_, err := Load(src)
	refused(t, err, src.User, "cannot be read")
}

// FuzzRead: no input panics, and every complaint has a place and two languages.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "desk.name = 'x'\n", "[desk]\nname = \"\"\"a\nb\"\"\"", "desk = { name = 'x', }", "a.b = [ {c=1}, [1,2] ]",
		"\xef\xbb\xbf[x", "[[desk]]", "version = 99", "locked = ['*']", "'' = 1", "x = \"\\u0000\"", "\xef\xbb"} {
		f.Add([]byte(seed))
	}
	s := schema()
	f.Fuzz(func(t *testing.T, data []byte) {
		_, complaints := s.read("f", data, len(data)%2 == 0)
		for _, c := range complaints {
			place := c.Origin.Line >= 1 && c.Origin.Column >= 1 || c.Sentences == tooLarge("f")[0].Sentences
			if c.Origin.File != "f" || c.What.ZH == "" || c.What.EN == "" || (c.Next.ZH == "") != (c.Next.EN == "") || !place {
				t.Fatalf("%+v", c)
			}
		}
		_, _ = s.readSecrets("f", data)
	})
}

// What to do is a field of its own, as in every error, and never part of what is
// wrong.
func TestComplaintsSayWhatToDoApart(t *testing.T) {
	for text, want := range map[string]string{
		"desk.nome = \"x\"":              "Did you mean desk.name?",
		"[dosk]\nname = \"x\"":           "Did you mean [desk]?",
		"version = 99":                   "Update Facedesk.",
		"providers.plain.secret = \"x\"": "Remove it and run: facedesk config secret set plain.secret",
		"desk.name = 1":                  "",
	} {
		_, complaints := schema().read("f", []byte(text), false)
		if len(complaints) != 1 || complaints[0].Next.EN != want || strings.Contains(complaints[0].What.EN, "?") {
			t.Errorf("%s: %+v", text, complaints)
		}
	}
	if got := fileFault("f", lock{}.refuses("a.b")); got[0].Next.EN != "Ask the administrator." {
		t.Errorf("%+v", got)
	}
}
