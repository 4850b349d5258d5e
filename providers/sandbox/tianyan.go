package sandbox

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

const (
	tianyanPath     = "/release/face_id_card/post"
	tianyanWindow   = 15 * time.Minute
	tianyanMaxImage = 2 << 20 // bytes decoded; the manual has a code for too large and names no limit
)

// tianyan is 天眼数聚 人脸身份证比对. It is behind a gateway of Tencent's cloud market,
// whose own answers are {"message":"…"}.
type tianyan struct {
	secretID, secretKey string
	persons             register
}

func tianyanUpstream() upstream {
	return upstream{
		code: "tianyan", path: tianyanPath, family: "/release", persons: tianyanPersons,
		dummies: map[string]string{"secret_id": "AKIDsandbox", "secret_key": "sandbox-tianyan-secret-key"},
		start: func(keys map[string]string, persons register) service {
			return &tianyan{secretID: keys["secret_id"], secretKey: keys["secret_key"], persons: persons}
		},
	}
}

func (t *tianyan) answer(r *request) answer {
	switch {
	case r.path != tianyanPath:
		return tianyanGateway(http.StatusNotFound, "There is no api match uri").because("wrong path")
	case r.method != http.MethodPost:
		return tianyanGateway(http.StatusNotFound, "Could not support method").because("the method must be POST")
	case r.tooLarge:
		return tianyanGateway(http.StatusRequestEntityTooLarge, "Request body too large").because(r.defect)
	}
	if status, refusal := t.authenticate(r); refusal != "" {
		return tianyanGateway(status, refusal).because("gateway: " + refusal)
	}
	r.proven = true
	if !r.urlencoded(false) {
		return tianyanFailure("请求体格式错误").because(r.defect)
	}
	if refusal := tianyanFields(r); refusal.reason != "" {
		return refusal
	}
	return t.lookUp(r)
}

const (
	tianyanNoAuthorization = "HMAC signature cannot be verified, a validate authorization header is required"
	tianyanNoDate          = "HMAC signature cannot be verified, a valid x-date header is required for HMAC Authentication"
	tianyanOutOfDate       = "HMAC signature cannot be verified, the x-date header is out of date for HMAC Authentication"
	tianyanMalformed       = "HMAC authorization format error"
	tianyanUnknownID       = "HMAC signature cannot be verified"
	tianyanMismatch        = "HMAC signature does not match"
	tianyanNoRequestID     = "header request-id is required"
)

// credential is the content of an Authorization header of either form.
type credential struct {
	id, signature string
	date          string
	signed        string // the text under the signature
}

func (t *tianyan) authenticate(r *request) (status int, refusal string) {
	header := r.header.Get("Authorization")
	if header == "" {
		return http.StatusUnauthorized, tianyanNoAuthorization
	}
	read := readHMAC
	if strings.HasPrefix(strings.TrimSpace(header), "{") {
		read = readCloudMarket
	}
	c, refusal := read(header, r)
	if refusal != "" {
		return http.StatusUnauthorized, refusal
	}
	sent, err := time.Parse(http.TimeFormat, c.date)
	switch {
	case err != nil:
		return http.StatusUnauthorized, tianyanNoDate
	case !within(sent, r.now, tianyanWindow):
		return http.StatusUnauthorized, tianyanOutOfDate
	case c.id != t.secretID:
		return http.StatusForbidden, tianyanUnknownID
	case c.signature != t.sign(c.signed):
		return http.StatusForbidden, tianyanMismatch
	}
	return 0, ""
}

