package sandbox

import (
	"crypto/md5"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	wapiPath   = "/pyi/62/169"
	wapiWindow = 10 * time.Minute
)

// wapi is 挖数据 身份证二要素: name and number, no photo.
type wapi struct {
	appID, secret string
	persons       register
}

func wapiUpstream() upstream {
	return upstream{
		code: "wapi", path: wapiPath, family: "/pyi", persons: wapiPersons,
		dummies: map[string]string{"app_id": "1", "secret": "sandboxwapisecretsandboxwapi0000"},
		start: func(keys map[string]string, persons register) service {
			return &wapi{appID: keys["app_id"], secret: keys["secret"], persons: persons}
		},
	}
}

func (w *wapi) answer(r *request) answer {
	switch {
	case strings.HasPrefix(r.path, "/pyi/62/") && r.path != wapiPath:
		return wapiCode(r.now, 10020).because("wrong path")
	case r.path != wapiPath:
		return wapiCode(r.now, 10009).because("wrong path")
	case r.method != http.MethodGet && r.method != http.MethodPost:
		return bare(http.StatusMethodNotAllowed, "the method must be GET or POST")
	case r.tooLarge:
		return bare(http.StatusRequestEntityTooLarge, r.defect)
	}
	fields := r.query
	if r.method == http.MethodPost {
		if !r.urlencoded(true) { // the vendor sees no field
			return wapiCode(r.now, 10001).because(r.defect)
		}
		fields = r.form
	}
	if code, reason := w.authenticate(fields, r.now); code != 0 {
		return wapiCode(r.now, code).because(reason)
	}
	r.proven = true
	if code, reason := wapiFields(fields); code != 0 {
		return wapiCode(r.now, code).because(reason)
	}
	return w.lookUp(r, fields)
}

func (w *wapi) authenticate(fields url.Values, now time.Time) (code int, reason string) {
	if sent := fields.Get("time"); sent != "" {
		if !digits(sent, 15) {
			return 10017, "field time must be whole seconds"
		}
		seconds, _ := strconv.ParseInt(sent, 10, 64)
		if !within(time.Unix(seconds, 0), now, wapiWindow) {
			return 10004, "time is off by more than ten minutes"
		}
	}
	switch {
	case fields.Get("appid") == "":
		return 10001, "field appid is missing"
	case fields.Get("sign") == "":
		return 10002, "field sign is missing"
	case fields.Get("appid") != w.appID:
		return 10005, "unknown appid"
	case !w.signed(fields):
		return 10003, "sign does not match"
	}
	return 0, ""
}

// signed accepts the secret itself (Hash mode), and the MD5 over the documented
// fields or over all fields.
func (w *wapi) signed(fields url.Values) bool {
	sign := fields.Get("sign")
	named := url.Values{}
	for _, name := range []string{"appid", "bank_id", "bank_name", "format", "time"} {
		named.Set(name, fields.Get(name))
	}
	return sign == w.secret || sign == w.sign(named) || sign == w.sign(fields)
}

// sign joins keys and values in the order of the keys. It leaves out empty
// values.
func (w *wapi) sign(fields url.Values) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if value := fields.Get(name); value != "" && name != "sign" {
			text.WriteString(name + value)
		}
	}
	return fmt.Sprintf("%x", md5.Sum([]byte(text.String()+w.secret)))
}

func wapiFields(fields url.Values) (code int, reason string) {
	format := fields.Get("format")
	switch {
	case !utf8Only(fields):
		return 10015, "the fields must be UTF-8"
	case fields.Get("bank_id") == "":
		return 10015, "field bank_id is missing"
	case fields.Get("bank_name") == "":
		return 10015, "field bank_name is missing"
	case format != "" && format != "json":
		return 10015, "the sandbox serves format=json only"
	}
	return 0, ""
}

func (w *wapi) lookUp(r *request, fields url.Values) answer {
	c := call{now: r.now, serial: r.serial, name: fields.Get("bank_name"), number: fields.Get("bank_id")}
	e, known := w.persons[c.number]
	switch {
	case !known:
		return wapiCode(r.now, 10025)
	case e.Name != c.name:
		return wapiSays("02")(c)
	}
	return e.answer(c)
}

var wapiMessages = map[int]string{
	10001: "appid必须指定,可以我的应用里面查看", 10002: "sign值必须指定,加密规则请前往帮助中心查看",
	10003: "sign值验证不通过,加密规则请前往帮助中心查看", 10004: "时差不能超过10分钟,可以不传递这个参数,注意时间戳单位是秒",
	10005: "appid错误,请检查appid值,前往会员中心->我的应用查看或添加", 10006: "当前IP地址未授权,请前往用户中心->我的应用添加ip127.0.0.1",
	10007: "应用被禁用,请联系客服处理", 10008: "应用内没有该接口,请到我的应用里面添加这个接口", 10009: "api接口不存在",
	10010: "您没有添加该api接口", 10011: "api已经到期", 10012: "没有订购任何api,请前往购买后再操作", 10013: "该接口已经暂停使用",
	10014: "未知的错误,可以联系客服处理", 10015: "参数个数错误", 10017: "time必须是整型", 10018: "次数不足", 10019: "提示信息",
	10020: "子接口不存在,可能已经被关闭", 10021: "服务器发生错误", 10022: "帐户余额不足,请充值!",
	10023: "订单提交成功,等待回调结果", 10024: "调试模式数据", 10025: "查无数据",
}

func wapiEnvelope(now time.Time, code int, message string) object {
	return object{{"codeid", code}, {"message", message}, {"time", strconv.FormatInt(now.Unix(), 10)}}
}

// wapiCode returns an answer without data.
func wapiCode(now time.Time, code int) answer {
	return respond(http.StatusOK, wapiEnvelope(now, code, wapiMessages[code]).with("retdata", ""))
}

var wapiStatuses = map[string]string{"01": "实名认证通过", "02": "实名认证不通过"}

// wapiData returns the fields that may be at the top level or in retdata.
func wapiData(c call, status string) object {
	return object{
		{"bank_status", status}, {"bank_msg", wapiStatuses[status]}, {"bank_idCard", c.number}, {"bank_name", c.name},
		{"bank_sex", sex(c.number)}, {"bank_birthday", birthday(c.number, "2006年01月02日")}, {"bank_area", area(c.number)},
	}
}

// wapiReturns returns a charged answer with this retdata.
func wapiReturns(c call, retdata any) answer {
	return respond(http.StatusOK, wapiEnvelope(c.now, 10000, "通过").with("retdata", retdata))
}

// wapiSays returns the usual form: the data as an object in retdata.
func wapiSays(status string) reply {
	return func(c call) answer { return wapiReturns(c, wapiData(c, status)) }
}
