package sandbox

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func known(provider, name, number string) bool {
	for _, p := range Persons() {
		if p.Provider == provider && p.Name == name && p.Number == number {
			return true
		}
	}
	return false
}

// handler is a server without a listener.
func handler(tb testing.TB) *Server {
	tb.Helper()
	return startWith(tb, Options{})
}

// ask passes one request to the server's handler. Only the fault that ends a
// connection may panic.
func ask(tb testing.TB, s *Server, method, target string, header map[string]string, body []byte) reading {
	tb.Helper()
	u, err := url.ParseRequestURI(target)
	if err != nil {
		tb.Skip("not a request target")
	}
	r := &http.Request{Method: method, URL: u, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Proto: "HTTP/1.1"}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	func() {
		defer func() {
			p := recover()
			if err, ok := p.(error); p != nil && (!ok || !errors.Is(err, http.ErrAbortHandler)) {
				panic(p)
			}
		}()
		s.handle(w, r.WithContext(tb.Context()))
	}()
	return reading{w.Code, w.Header(), w.Body.String()}
}

// FuzzPersons signs a request about any person correctly. Only a person in the
// table may get a positive answer.
func FuzzPersons(f *testing.F) {
	for i, provider := range Providers() {
		p := matching(provider)
		f.Add(i, p.Name, p.Number, p.Nation, p.Type, photo())
		f.Add(i, p.Name+" ", p.Number, p.Nation, p.Type, photo())
		f.Add(i, p.Name, p.Number+"\x00", "", "", "")
	}
	s := handler(f)
	f.Fuzz(func(t *testing.T, which int, name, number, nation, kind, image string) {
		provider := Providers()[(which%5+5)%5]
		l := about(Person{Provider: provider, Name: name, Number: number, Nation: nation, Type: kind})
		for _, field := range []string{"image", "img", "selfie_base64"} {
			if _, ok := l.form[field]; ok {
				l.form[field] = image
			}
		}
		got := ask(t, s, l.method, l.path, l.header, []byte(encode(l.form)))
		if positive(provider, got) && !known(provider, name, number) {
			t.Errorf("%s: %q, %q: %s", provider, name, number, got.body)
		}
	})
}

// FuzzHandler sends anything to the server. It does not panic, and gives
// nothing positive without a service's keys.
func FuzzHandler(f *testing.F) {
	for _, provider := range Providers() {
		l := about(matching(provider))
		f.Add(l.method, l.path, l.header["Content-Type"], l.header["Authorization"], l.header["Auth_Token"], []byte(encode(l.form)))
	}
	f.Add("POST", "/release/face_id_card/post", "multipart/form-data; boundary=a", "{", "{}", []byte("--a\r\n\r\n\r\n--a--"))
	f.Add("GET", "/pyi/62/169?sandbox=half&appid=1&sign=x", "", "", "", []byte(nil))
	f.Add("POST", "/facecheck?sandbox=cut", "a/b; c", "APPCODE ", "null", []byte("%zz"))
	s := startWith(f, Options{Credentials: DummyCredentials()})
	f.Fuzz(func(t *testing.T, method, target, contentType, authorization, token string, body []byte) {
		if u, err := url.ParseRequestURI(target); err == nil && u.Query().Has("sandbox") {
			target = u.EscapedPath() + "?sandbox=cut" // avoids hanging and long delays
		}
		header := map[string]string{"Content-Type": contentType, "Authorization": authorization, "Auth_Token": token, "Sign_Type": "md5"}
		got := ask(t, s, method, target, header, body)
		for _, provider := range Providers() {
			// The seeds are signed with keys that this server does not have.
			if positive(provider, got) {
				t.Errorf("%s: %s", provider, got.body)
			}
		}
	})
}

// FuzzParseFault: an accepted fault is written as it is read.
func FuzzParseFault(f *testing.F) {
	for _, seed := range []string{"", "cut", "delay:2s,half", "status:503", "delay:1h", "cut,cut"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fault, err := ParseFault(text)
		if err != nil {
			return
		}
		if again, err := ParseFault(fault.String()); err != nil || again != fault {
			t.Errorf("%q: %q, %v", text, again, err)
		}
	})
}
