package sandbox

import (
	"crypto/md5"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
)

const slsjPath = "/api/idmatch/idmatch-abroad/query"

// slsj is 随联数聚 涉外身份证人像比对. The tables of parameters and codes of its manual are
// lost. The only documented failure is code 400.
type slsj struct {
	memberID, appKey string
	persons          register
}

func slsjUpstream() upstream {
	return upstream{
		code: "slsj", path: slsjPath, family: "/api/idmatch/", persons: slsjPersons,
		dummies: map[string]string{"member_id": "80000001", "app_key": "sandbox-slsj-app-key"},
		start: func(keys map[string]string, persons register) service {
			return &slsj{memberID: keys["member_id"], appKey: keys["app_key"], persons: persons}
		},
	}
}

func (s *slsj) answer(r *request) answer {
	switch {
	case r.path != slsjPath:
		return bare(http.StatusNotFound, "wrong path")
	case r.method != http.MethodPost:
		return bare(http.StatusMethodNotAllowed, "the method must be POST")
	case r.tooLarge:
		return bare(http.StatusRequestEntityTooLarge, r.defect)
	}
	if reason := s.authenticate(r); reason != "" {
		return slsjFailure(reason)
	}
	r.proven = true
	if !r.urlencoded(false) {
		return slsjFailure(r.defect)
	}
	if reason := slsjFields(r); reason != "" {
		return slsjFailure(reason)
	}
	return s.lookUp(r)
}

// authenticate checks the two headers of the manual's 签名规则.
func (s *slsj) authenticate(r *request) (reason string) {
	if r.header.Get("Sign_Type") != "md5" {
		return "header Sign_Type must be md5"
	}
	var token map[string]json.RawMessage
	if json.Unmarshal([]byte(r.header.Get("Auth_Token")), &token) != nil || token == nil {
		return "header Auth_Token must be a JSON object"
	}
	dateTime := unquoted(token["dateTime"])
	if dateTime == "" { // a JSON number: its digits as written
		dateTime = string(token["dateTime"])
	}
	switch {
	case unquoted(token["version"]) != "v1":
		return "Auth_Token: version must be v1"
	case !digits(dateTime, 18):
		return "Auth_Token: dateTime must be milliseconds"
	case unquoted(token["memberId"]) != s.memberID:
		return "Auth_Token: unknown memberId"
	case unquoted(token["signMd5"]) != s.sign(dateTime):
		return "Auth_Token: signMd5 does not match"
	}
	return ""
}

func (s *slsj) sign(dateTime string) string {
	text := "memberId=" + s.memberID + "dateTime=" + dateTime + "version=v1key=" + s.appKey
	return fmt.Sprintf("%x", md5.Sum([]byte(text)))
}

// unquoted returns the value of a JSON string, "" for anything else.
func unquoted(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return ""
	}
	return text
}

func slsjFields(r *request) (reason string) {
	if !utf8Only(r.form) {
		return "the fields must be UTF-8"
	}
	for _, name := range []string{"orderId", "name", "idCard", "nation", "type", "image"} {
		if r.form.Get(name) == "" {
			return "field " + name + " is missing"
		}
	}
	if _, ok := decodeBase64(r.form.Get("image"), base64.StdEncoding); !ok {
		return "field image is not base64"
	}
	return ""
}

func (s *slsj) lookUp(r *request) answer {
	c := call{now: r.now, serial: r.serial, name: r.form.Get("name"), number: r.form.Get("idCard"), orderID: r.form.Get("orderId")}
	e, known := s.persons[c.number]
	switch {
	case !known || e.Type != r.form.Get("type") || e.Nation != r.form.Get("nation"):
		return slsjSays("02", "03", "08")(c)
	case e.Name != c.name:
		return slsjSays("02", "02", "05")(c)
	}
	return e.answer(c)
}

func slsjFailure(reason string) answer {
	return respond(http.StatusOK, slsjEnvelope(400, "业务处理失败,请稍侯重试", nil)).because(reason)
}

func slsjEnvelope(code int, msg string, result any) object {
	return object{{"code", code}, {"msg", msg}, {"result", result}}
}

var slsjIDCardMessages = map[string]string{"01": "一致", "02": "不一致", "03": "库无", "04": "认证失败"}

var slsjPhotoMessages = map[string]string{
	"01": "同一人", "02": "不是同一人", "03": "不能确定是否为同一人", "04": "认证失败", "05": "身份校验未通过",
	"06": "库中无照片", "07": "图片质量不合格", "08": "库中无此号", "09": "无法验证",
}

func slsjResult(c call, result, idCard, photo string) object {
	return object{
		{"createTime", c.now.In(chinaTime).Format("2006-01-02 15:04:05")},
		{"idcardMessage", slsjIDCardMessages[idCard]},
		{"idcardResult", idCard},
		{"orderId", c.orderID},
		{"orderNumber", "51" + c.now.In(chinaTime).Format("2006") + c.serial},
		{"photoMessage", slsjPhotoMessages[photo]},
		{"photoResult", photo},
		{"result", result},
	}
}

// slsjSays returns the documented success with these three codes.
func slsjSays(result, idCard, photo string) reply {
	return func(c call) answer {
		return respond(http.StatusOK, slsjEnvelope(0, "操作成功", slsjResult(c, result, idCard, photo)))
	}
}
