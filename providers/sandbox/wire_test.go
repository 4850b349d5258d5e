package sandbox

import (
	"bufio"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The keys, the time and the signatures are those of the published test
// vectors. The requests are assembled byte by byte, without a client library.
var vectorKeys = Credentials{
	"slsj":     {"member_id": "80000001", "app_key": "test-app-key-000"},
	"tianyan":  {"secret_id": "AKIDtest001", "secret_key": "secretkey-test-001"},
	"muzhiyun": {"app_code": "0123456789abcdef0123456789abcdef"},
	"apetime":  {"app_key": "apetest003", "app_secret": "apesecret003"},
	"wapi":     {"app_id": "1", "secret": "0123456789abcdef0123456789abcdef"},
}

var vectorTime = time.UnixMilli(1750000000000)

const (
	jpegBytes   = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\xfb\xff\xbe" // + and / in base64
	vectorDate  = "Sun, 15 Jun 2025 15:06:40 GMT"
	exampleID   = "11010519491231002X" // the example of GB 11643
	wapiExample = "362536199105034456"
)

func photo() string { return base64.StdEncoding.EncodeToString([]byte(jpegBytes)) }

// letter is one request before it is put on the wire.
type letter struct {
	method, path string
	header       map[string]string
	form         map[string]string
	body         string // replaces form if it is not empty
}

// vectorLetter is a correct request to each service, signed as published.
func vectorLetter(provider string) letter {
	form := "application/x-www-form-urlencoded"
	switch provider {
	case "slsj":
		return letter{"POST", "/api/idmatch/idmatch-abroad/query", map[string]string{
			"Content-Type": form, "Sign_Type": "md5",
			"Auth_Token": `{"memberId":"80000001","dateTime":1750000000000,"version":"v1","signMd5":"0cfa6e0c062933714c783a195d66d838"}`,
		}, map[string]string{"orderId": "1009001", "name": "某某", "idCard": "H99999999", "nation": "CHN", "type": "516", "image": photo()}, ""}
	case "tianyan":
		return letter{"POST", "/release/face_id_card/post", map[string]string{
			"Content-Type": form, "X-Source": "market", "X-Date": vectorDate,
			"Authorization": `hmac id="AKIDtest001", algorithm="hmac-sha1", headers="x-date x-source", signature="gZ0cmw13HPT1Q4Rczax4BHFqKjo="`,
		}, map[string]string{"idcard": exampleID, "name": "张三", "image": photo(), "url": ""}, ""}
	case "muzhiyun":
		return letter{"POST", "/facecheck", map[string]string{
			"Content-Type": form + "; charset=UTF-8", "Authorization": "APPCODE 0123456789abcdef0123456789abcdef",
		}, map[string]string{"xm": "张三", "sfz": exampleID, "img": photo()}, ""}
	case "apetime":
		return letter{"POST", "/api/identity/portrait_verification", map[string]string{"Content-Type": form}, map[string]string{
			"app_key": "apetest003", "request_id": "0123456789abcdef0123456789abcdef", "id_number": exampleID, "name": "张三",
			"timestamp": "1750000000000", "sign": "8ec5686de499ed5aa9f8ad079887de63",
			"selfie_base64": base64.URLEncoding.EncodeToString([]byte(jpegBytes)),
		}, ""}
	}
	return letter{"POST", "/pyi/62/169", map[string]string{"Content-Type": form + ";charset=utf-8"}, map[string]string{
		"appid": "1", "bank_id": wapiExample, "bank_name": "张三", "format": "json",
		"time": "1750000000", "sign": "168cf1b34d3453407b109248620f5fb1",
	}, ""}
}

// about returns a correct request about one person.
func about(p Person) letter {
	l := vectorLetter(p.Provider)
	switch p.Provider {
	case "slsj":
		l.form["name"], l.form["idCard"], l.form["nation"], l.form["type"] = p.Name, p.Number, p.Nation, p.Type
	case "tianyan":
		l.form["name"], l.form["idcard"] = p.Name, p.Number
	case "muzhiyun":
		l.form["xm"], l.form["sfz"] = p.Name, p.Number
	case "apetime":
		l.form["name"], l.form["id_number"] = p.Name, p.Number
		l.form["sign"] = md5Hex("apetest003" + p.Number + p.Name + l.form["request_id"] + l.form["timestamp"] + "apesecret003")
	case "wapi":
		l.form["bank_name"], l.form["bank_id"] = p.Name, p.Number
		l.form["sign"] = md5Hex("appid1bank_id" + p.Number + "bank_name" + p.Name + "formatjsontime1750000000" + vectorKeys["wapi"]["secret"])
	}
	return l
}

func md5Hex(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }

func hmacSHA1(key, text string) string {
	mac := hmac.New(sha1.New, []byte(key))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// encode joins the fields. It reverses an odd number of names, so that no
// service can depend on their order.
func encode(form map[string]string) string {
	names := slices.Sorted(maps.Keys(form))
	if len(names)%2 == 1 {
		slices.Reverse(names)
	}
	var parts []string
	for _, name := range names {
		parts = append(parts, url.QueryEscape(name)+"="+url.QueryEscape(form[name]))
	}
	return strings.Join(parts, "&")
}

func (l letter) bytes(host string) string {
	body, path := l.body, l.path
	switch {
	case l.method == "GET" && body == "":
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		path += sep + encode(l.form)
	case body == "":
		body = encode(l.form)
	}
	text := l.method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n"
	for _, name := range slices.Sorted(maps.Keys(l.header)) {
		text += name + ": " + l.header[name] + "\r\n"
	}
	return text + "\r\n" + body
}

// reading is the received answer.
type reading struct {
	status int
	header http.Header
	body   string
}

func (r reading) reason() string { return r.header.Get("X-Sandbox-Reason") }

func startWith(t testing.TB, o Options) *Server {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return vectorTime }
	}
	if o.Credentials == nil {
		o.Credentials = vectorKeys
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func post(t testing.TB, s *Server, l letter) reading {
	t.Helper()
	got, err := exchange(s, l)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// exchange sends one request on its own connection.
func exchange(s *Server, l letter) (reading, error) {
	conn, err := net.Dial("tcp", s.Addr())
	if err != nil {
		return reading{}, err
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, l.bytes(s.Addr())); err != nil {
		return reading{}, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return reading{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return reading{resp.StatusCode, resp.Header, string(body)}, err
}
