package cli_test

import (
	"encoding/base64"
	"encoding/hex"
	"index/suffixarray"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"facedesk/providers/sandbox"
)

// findsNobody searches every file that the program wrote in the home of a desk for
// names, numbers, keys and photos, however they are written. Each test that has a
// desk ends with it; given are what the tests themselves put there.
func (d desk) findsNobody(t testing.TB) {
	t.Helper()
	_ = filepath.WalkDir(d.home, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || slices.Contains(given, filepath.Ext(path)) {
			return nil //nolint:nilerr // it is gone again
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil //nolint:nilerr // likewise
		}
		for _, what := range traces(data) {
			t.Errorf("%s holds %s", strings.TrimPrefix(path, d.home), what)
		}
		return nil
	})
}

// given are the ends of the names of files that tests write, or ask for.
var given = []string{".toml", ".jpg", ".png", ".bmp", ".csv", ".json", ".pem", ".txt", ".ttf"}

// traces says which persons, keys and photos can be read out of data.
func traces(data []byte) (found []string) {
	index := suffixarray.New(data)
	for _, secret := range canaries() {
		for form, text := range writtenAs(secret) {
			places := index.Lookup([]byte(text), -1)
			if text == secret {
				places = slices.DeleteFunc(places, within(data, text))
			}
			if len(places) > 0 {
				found = append(found, secret+" as "+form)
			}
		}
	}
	if len(index.Lookup([]byte("\xff\xd8\xff"), 1)) > 0 {
		found = append(found, "a JPEG")
	}
	return found
}

// within reports whether a text at a place in data is part of a longer row of
// digits, which is another number, such as an order number of milliseconds and a
// count.
func within(data []byte, text string) func(at int) bool {
	digit := func(at int) bool {
		return at >= 0 && at < len(data) && strings.Contains(digits, string(rune(data[at])))
	}
	return func(at int) bool {
		return strings.Trim(text, digits) == "" && (digit(at-1) || digit(at+len(text)))
	}
}

const digits = "0123456789"

// leastCanary is how long a text must be that stands nowhere by chance, in bytes.
const leastCanary = 6

// canaries are the names and numbers of all persons, and all keys.
var canaries = func() func() []string {
	var all []string
	for _, p := range sandbox.Persons() {
		all = append(all, p.Number, p.Name)
	}
	for _, keys := range sandbox.DummyCredentials() {
		for _, key := range keys {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(s string) bool { return len(s) < leastCanary })
	return func() []string { return all }
}()

// writtenAs are the ways in which a text may stand in a file.
func writtenAs(text string) map[string]string {
	var little, bigEnd strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		little.WriteString(string([]byte{byte(u), byte(u >> 8)}))
		bigEnd.WriteString(string([]byte{byte(u >> 8), byte(u)}))
	}
	out := map[string]string{
		"text": text, "percent-encoded": url.QueryEscape(text), "UTF-16LE": little.String(), "UTF-16BE": bigEnd.String(),
		"hex": hex.EncodeToString([]byte(text)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(text))),
	}
	for shift := range 3 { // the text may begin anywhere in a group of three bytes
		whole := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + text))
		from, to := (8*shift+5)/6, (shift+len(text))*8/6
		out["base64 at "+string(rune('0'+shift))] = whole[from:to]
	}
	return out
}

// The search finds what is there, in each form.
func TestCanariesAreFound(t *testing.T) {
	for _, secret := range []string{"110101199001010015", "张三"} {
		if !slices.Contains(canaries(), secret) {
			t.Fatalf("%s is no canary", secret)
		}
		for form, text := range writtenAs(secret) {
			if len(traces([]byte("before "+text+" behind"))) == 0 {
				t.Errorf("%s is not found as %s", secret, form)
			}
		}
		for shift := range 3 {
			text := base64.StdEncoding.EncodeToString([]byte("abc"[:shift] + secret + "xyz"))
			if len(traces([]byte(text))) == 0 {
				t.Errorf("%s is not found in base64 behind %d bytes", secret, shift)
			}
		}
	}
	if len(traces([]byte("\xff\xd8\xff\xe0"))) == 0 {
		t.Error("a photo is not found")
	}
	for _, none := range []string{"张* ****************15", `"order":"795898180000001"`} {
		if found := traces([]byte(none)); found != nil {
			t.Errorf("%s: %v", none, found)
		}
	}
	if traces([]byte(`"order":"80000001"`)) == nil {
		t.Error("a number of digits is not found")
	}
}
