package identity

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"
)

// packings are the ways in which a service may write a text that nobody reads at
// first sight.
var packings = map[string]func(string) string{
	"base64":             func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 for URLs":    func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) },
	"base64, no padding": func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) },
	"base64 in percent":  func(s string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s))) },
	"percent in base64":  func(s string) string { return base64.StdEncoding.EncodeToString([]byte(url.QueryEscape(s))) },
	"base64 twice": func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(s))))
	},
	"base64 after letters": func(s string) string { return "id" + base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 of more":       func(s string) string { return base64.StdEncoding.EncodeToString([]byte(`{"xm":"` + s + `"}`)) },
	"hexadecimal":          func(s string) string { return hex.EncodeToString([]byte(s)) },
	"hexadecimal, large":   func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
}

// The person is not to be read in messages, codes and order numbers, however
// they are packed; other packed things stay.
func TestRedactUnpacks(t *testing.T) {
	for name, pack := range packings {
		for _, what := range []string{zhangSan.Name, zhangSan.Document.Number, "欧阳娜娜"} {
			s := zhangSan
			if what == "欧阳娜娜" {
				s = january
			}
			for kind, hide := range both {
				if got := hide("a:"+pack(what)+" b", s); strings.Contains(got, pack(what)) || !strings.Contains(got, "***") || !strings.HasPrefix(got, "a:") {
					t.Errorf("%s, %s of %s: %q", kind, name, what, got)
				}
			}
		}
	}
	for _, order := range []string{"TID2af751b4bff24be781d60af10bf84101", "7E5C2E3A-0000-4000-8000-000000000001", "568753443590770688", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="} {
		if got := Unechoed(order, liNa); got != order {
			t.Errorf("%s became %s", order, got)
		}
	}
}

// Secrets are found after decoding, whole and in part.
func TestConceal(t *testing.T) {
	const key, other = "83359fd73fe94948385f570e3c139105", "app+secret/003=="
	hidden := []string{
		key, strings.ToUpper(key), key[:16] + "…", "key=" + key + "&x", `8335\u0039fd73fe94948385f570e3c139105`, "&#56;3359fd73fe94948385f570e3c139105", other,
		url.QueryEscape(other), url.QueryEscape(url.QueryEscape(other)), "8333-3359fd73-fe949483-85f570e3c139105",
	}
	for _, pack := range packings {
		hidden = append(hidden, pack(key), pack("APPCODE "+key))
	}
	for _, text := range hidden {
		if got := Conceal("bad "+text, key, other); got == "bad "+text || !strings.Contains(got, "***") || !strings.HasPrefix(got, "bad ") {
			t.Errorf("%q: %q", text, got)
		}
	}
	for _, text := range []string{"", "签名校验失败", "100% &amp; more", "83359fd7", "TID2af751b4bff24be781d60af10bf84101"} {
		if got := Conceal(text, key, other); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
