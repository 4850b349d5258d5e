package sandbox

import (
	"encoding/base64"
	"maps"
	"strings"
	"testing"
)

// clone returns a copy for a test to change.
func (l letter) clone() letter {
	l.header, l.form = maps.Clone(l.header), maps.Clone(l.form)
	return l
}

// The answer of each service about an unknown person.
var nobody = map[string]string{
	"slsj": `"idcardResult":"03"`, "tianyan": `"incorrect":102`, "muzhiyun": `"error":5`, "apetime": `"photo":2`, "wapi": `"codeid":10025`,
}

func TestPublishedVectorsAreAccepted(t *testing.T) {
	s := startWith(t, Options{})
	for _, provider := range Providers() {
		got := post(t, s, vectorLetter(provider))
		if got.status != 200 || got.reason() != "" || !strings.Contains(got.body, nobody[provider]) {
			t.Errorf("%s: HTTP %d, %q, %s", provider, got.status, got.reason(), got.body)
		}
	}
}

// TestVariantsAreAccepted changes a correct request in ways that the manuals
// allow.
func TestVariantsAreAccepted(t *testing.T) {
	s := startWith(t, Options{})
	for _, c := range []struct {
		provider, name string
		change         func(*letter)
	}{
		{"slsj", "dateTime a string, other order", func(l *letter) {
			l.header["Auth_Token"] = `{"signMd5":"0cfa6e0c062933714c783a195d66d838","version":"v1", "dateTime":"1750000000000","memberId":"80000001","more":1}`
		}},
		{"slsj", "header names in lower case", func(l *letter) {
			l.header["auth_token"] = l.header["Auth_Token"]
			delete(l.header, "Auth_Token")
		}},
		{"slsj", "an unknown field", func(l *letter) { l.form["extra"] = "1" }},
		{"slsj", "an old clock", func(l *letter) {
			l.header["Auth_Token"] = `{"memberId":"80000001","dateTime":1000,"version":"v1","signMd5":"` +
				md5Hex("memberId=80000001dateTime=1000version=v1key=test-app-key-000") + `"}`
		}},
		{"tianyan", "no url field", func(l *letter) { delete(l.form, "url") }},
		{"tianyan", "url in place of image", func(l *letter) {
			l.form["url"] = "https://example.com/a.jpg"
			delete(l.form, "image")
		}},
		{"tianyan", "14 minutes late", func(l *letter) { tianyanAt(l, "Sun, 15 Jun 2025 14:52:40 GMT") }},
		{"tianyan", "14 minutes early", func(l *letter) { tianyanAt(l, "Sun, 15 Jun 2025 15:20:40 GMT") }},
		{"tianyan", "the new gateway", cloudMarket},
		{"muzhiyun", "an unknown field", func(l *letter) { l.form["extra"] = "1" }},
		{"muzhiyun", "the largest img", func(l *letter) {
			l.form["img"] = base64.StdEncoding.EncodeToString(make([]byte, 100*1024/4*3))
		}},
		{"muzhiyun", "50 characters of name", func(l *letter) { l.form["xm"] = strings.Repeat("𠮷", 50) }},
		{"apetime", "the standard alphabet", func(l *letter) { l.form["selfie_base64"] = photo() }},
		{"apetime", "a file", func(l *letter) { asParts(l, jpegBytes) }},
		{"apetime", "base64 before file", func(l *letter) {
			text := l.form["selfie_base64"]
			asParts(l, "not a picture", "selfie_base64", text)
		}},
		{"apetime", "five minutes late", func(l *letter) { apetimeAt(l, "1749999700000") }},
		{"wapi", "GET", func(l *letter) { l.method = "GET" }},
		{"wapi", "Hash mode", func(l *letter) { l.form["sign"] = vectorKeys["wapi"]["secret"] }},
		{"wapi", "no time", func(l *letter) {
			delete(l.form, "time")
			l.form["sign"] = "0e59eb5415a111339d2fefaabd16b9da"
		}},
		{"wapi", "an empty value, not signed", func(l *letter) {
			l.form["time"], l.form["sign"] = "", "0e59eb5415a111339d2fefaabd16b9da"
		}},
		{"wapi", "ten minutes early", func(l *letter) { wapiAt(l, "1750000600") }},
		{"wapi", "an unknown field, not signed", func(l *letter) { l.form["extra"] = "1" }},
		{"wapi", "an unknown field, signed", func(l *letter) {
			l.form["aaa"] = "1"
			l.form["sign"] = md5Hex("aaa1appid1bank_id" + wapiExample + "bank_name张三formatjsontime1750000000" + vectorKeys["wapi"]["secret"])
		}},
	} {
		l := vectorLetter(c.provider).clone()
		c.change(&l)
		got := post(t, s, l)
		if got.status != 200 || got.reason() != "" || !strings.Contains(got.body, nobody[c.provider]) {
			t.Errorf("%s, %s: HTTP %d, %q, %s", c.provider, c.name, got.status, got.reason(), got.body)
		}
	}
}

