package sandbox

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// shape is the form of a documented value. A guarded value is a key or a
// signature.
type shape struct {
	fits    func(string) bool
	guarded bool
}

// shaped compiles its form at first use, because most programs never use it.
func shaped(form string) shape {
	whole := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:` + form + `)$`) })
	return shape{fits: func(value string) bool { return whole().MatchString(value) }}
}

// guarded returns the shape of keys and signatures: any length shorter than a
// photo's.
func guarded() shape {
	return shape{func(value string) bool {
		n := utf8.RuneCountInString(value)
		return n >= 1 && n <= 400 && !strings.Contains(value, "\n")
	}, true}
}

var (
	person = shaped(`[\p{L}\p{M} .·'-]{1,64}`)
	number = shaped(`[A-Z]{0,3}[0-9]{6,18}[0-9Xx]?`)
	serial = shaped(`[0-9]{1,20}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	digit  = shaped(`[0-9]{1,20}`)

	// fieldShapes are the form fields of the five manuals, without the photo's.
	fieldShapes = map[string]shape{
		"name": person, "xm": person, "bank_name": person,
		"idCard": number, "idcard": number, "sfz": number, "id_number": number, "bank_id": number,
		"orderId": serial, "request_id": serial, "timestamp": digit, "time": digit,
		"nation": shaped(`[A-Z]{3}`), "type": shaped(`[0-9]{3}`), "format": shaped(`json|xml|jsonp`), "appid": digit,
		"sign": guarded(), "app_secret": guarded(), "secret": guarded(), "app_key": guarded(), "appKey": guarded(), "secret_key": guarded(),
	}

	// headerShapes are the headers of the five manuals and of HTTP, in
	// canonical case.
	headerShapes = map[string]shape{
		"Authorization": guarded(), "Proxy-Authorization": guarded(), "Cookie": guarded(), "Auth_token": guarded(),
		"Sign_type": shaped(`md5`), "X-Source": shaped(`market`), "Request-Id": serial, "X-Date": shaped(`[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT`),
		"Content-Type":   shaped(`[a-z]{1,20}/[a-z-]{1,30}(?:; ?charset=[A-Za-z0-9-]{1,12})?`),
		"Content-Length": digit, "Connection": shaped(`close|keep-alive`), "User-Agent": shaped(`[A-Z][a-z]{1,15}(?:/[0-9.]{1,8})?|Go-http-client/1.1`),
		"X-Sandbox-Fault": shaped(`[a-z0-9:,.]{1,32}`),
	}
)

// clearValue returns a value in clear if it has the documented form, and a
// guarded one only if open. It returns the size and hash of any other value.
func clearValue(shapes map[string]shape, name, value string, open bool) string {
	s, documented := shapes[name]
	if !documented || !s.fits(value) || s.guarded && !open || pictured(value) {
		return digest(value)
	}
	return strconv.Quote(value)
}

var (
	// longRun is longer than any key or signature of the five services.
	longRun = regexp.MustCompile(`[0-9A-Za-z+/_-]{48}`)
	// longWord is longer than any name or number.
	longWord = regexp.MustCompile(`^[0-9A-Za-z+/_=-]{30,}$`)
	plainHex = regexp.MustCompile(`^[0-9a-fA-F-]{30,40}$`)
)

// pictured reports text that may be a photo or its beginning.
func pictured(value string) bool {
	for _, start := range []string{"/9j/", "_9j_", "iVBOR", "R0lGOD", "UklGR", "data:image", "\xff\xd8\xff", "\x89PNG", "GIF8"} {
		if strings.Contains(value, start) {
			return true
		}
	}
	return strings.HasPrefix(strings.ToLower(value), "ffd8ff") || longRun.MatchString(value) || longWord.MatchString(value) && !plainHex.MatchString(value) && !isKey(value)
}

// isKey reports the dummy keys, which are long words.
func isKey(value string) bool {
	for _, u := range upstreams() {
		for _, key := range u.dummies {
			if value == key {
				return true
			}
		}
	}
	return false
}

// plainName matches names of fields and headers that cannot be a part of a
// photo.
var plainName = regexp.MustCompile(`^[a-z]{1,12}(?:_[a-z]{1,12}|[A-Z][a-z]{1,12}){0,2}$`)

func clearName(name string) string {
	if _, documented := fieldShapes[name]; documented || plainName.MatchString(name) || name == "selfie_base64" {
		return strconv.Quote(name)
	}
	return digest(name)
}

func clearHeader(name string) string {
	if _, documented := headerShapes[name]; documented || plainName.MatchString(strings.ToLower(strings.ReplaceAll(name, "-", "_"))) {
		return name
	}
	return digest(name)
}

// clearPath returns the paths of the services in clear and hides others.
func clearPath(path string) string {
	for _, u := range upstreams() {
		if path == u.path {
			return strconv.Quote(path)
		}
	}
	return digest(path)
}
