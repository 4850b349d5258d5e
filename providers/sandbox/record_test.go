package sandbox

import (
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// recorded sends the letters to a recording sandbox and returns the files.
func recorded(t *testing.T, keys Credentials, letters ...letter) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := startWith(t, Options{Record: dir, Credentials: keys})
	for _, l := range letters {
		if _, err := exchange(s, l); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
		checkMode(t, filepath.Join(dir, e.Name()), 0o600)
	}
	checkMode(t, dir, 0o700)
	return files
}

func checkMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != want {
		t.Errorf("%s: mode %v, want %v", path, info.Mode().Perm(), want)
	}
}

func TestRecordReadsLikeTheRequest(t *testing.T) {
	keys := DummyCredentials()
	l := about(matching("muzhiyun"))
	l.header["Authorization"] = "APPCODE " + keys["muzhiyun"]["app_code"]
	for name, text := range recorded(t, keys, l) {
		if !strings.HasPrefix(name, "muzhiyun-") || !strings.HasSuffix(name, ".txt") {
			t.Error(name)
		}
		for _, want := range []string{
			"\"POST\" \"/facecheck\"\n", "time 2025-06-15T15:06:40.000Z\n", "header Authorization \"APPCODE sandboxmuzhiyun",
			"field \"xm\" \"张三\"\n", "field \"sfz\" \"110101199001010015\"\n", "field \"img\" sha256:", "answer HTTP 200\n",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		if strings.Contains(text, photo()) {
			t.Errorf("the photo is in\n%s", text)
		}
	}
}

// TestRecordKeepsNoRealKey uses the operator's own keys, and a real key sent to
// a sandbox with dummy keys.
func TestRecordKeepsNoRealKey(t *testing.T) {
	var letters []letter
	for _, provider := range Providers() {
		letters = append(letters, about(matching(provider)))
	}
	hash := about(matching("wapi"))
	hash.form["sign"] = vectorKeys["wapi"]["secret"]
	letters = append(letters, hash)
	for name, keys := range map[string]Credentials{"own keys": vectorKeys, "dummy keys": DummyCredentials()} {
		files := recorded(t, keys, letters...)
		if len(files) != len(letters) {
			t.Errorf("%s: %d files for %d requests", name, len(files), len(letters))
		}
		for file, text := range files {
			for _, secret := range []string{
				vectorKeys["muzhiyun"]["app_code"], "gZ0cmw13HPT1Q4Rczax4BHFqKjo=", "0cfa6e0c062933714c783a195d66d838", photo()[:12],
				letters[3].form["sign"], letters[4].form["sign"],
			} {
				if strings.Contains(strings.ReplaceAll(text, letters[3].form["request_id"], ""), secret) {
					t.Errorf("%s, %s: %q is in\n%s", name, file, secret, text)
				}
			}
		}
	}
}

// TestRecordHidesMisplacedPhotos sends a photo under a wrong name, in the
// query, as a file, and in a body that is no form.
func TestRecordHidesMisplacedPhotos(t *testing.T) {
	big := strings.Repeat("QUJD", 1000)
	field, query, file, text := vectorLetter("apetime"), vectorLetter("wapi"), vectorLetter("apetime"), vectorLetter("tianyan")
	field.form["photo"] = big
	query.method, query.form["photo"] = "GET", big
	asParts(&file, big)
	text.body, text.header["Content-Type"] = big, "text/plain"
	files := recorded(t, vectorKeys, field, query, file, text)
	if len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
	for name, text := range files {
		if strings.Contains(text, "QUJDQUJD") {
			t.Errorf("%s: the photo is in\n%s", name, text)
		}
	}
}

// TestRecordsNeverReplaceEachOther: with a frozen clock two runs use the same
// names.
func TestRecordsNeverReplaceEachOther(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		s := startWith(t, Options{Record: dir})
		if _, err := exchange(s, vectorLetter("wapi")); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%v, %v", entries, err)
	}
}

// No part of a photo is recorded, in whatever place, pieces or coding it is
// sent.
func TestRecordKeepsNoPhotoAnywhere(t *testing.T) {
	jpeg := "\xff\xd8\xff\xe0\x00\x10JFIF" + strings.Repeat("Photo!", 200)
	standard := base64.StdEncoding.EncodeToString([]byte(jpeg))
	for provider, coded := range map[string]string{ // each service gets another coding, because the recorder is the same for all
		"apetime": standard, "tianyan": base64.URLEncoding.EncodeToString([]byte(jpeg)), "muzhiyun": hex.EncodeToString([]byte(jpeg)),
		"slsj": "data:image/jpeg;base64," + standard, "wapi": jpeg,
	} {
		var letters []letter
		for _, length := range []int{24, 60, len(coded)} {
			for at := 0; at < 200 && at+length <= len(coded); at += 130 {
				letters = append(letters, misplaced(provider, coded[at:at+length])...)
			}
		}
		for name, text := range recorded(t, vectorKeys, letters...) {
			for at := 0; at+12 <= len(coded); at += 6 {
				piece := coded[at : at+12]
				if strings.Contains(text, piece) || strings.Contains(text, strings.Trim(strconv.Quote(piece), `"`)) {
					t.Fatalf("%s: %q is in\n%s", name, piece, text)
				}
			}
		}
	}
}

// misplaced returns requests with a piece of a photo in every place.
func misplaced(provider, piece string) []letter {
	change := func(do func(*letter)) letter {
		l := vectorLetter(provider)
		do(&l)
		return l
	}
	escaped := url.QueryEscape(piece)
	out := []letter{
		change(func(l *letter) { l.path += "/" + url.PathEscape(piece) }),
		change(func(l *letter) { l.path = "/" + url.PathEscape(piece) }),
		change(func(l *letter) { l.path += "?photo=" + escaped + "&" + escaped + "=1" }),
		change(func(l *letter) { l.form[piece] = "1" }),
		change(func(l *letter) { l.form["some_photo"] = piece }),
		change(func(l *letter) { l.body = encode(l.form) + "&name=" + escaped + "&name=" + escaped + "&sfz=" + escaped }),
	}
	for name := range vectorLetter(provider).form {
		out = append(out, change(func(l *letter) { l.form[name] = piece }))
	}
	if !strings.ContainsFunc(piece, func(r rune) bool { return r < ' ' || r > '~' }) {
		for _, name := range []string{"X-Photo", "User-Agent", "Authorization", "Cookie", "X-Date", "Sign_Type", "Request-Id"} {
			out = append(out, change(func(l *letter) { l.header[name] = piece }))
		}
		out = append(out, change(func(l *letter) { l.header["Content-Type"] += "; x=" + strings.Map(tokenOnly, piece) }))
	}
	return out
}

func tokenOnly(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
		return r
	}
	return 'x'
}