func tianyanAt(l *letter, date string) {
	l.header["X-Date"] = date
	l.header["Authorization"] = `hmac id="AKIDtest001", algorithm="hmac-sha1", headers="x-date x-source", signature="` +
		hmacSHA1("secretkey-test-001", "x-date: "+date+"\nx-source: market") + `"`
}

func cloudMarket(l *letter) {
	l.header = map[string]string{
		"Content-Type": l.header["Content-Type"], "request-id": "0190c7a1-0000-4000-8000-000000000000",
		"Authorization": `{"id":"AKIDtest001","x-date":"` + vectorDate + `","signature":"TEUzC+iGGEB+m3KM0fYD3fRreNk="}`,
	}
}

func apetimeAt(l *letter, ms string) {
	l.form["timestamp"] = ms
	l.form["sign"] = md5Hex("apetest003" + l.form["id_number"] + l.form["name"] + l.form["request_id"] + ms + "apesecret003")
}

func wapiAt(l *letter, seconds string) {
	l.form["time"] = seconds
	l.form["sign"] = md5Hex("appid1bank_id" + l.form["bank_id"] + "bank_name" + l.form["bank_name"] + "formatjsontime" + seconds + vectorKeys["wapi"]["secret"])
}

// asParts turns the form into multipart/form-data with a file and these fields.
func asParts(l *letter, file string, more ...string) {
	delete(l.form, "selfie_base64")
	fields := maps.Clone(l.form)
	for i := 0; i+1 < len(more); i += 2 {
		fields[more[i]] = more[i+1]
	}
	var b strings.Builder
	for name, value := range fields {
		b.WriteString("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
	}
	b.WriteString("--cut\r\nContent-Disposition: form-data; name=\"selfie_file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + file + "\r\n--cut--\r\n")
	l.body, l.header["Content-Type"] = b.String(), "multipart/form-data; boundary=cut"
}

// defect is one fault of a request, and the documented refusal.
type defect struct {
	name   string
	change func(*letter)
	status int
	want   string // part of the body, or of X-Ca-Error-Message
}

func setHeader(name, value string) func(*letter) { return func(l *letter) { l.header[name] = value } }
func setField(name, value string) func(*letter)  { return func(l *letter) { l.form[name] = value } }
func without(name string) func(*letter)          { return func(l *letter) { delete(l.form, name) } }
func withoutHeader(name string) func(*letter)    { return func(l *letter) { delete(l.header, name) } }
func setMethod(m string) func(*letter)           { return func(l *letter) { l.method = m } }
func setPath(p string) func(*letter)             { return func(l *letter) { l.path = p } }

// plus puts a + that is not percent-encoded into the form. It arrives as a
// blank.
func plus(l *letter) {
	l.body = strings.ReplaceAll(encode(l.form), "%2B", "+")
}

func huge(l *letter) { l.form["filler"] = strings.Repeat("a", maxBody) }

const slsj400 = `"code":400,"msg":"业务处理失败,请稍侯重试","result":null`

func token(text string) func(*letter) { return setHeader("Auth_Token", text) }

var slsjDefects = []defect{
	{"GET", setMethod("GET"), 405, ""},
	{"path", setPath("/api/idmatch/other"), 404, ""},
	{"body too large", huge, 413, ""},
	{"no content type", withoutHeader("Content-Type"), 200, slsj400},
	{"JSON content type", setHeader("Content-Type", "application/json"), 200, slsj400},
	{"charset", setHeader("Content-Type", "application/x-www-form-urlencoded; charset=gbk"), 200, slsj400},
	{"no Sign_Type", withoutHeader("Sign_Type"), 200, slsj400},
	{"Sign_Type in capitals", setHeader("Sign_Type", "MD5"), 200, slsj400},
	{"no Auth_Token", withoutHeader("Auth_Token"), 200, slsj400},
	{"Auth_Token not JSON", token("memberId=80000001"), 200, slsj400},
	{"Auth_Token null", token("null"), 200, slsj400},
	{"key in another case", token(`{"memberid":"80000001","dateTime":1750000000000,"version":"v1","signMd5":"0cfa6e0c062933714c783a195d66d838"}`), 200, slsj400},
	{"wrong member", token(`{"memberId":"80000002","dateTime":1750000000000,"version":"v1","signMd5":"0cfa6e0c062933714c783a195d66d838"}`), 200, slsj400},
	{"wrong version", token(`{"memberId":"80000001","dateTime":1750000000000,"version":"v2","signMd5":"0cfa6e0c062933714c783a195d66d838"}`), 200, slsj400},
	{"another time than signed", token(`{"memberId":"80000001","dateTime":1750000000001,"version":"v1","signMd5":"0cfa6e0c062933714c783a195d66d838"}`), 200, slsj400},
	{"time with a fraction", token(`{"memberId":"80000001","dateTime":1.75e12,"version":"v1","signMd5":"` + md5Hex("memberId=80000001dateTime=1.75e12version=v1key=test-app-key-000") + `"}`), 200, slsj400},
	{"signature in capitals", token(`{"memberId":"80000001","dateTime":1750000000000,"version":"v1","signMd5":"0CFA6E0C062933714C783A195D66D838"}`), 200, slsj400},
	{"no orderId", without("orderId"), 200, slsj400}, {"no name", without("name"), 200, slsj400},
	{"no idCard", without("idCard"), 200, slsj400}, {"no nation", without("nation"), 200, slsj400},
	{"no type", without("type"), 200, slsj400}, {"no image", without("image"), 200, slsj400},
	{"name not UTF-8", setField("name", "\xd5\xc5\xc8\xfd"), 200, slsj400},
	{"image with a data: header", setField("image", "data:image/jpeg;base64,"+photo()), 200, slsj400},
	{"image URL-safe", setField("image", base64.URLEncoding.EncodeToString([]byte(jpegBytes))), 200, slsj400},
	{"plus not encoded", plus, 200, slsj400},
}

func hmacAuth(id, algorithm, headers, signature string) func(*letter) {
	return setHeader("Authorization", `hmac id="`+id+`", algorithm="`+algorithm+`", headers="`+headers+`", signature="`+signature+`"`)
}

const tianyan400 = `"msg":"入参错误,`

var tianyanDefects = []defect{
	{"GET", setMethod("GET"), 404, `{"message":"`},
	{"path", setPath("/release/face_id_card"), 404, `{"message":"`},
	{"environment", setPath("/release2/face_id_card/post"), 404, `{"message":"`},
	{"body too large", huge, 413, `{"message":"`},
	{"no Authorization", withoutHeader("Authorization"), 401, "authorization header is required"},
	{"the curl sample's form", setHeader("Authorization", `hmac id = "AKIDtest001", algorithm = "hmac-sha1", headers = "date source", signature = gZ0cmw13HPT1Q4Rczax4BHFqKjo=`), 401, "format error"},
	{"wrong id", hmacAuth("AKIDother", "hmac-sha1", "x-date x-source", "gZ0cmw13HPT1Q4Rczax4BHFqKjo="), 403, "cannot be verified"},
	{"wrong algorithm", hmacAuth("AKIDtest001", "hmac-sha256", "x-date x-source", "gZ0cmw13HPT1Q4Rczax4BHFqKjo="), 401, "format error"},
	{"wrong signature", hmacAuth("AKIDtest001", "hmac-sha1", "x-date x-source", "TEUzC+iGGEB+m3KM0fYD3fRreNk="), 403, "does not match"},
	{"no X-Date", withoutHeader("X-Date"), 401, "valid x-date header"},
	{"X-Date not GMT", func(l *letter) { tianyanAt(l, "Sun, 15 Jun 2025 23:06:40 +0800") }, 401, "valid x-date header"},
	{"16 minutes late", func(l *letter) { tianyanAt(l, "Sun, 15 Jun 2025 14:50:40 GMT") }, 401, "out of date"},
	{"16 minutes early", func(l *letter) { tianyanAt(l, "Sun, 15 Jun 2025 15:22:40 GMT") }, 401, "out of date"},
	{"no X-Source", withoutHeader("X-Source"), 401, "x-source"},
	{"another X-Source than signed", setHeader("X-Source", "shop"), 403, "does not match"},
	{"new gateway, no request-id", func(l *letter) { cloudMarket(l); delete(l.header, "request-id") }, 401, "request-id"},
	{"new gateway, old signature", func(l *letter) {
		cloudMarket(l)
		l.header["Authorization"] = strings.ReplaceAll(l.header["Authorization"], "TEUzC+iGGEB+m3KM0fYD3fRreNk=", "gZ0cmw13HPT1Q4Rczax4BHFqKjo=")
	}, 403, "does not match"},
	{"new gateway, not JSON", func(l *letter) { cloudMarket(l); l.header["Authorization"] = "{" }, 401, "format error"},
	{"content type", setHeader("Content-Type", "application/json"), 200, tianyan400},
	{"no idcard", without("idcard"), 200, tianyan400 + "身份证号[idcard]格式错误"},
	{"idcard too short", setField("idcard", "1101051949123100"), 200, tianyan400 + "身份证号[idcard]格式错误"},
	{"no name", without("name"), 200, tianyan400},
	{"name not UTF-8", setField("name", "\xd5\xc5\xc8\xfd"), 200, tianyan400},
	{"no image and no url", without("image"), 200, tianyan400},
	{"image not base64", setField("image", "%%%"), 200, tianyan400},
	{"image with line ends", setField("image", photo()[:4]+"\r\n"+photo()[4:]), 200, tianyan400},
	{"plus not encoded", plus, 200, tianyan400},
	{"image too large", setField("image", base64.StdEncoding.EncodeToString(make([]byte, 2<<20+1))), 200, `"incorrect":108`},
	{"url not an address", func(l *letter) { l.form["image"], l.form["url"] = "", "a.jpg" }, 200, tianyan400},
}

var muzhiyunDefects = []defect{
	{"GET", setMethod("GET"), 405, "Unsupported Method"},
	{"path", setPath("/facecheck/"), 404, "Invalid Url"},
	{"another path", setPath("/face"), 404, "Invalid Url"},
	{"body too large", huge, 413, "Request body too Large"},
	{"no Authorization", withoutHeader("Authorization"), 400, "Invalid AppCode"},
	{"wrong AppCode", setHeader("Authorization", "APPCODE 00000000000000000000000000000000"), 400, "Invalid AppCode"},
	{"two spaces", setHeader("Authorization", "APPCODE  0123456789abcdef0123456789abcdef"), 400, "Invalid AppCode"},
	{"content type", setHeader("Content-Type", "application/json"), 666, `{"ok":0,"msg":"未传入真实姓名xm"}`},
	{"no charset", setHeader("Content-Type", "application/x-www-form-urlencoded"), 666, `{"ok":0,"msg":"未传入真实姓名xm"}`},
	{"no xm", without("xm"), 666, `{"ok":0,"msg":"未传入真实姓名xm"}`},
	{"xm not UTF-8", setField("xm", "\xd5\xc5\xc8\xfd"), 666, `{"ok":0,"msg":"未传入真实姓名xm"}`},
	{"no sfz", without("sfz"), 666, `{"ok":0,"msg":"未传入身份证号码sfz"}`},
	{"no img", without("img"), 666, `{"ok":0,"msg":"未传入人像图片img"}`},
	{"xm too long", setField("xm", strings.Repeat("张", 51)), 666, `{"ok":0,"msg":"传入真实姓名xm字符串长度超限"}`},
	{"sfz too long", setField("sfz", exampleID+"0"), 666, `{"ok":0,"msg":"传入身份证号码sfz字符串长度超限"}`},
	{"img too long", setField("img", strings.Repeat("A", 102404)), 666, `{"ok":0,"msg":"传入人像图片img字符串长度超限"}`},
	{"sfz too short", setField("sfz", exampleID[:17]), 666, `{"ok":0,"msg":"错误的身份证号码"}`},
	{"wrong check character", setField("sfz", "110105194912310021"), 666, `{"ok":0,"msg":"错误的身份证号码"}`},
	{"no such date", setField("sfz", "11010519490230002"+checkCharacter("11010519490230002")), 666, `{"ok":0,"msg":"错误的身份证号码"}`},
	{"img an address", setField("img", "https://example.com/a.jpg"), 200, `{"ok":1,"msg":"HTTP人像图片错误：下载失败"}`},
	{"img not base64", setField("img", "/9j/4A*"), 200, `{"ok":1,"msg":"BASE64人像图片错误：无法处理图片信息"}`},
	{"img encoded twice", setField("img", strings.ReplaceAll(photo(), "/", "%2F")), 200, `{"ok":1,"msg":"BASE64人像图片错误：无法处理图片信息"}`},
	{"img URL-safe", setField("img", base64.URLEncoding.EncodeToString([]byte(jpegBytes))), 200, `{"ok":1,"msg":"BASE64人像图片错误：无法处理图片信息"}`},
	{"plus not encoded", plus, 200, `{"ok":1,"msg":"BASE64人像图片错误：无法处理图片信息"}`},
}

func apetimeRefusal(code, msg string) string {
	return `"code":"` + code + `","msg":"` + msg + `","charge":2}`
}

var apetimeDefects = []defect{
	{"GET", setMethod("GET"), 405, ""},
	{"path", setPath("/api/identity/portrait"), 404, ""},
	{"body too large", huge, 413, ""},
	{"content type", setHeader("Content-Type", "application/json"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"charset", setHeader("Content-Type", "application/x-www-form-urlencoded; charset=GBK"), 200, apetimeRefusal("1001", "参数非 UTF-8 编码")},
	{"name not UTF-8", setField("name", "\xd5\xc5\xc8\xfd"), 200, apetimeRefusal("1001", "参数非 UTF-8 编码")},
	{"no app_key", without("app_key"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"no request_id", without("request_id"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"no id_number", without("id_number"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"no name", without("name"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"no timestamp", without("timestamp"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"no sign", without("sign"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"timestamp not a number", setField("timestamp", "today"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"wrong app_key", setField("app_key", "other"), 200, apetimeRefusal("1009", "App_key 验证失败")},
	{"wrong sign", setField("sign", md5Hex("")), 200, apetimeRefusal("1000", "验签失败")},
	{"sign in capitals", setField("sign", "8EC5686DE499ED5AA9F8AD079887DE63"), 200, apetimeRefusal("1000", "验签失败")},
	{"six minutes late", func(l *letter) { apetimeAt(l, "1749999640000") }, 200, apetimeRefusal("1010", "请求过期")},
	{"six minutes early", func(l *letter) { apetimeAt(l, "1750000360000") }, 200, apetimeRefusal("1010", "请求过期")},
	{"timestamp in seconds", func(l *letter) { apetimeAt(l, "1750000000") }, 200, apetimeRefusal("1010", "请求过期")},
	{"no picture", without("selfie_base64"), 200, apetimeRefusal("1002", "请求参数错误")},
	{"with a data: header", setField("selfie_base64", "data:image/jpg;base64,"+photo()), 200, apetimeRefusal("1002", "请求参数错误")},
	{"both alphabets mixed", setField("selfie_base64", "/-8="), 200, apetimeRefusal("1002", "请求参数错误")},
	{"plus not encoded", func(l *letter) { l.form["selfie_base64"] = photo(); plus(l) }, 200, apetimeRefusal("1002", "请求参数错误")},
	{"not a picture", setField("selfie_base64", base64.StdEncoding.EncodeToString([]byte("RIFF....WEBP"))), 200, `"data":{"result":2},"charge":2}`},
	{"file not a picture", func(l *letter) { asParts(l, "RIFF....WEBP") }, 200, `"data":{"result":2},"charge":2}`},
	{"over 2 MB", setField("selfie_base64", base64.StdEncoding.EncodeToString(append([]byte(jpegBytes), make([]byte, 2<<20)...))), 200, `"data":{"result":2},"charge":2}`},
}

var wapiDefects = []defect{
	{"PUT", setMethod("PUT"), 405, ""},
	{"sub-interface", setPath("/pyi/62/170"), 200, `"codeid":10020`},
	{"interface", setPath("/pyi/63/169"), 200, `"codeid":10009`},
	{"body too large", huge, 413, ""},
	{"content type", setHeader("Content-Type", "application/json"), 200, `"codeid":10001`},
	{"no charset", setHeader("Content-Type", "application/x-www-form-urlencoded"), 200, `"codeid":10001`},
	{"no appid", without("appid"), 200, `"codeid":10001`},
	{"no sign", without("sign"), 200, `"codeid":10002`},
	{"wrong appid", setField("appid", "2"), 200, `"codeid":10005`},
	{"wrong sign", setField("sign", md5Hex("")), 200, `"codeid":10003`},
	{"sign of a request without time", setField("sign", "0e59eb5415a111339d2fefaabd16b9da"), 200, `"codeid":10003`},
	{"another name than signed", setField("bank_name", "李四"), 200, `"codeid":10003`},
	{"time not a number", setField("time", "now"), 200, `"codeid":10017`},
	{"time in milliseconds", setField("time", "1750000000000"), 200, `"codeid":10004`},
	{"eleven minutes late", func(l *letter) { wapiAt(l, "1749999340") }, 200, `"codeid":10004`},
	{"eleven minutes early", func(l *letter) { wapiAt(l, "1750000660") }, 200, `"codeid":10004`},
	{"no bank_id", func(l *letter) {
		delete(l.form, "bank_id")
		l.form["sign"] = md5Hex("appid1bank_name张三formatjsontime1750000000" + vectorKeys["wapi"]["secret"])
	}, 200, `"codeid":10015`},
	{"no bank_name", func(l *letter) {
		delete(l.form, "bank_name")
		l.form["sign"] = md5Hex("appid1bank_id" + l.form["bank_id"] + "formatjsontime1750000000" + vectorKeys["wapi"]["secret"])
	}, 200, `"codeid":10015`},
	{"name not UTF-8", func(l *letter) {
		l.form["bank_name"] = "\xd5\xc5\xc8\xfd"
		l.form["sign"] = vectorKeys["wapi"]["secret"]
	}, 200, `"codeid":10015`},
	{"format xml", func(l *letter) {
		l.form["format"] = "xml"
		l.form["sign"] = vectorKeys["wapi"]["secret"]
	}, 200, `"codeid":10015`},
}

func TestEveryDefectIsRefusedAsDocumented(t *testing.T) {
	s := startWith(t, Options{})
	for provider, defects := range map[string][]defect{
		"slsj": slsjDefects, "tianyan": tianyanDefects, "muzhiyun": muzhiyunDefects, "apetime": apetimeDefects, "wapi": wapiDefects,
	} {
		for _, d := range defects {
			// A person who matches reveals a check that fails open.
			l := about(matching(provider))
			d.change(&l)
			got := post(t, s, l)
			said := got.body + got.header.Get("X-Ca-Error-Message")
			if got.status != d.status || !strings.Contains(said, d.want) {
				t.Errorf("%s, %s: HTTP %d, %s, want HTTP %d, %s", provider, d.name, got.status, said, d.status, d.want)
			}
			if got.reason() == "" || positive(provider, got) {
				t.Errorf("%s, %s: reason %q, %s", provider, d.name, got.reason(), got.body)
			}
		}
	}
}

// matching returns a service's first person.
func matching(provider string) Person {
	for _, p := range Persons() {
		if p.Provider == provider {
			return p
		}
	}
	return Person{}
}

func TestGatewayAnswersCarryTheirHeaders(t *testing.T) {
	s := startWith(t, Options{})
	l := vectorLetter("muzhiyun")
	accepted := post(t, s, l)
	if accepted.header.Get("X-Ca-Request-Id") == "" || accepted.header.Get("X-Ca-Error-Code") != "" {
		t.Errorf("an accepted request: %v", accepted.header)
	}
	l.header["Authorization"] = "APPCODE other"
	refused := post(t, s, l)
	if refused.header.Get("X-Ca-Request-Id") == "" || refused.header.Get("X-Ca-Error-Code") == "" || refused.body != "" {
		t.Errorf("a refused request: %v, %s", refused.header, refused.body)
	}
}

func TestUnknownPathNamesTheServices(t *testing.T) {
	s := startWith(t, Options{})
	got := post(t, s, letter{method: "GET", path: "/"})
	if got.status != 404 || !strings.Contains(got.body, "/facecheck") {
		t.Errorf("HTTP %d, %s", got.status, got.body)
	}
}
