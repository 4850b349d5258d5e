package sandbox

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const (
	apetimePath     = "/api/identity/portrait_verification"
	apetimeWindow   = 5 * time.Minute // the manual has a code for an expired time and names no limit
	apetimeMaxImage = 2 << 20         // bytes decoded
)

// apetime is 技术服务 身份人像比对.
type apetime struct {
	appKey, appSecret string
	persons           register
}

func apetimeUpstream() upstream {
	return upstream{
		code: "apetime", path: apetimePath, family: "/api/identity/", persons: apetimePersons,
		dummies: map[string]string{"app_key": "sandbox-apetime", "app_secret": "sandbox-apetime-secret"},
		start: func(keys map[string]string, persons register) service {
			return &apetime{appKey: keys["app_key"], appSecret: keys["app_secret"], persons: persons}
		},
	}
}

func (a *apetime) answer(r *request) answer {
	switch {
	case r.path != apetimePath:
		return bare(http.StatusNotFound, "wrong path")
	case r.method != http.MethodPost:
		return bare(http.StatusMethodNotAllowed, "the method must be POST")
	case r.tooLarge:
		return bare(http.StatusRequestEntityTooLarge, r.defect)
	case r.form == nil:
		return apetimeCode(r.serial, "1002").because(r.defect)
	case (r.charset != "" && r.charset != "utf-8") || !utf8Only(r.form):
		return apetimeCode(r.serial, "1001").because("the fields must be UTF-8")
	}
	if code, reason := a.authenticate(r); code != "" {
		return apetimeCode(r.serial, code).because(reason)
	}
	r.proven = true
	if refusal := apetimeImage(r); refusal.reason != "" {
		return refusal
	}
	return a.lookUp(r)
}

func (a *apetime) authenticate(r *request) (code, reason string) {
	for _, name := range []string{"app_key", "request_id", "id_number", "name", "timestamp", "sign"} {
		if r.form.Get(name) == "" {
			return "1002", "field " + name + " is missing"
		}
	}
	ms, err := strconv.ParseInt(r.form.Get("timestamp"), 10, 64)
	switch {
	case err != nil:
		return "1002", "field timestamp must be milliseconds"
	case r.form.Get("app_key") != a.appKey:
		return "1009", "unknown app_key"
	case r.form.Get("sign") != a.sign(r):
		return "1000", "sign does not match"
	case !within(time.UnixMilli(ms), r.now, apetimeWindow):
		return "1010", "timestamp is off by more than five minutes"
	}
	return "", ""
}

// sign joins the values of the required fields in the order of their names.
func (a *apetime) sign(r *request) string {
	text := ""
	for _, name := range []string{"app_key", "id_number", "name", "request_id", "timestamp"} {
		text += r.form.Get(name)
	}
	return fmt.Sprintf("%x", md5.Sum([]byte(text+a.appSecret)))
}

// apetimeImage prefers selfie_base64, in either alphabet, to selfie_file.
func apetimeImage(r *request) answer {
	picture := r.files["selfie_file"]
	if text := r.form.Get("selfie_base64"); text != "" {
		var ok bool
		if picture, ok = decodeBase64(text, base64.StdEncoding, base64.URLEncoding); !ok {
			return apetimeCode(r.serial, "1002").because("field selfie_base64 is not base64")
		}
	}
	poor := apetimeSuccess(call{serial: r.serial}, object{{"result", 2}}, 2)
	switch {
	case len(picture) == 0:
		return apetimeCode(r.serial, "1002").because("selfie_base64 or selfie_file is missing")
	case len(picture) > apetimeMaxImage:
		return poor.because("the picture is over 2 MB")
	case !apetimeFormat(picture):
		return poor.because("the picture is not JPG, BMP, PNG, GIF or TIFF")
	}
	return answer{}
}

func apetimeFormat(picture []byte) bool {
	for _, magic := range []string{"\xff\xd8\xff", "BM", "\x89PNG\r\n\x1a\n", "GIF87a", "GIF89a", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(picture, []byte(magic)) {
			return true
		}
	}
	return false
}

func (a *apetime) lookUp(r *request) answer {
	c := call{now: r.now, serial: r.serial, name: r.form.Get("name"), number: r.form.Get("id_number")}
	e, known := a.persons[c.number]
	switch {
	case !known: // there is no documented code for an unknown number
		return apetimeNoPhoto(c)
	case e.Name != c.name:
		return apetimeMismatch(c)
	}
	return e.answer(c)
}

var apetimeMessages = map[string]string{
	"1000": "验签失败", "1001": "参数非 UTF-8 编码", "1002": "请求参数错误", "1003": "商户冻结", "1004": "商户停用",
	"1005": "商户账号过期", "1006": "调用频率过高", "1007": "免费次数用尽", "1008": "服务无权限", "1009": "App_key 验证失败",
	"1010": "请求过期", "2000": "供应商服务异常", "9999": "其他错误",
}

// apetimeCode returns the documented failure: no data, not charged.
func apetimeCode(serial, code string) answer {
	return respond(http.StatusOK, object{{"trace_id", "TID" + hexID(serial)}, {"code", code}, {"msg", apetimeMessages[code]}, {"charge", 2}})
}

func apetimeSuccess(c call, data any, charge int) answer {
	return respond(http.StatusOK, object{
		{"trace_id", "TID" + hexID(c.serial)}, {"code", "0000"}, {"msg", "调用成功"}, {"data", data}, {"charge", charge},
	})
}

// apetimeSays returns the documented success with this data, charged.
func apetimeSays(data object) reply {
	return func(c call) answer { return apetimeSuccess(c, data, 1) }
}

// apetimeCompared returns the data of a comparison.
func apetimeCompared(score float64) object {
	return object{{"result", 1}, {"id_name", 1}, {"photo", 1}, {"score", score}}
}

func apetimeNoPhoto(c call) answer {
	return apetimeSays(object{{"result", 1}, {"id_name", 1}, {"photo", 2}})(c)
}

func apetimeMismatch(c call) answer {
	return apetimeSays(object{{"result", 1}, {"id_name", 2}})(c)
}
