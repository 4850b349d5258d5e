package sandbox

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	muzhiyunPath    = "/facecheck"
	muzhiyunFailed  = 666 // the vendor's HTTP status of a failure that is not charged
	muzhiyunMaxName = 50  // characters
	muzhiyunMaxID   = 18
	muzhiyunMaxImg  = 100 << 10 // characters of base64
)

// muzhiyun is 拇指云 身份证三要素. It is behind the gateway of Alibaba's cloud market,
// which answers in X-Ca- headers.
type muzhiyun struct {
	appCode string
	persons register
}

func muzhiyunUpstream() upstream {
	return upstream{
		code: "muzhiyun", path: muzhiyunPath, family: "/facecheck", persons: muzhiyunPersons,
		dummies: map[string]string{"app_code": "sandboxmuzhiyunappcode0000000000"},
		stray:   func(r *request) bool { return strings.HasPrefix(r.header.Get("Authorization"), "APPCODE") },
		start: func(keys map[string]string, persons register) service {
			return &muzhiyun{appCode: keys["app_code"], persons: persons}
		},
	}
}

func (m *muzhiyun) answer(r *request) answer {
	switch {
	case r.path != muzhiyunPath:
		return muzhiyunWrongPath(r)
	case r.method != http.MethodPost:
		return aliyunGateway(r.serial, http.StatusMethodNotAllowed, "I405UM", "Unsupported Method").because("the method must be POST")
	case r.header.Get("Authorization") != "APPCODE "+m.appCode:
		return aliyunGateway(r.serial, http.StatusBadRequest, unlisted, "Invalid AppCode").because("header Authorization must be APPCODE, one space, the AppCode")
	}
	r.proven = true
	if r.tooLarge {
		return aliyunGateway(r.serial, http.StatusRequestEntityTooLarge, "I413RL", "Request body too Large").because(r.defect)
	}
	return m.check(r).with("X-Ca-Request-Id", aliyunRequestID(r.serial))
}

func muzhiyunWrongPath(r *request) answer {
	return aliyunGateway(r.serial, http.StatusNotFound, "I404NF", "Invalid Url").because("wrong path")
}

// check follows the manual's list 常见的失败类型.
func (m *muzhiyun) check(r *request) answer {
	if !r.urlencoded(true) { // the vendor sees no field
		return muzhiyunFailure("未传入真实姓名xm").because(r.defect)
	}
	xm, sfz, img := r.form.Get("xm"), r.form.Get("sfz"), r.form.Get("img")
	for _, rule := range []struct {
		broken      bool
		msg, reason string
	}{
		{xm == "" || !utf8.ValidString(xm), "未传入真实姓名xm", "field xm is missing or not UTF-8"},
		{sfz == "", "未传入身份证号码sfz", "field sfz is missing"},
		{img == "", "未传入人像图片img", "field img is missing"},
		{utf8.RuneCountInString(xm) > muzhiyunMaxName, "传入真实姓名xm字符串长度超限", "field xm is over 50 characters"},
		{len(sfz) > muzhiyunMaxID, "传入身份证号码sfz字符串长度超限", "field sfz is over 18 characters"},
		{len(img) > muzhiyunMaxImg, "传入人像图片img字符串长度超限", "field img is over 100 KB of text"},
		{!validNumber(sfz), "错误的身份证号码", "field sfz is not an ID number by the standard"},
	} {
		if rule.broken {
			return muzhiyunFailure(rule.msg).because(rule.reason)
		}
	}
	if refusal := muzhiyunImage(img); refusal.reason != "" {
		return refusal
	}
	return m.lookUp(r, xm, sfz)
}

// muzhiyunImage refuses what is no readable photo. These refusals come with ok
// 1 and are charged. An address is never fetched.
func muzhiyunImage(img string) answer {
	msg := ""
	if strings.HasPrefix(img, "http://") || strings.HasPrefix(img, "https://") {
		msg = "HTTP人像图片错误：下载失败"
	} else if _, ok := decodeBase64(img, base64.StdEncoding); !ok {
		msg = "BASE64人像图片错误：无法处理图片信息"
	}
	if msg == "" {
		return answer{}
	}
	return respond(http.StatusOK, object{{"ok", 1}, {"msg", msg}}).because("field img is not base64")
}

func (m *muzhiyun) lookUp(r *request, xm, sfz string) answer {
	c := call{now: r.now, serial: r.serial, name: xm, number: sfz}
	e, known := m.persons[sfz]
	switch {
	case !known:
		return muzhiyunSays(5)(c)
	case e.Name != xm:
		return muzhiyunSays(6)(c)
	}
	return e.answer(c)
}

// validNumber checks shape, date and check character of GB 11643.
func validNumber(sfz string) bool {
	sfz = strings.ToUpper(sfz)
	if len(sfz) != 18 || !digits(sfz[:17], 17) || checkCharacter(sfz[:17]) != sfz[17:] {
		return false
	}
	_, err := time.Parse("20060102", sfz[6:14])
	return err == nil
}

// muzhiyunFailure returns the documented form of a failure.
func muzhiyunFailure(msg string) answer {
	return respond(muzhiyunFailed, object{{"ok", 0}, {"msg", msg}})
}

var muzhiyunMessages = map[int]string{
	0: "身份证号与姓名匹配，照片核验成功。", 1: "身份证号与姓名匹配，照片核验失败。", 2: "身份证号与姓名匹配，无法确定是否为同一人。",
	3: "身份证号与姓名匹配，官方未采集用户照片。", 4: "身份证号与姓名匹配，照片检测失败。", 5: "无此身份证号码。",
	6: "身份证号与姓名不匹配。", 7: "参数缺失。", 8: "查询过于频繁，请稍后再试。", 9: "其他失败情况。",
}

func muzhiyunBody(c call, code int) object {
	return object{
		{"ok", 1}, {"msg", muzhiyunMessages[code]}, {"xm", maskName(c.name)}, {"sfz", maskNumber(c.number)},
		{"match", code == 0}, {"error", code},
		{"birthday", birthday(c.number, "2006-01-02")}, {"sex", sex(c.number)}, {"address", area(c.number)},
	}
}

// muzhiyunSays returns the documented form of an answer with ok 1.
func muzhiyunSays(code int) reply {
	return func(c call) answer { return respond(http.StatusOK, muzhiyunBody(c, code)) }
}

// aliyunGateway returns an answer of the gateway itself: headers and no body.
func aliyunGateway(serial string, status int, code, message string) answer {
	a := bare(status, "")
	a.header = map[string]string{
		"X-Ca-Error-Code": code, "X-Ca-Error-Message": message, "X-Ca-Request-Id": aliyunRequestID(serial),
	}
	return a
}

func aliyunRequestID(serial string) string {
	id := strings.ToUpper(hexID(serial))
	return id[:8] + "-" + id[8:12] + "-" + id[12:16] + "-" + id[16:20] + "-" + id[20:]
}