func (t *tianyan) sign(text string) string {
	mac := hmac.New(sha1.New, []byte(t.secretKey))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

var hmacHeader = regexp.MustCompile(`^hmac id="([^"]*)", algorithm="hmac-sha1", headers="x-date x-source", signature="([^"]*)"$`)

// readHMAC reads the form of the five programs in the manual.
func readHMAC(header string, r *request) (c credential, refusal string) {
	parts := hmacHeader.FindStringSubmatch(header)
	if parts == nil {
		return c, tianyanMalformed
	}
	source := r.header.Get("X-Source")
	if source == "" {
		return c, "HMAC signature cannot be verified, a valid x-source header is required"
	}
	date := r.header.Get("X-Date")
	return credential{id: parts[1], signature: parts[2], date: date, signed: "x-date: " + date + "\nx-source: " + source}, ""
}

var uuidShape = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// readCloudMarket reads the form of the market's new gateway.
func readCloudMarket(header string, r *request) (c credential, refusal string) {
	var token map[string]string
	if json.Unmarshal([]byte(header), &token) != nil {
		return c, tianyanMalformed
	}
	if !uuidShape.MatchString(r.header.Get("Request-Id")) {
		return c, tianyanNoRequestID
	}
	date := token["x-date"]
	return credential{id: token["id"], signature: token["signature"], date: date, signed: "x-date: " + date}, ""
}

var tianyanNumber = regexp.MustCompile(`^[0-9]{17}[0-9Xx]$`)

// tianyanFields returns a refusal, or an answer without a reason.
func tianyanFields(r *request) answer {
	image, link := r.form.Get("image"), r.form.Get("url")
	switch {
	case !utf8Only(r.form):
		return tianyanFailure("请求体编码错误").because("the fields must be UTF-8")
	case !tianyanNumber.MatchString(r.form.Get("idcard")):
		return tianyanFailure("身份证号[idcard]格式错误").because("field idcard is missing or not an ID number")
	case r.form.Get("name") == "":
		return tianyanFailure("姓名[name]不能为空").because("field name is missing")
	case image == "" && link == "":
		return tianyanFailure("图片[image]与图片地址[url]不能同时为空").because("field image is missing")
	case image == "":
		return tianyanURL(link)
	}
	raw, ok := decodeBase64(image, base64.StdEncoding)
	if !ok {
		return tianyanFailure("图片[image]格式错误").because("field image is not base64")
	}
	if len(raw) > tianyanMaxImage {
		return tianyanSays(108, 0)(call{now: r.now, serial: r.serial}).because("field image is over 2 MiB")
	}
	return answer{}
}

// tianyanURL accepts the address of a picture without a check, because the
// sandbox never calls out.
func tianyanURL(link string) answer {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return tianyanFailure("图片地址[url]格式错误").because("field url is not an address")
	}
	return answer{}
}

func (t *tianyan) lookUp(r *request) answer {
	c := call{now: r.now, serial: r.serial, name: r.form.Get("name"), number: r.form.Get("idcard")}
	e, known := t.persons[c.number]
	switch {
	case !known:
		return tianyanSays(102, 0)(c)
	case e.Name != c.name:
		return tianyanSays(101, 0)(c)
	}
	return e.answer(c)
}

func tianyanGateway(status int, message string) answer {
	return respond(status, object{{"message", message}})
}

// tianyanFailure is the documented answer to a parameter error.
func tianyanFailure(detail string) answer { return tianyanCode(400, "入参错误,"+detail) }

func tianyanCode(code int, msg string) answer {
	return respond(http.StatusOK, object{{"msg", msg}, {"success", false}, {"code", code}, {"data", object{}}})
}

var tianyanMessages = map[int]string{
	101: "身份证号码姓名不一致", 102: "库中无此号", 103: "身份核验成功,数据非法", 104: "数据非法",
	106: "身份核验成功,人脸识别系统异常", 107: "照片质量不合格", 108: "上传图片文件过大", 109: "身份核验成功,库中无照片",
	110: "身份核验成功,特征提取失败", 111: "身份核验成功,检测到多于一张人脸", 112: "身份核验成功,图片不合法", 113: "人像比对服务异常",
}

// tianyanMarks returns the vendor's own reading of a score.
func tianyanMarks(score float64) string {
	switch {
	case score < 0.40:
		return "系统判断为不同人"
	case score < 0.45:
		return "不能确定是否为同一人"
	}
	return "系统判断为同一人"
}

func tianyanData(c call, incorrect int, score float64) object {
	msg := tianyanMessages[incorrect]
	if incorrect == 100 {
		msg = tianyanMarks(score)
	}
	return object{{"order_no", c.serial}, {"score", score}, {"msg", msg}, {"incorrect", incorrect}}
}

func tianyanSuccess(data object) answer {
	return respond(http.StatusOK, object{{"msg", ""}, {"success", true}, {"code", 200}, {"data", data}})
}

// tianyanSays returns the documented success. The score counts with incorrect
// 100.
func tianyanSays(incorrect int, score float64) reply {
	return func(c call) answer { return tianyanSuccess(tianyanData(c, incorrect, score)) }
}
