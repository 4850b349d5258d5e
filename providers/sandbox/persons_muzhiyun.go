package sandbox

import (
	"fmt"
	"net/http"
)

func muzhiyunPersons() []entry {
	t := residents("muzhiyun", 200)
	match := muzhiyunSays(0)
	t.known(1, "张三", "match", "error 0, match true", match)
	t.known(2, "李四", "face_mismatch", "error 1", muzhiyunSays(1))
	t.known(3, "王五", "identity_mismatch", "error 6", muzhiyunSays(6))
	t.known(4, "赵六", "no_reference", "error 5", muzhiyunSays(5))
	t.known(5, "孙七", "retake", "error 4", muzhiyunSays(4))
	t.known(6, "周八", "inconclusive", "error 2", muzhiyunSays(2))
	t.slow(7, "吴九", "match", match)
	t.shared("match", "error 0, match true", match)
	t.elsewhere("no_reference", "error 5", muzhiyunSays(5))
	muzhiyunErrors(t)
	muzhiyunFailures(t)
	muzhiyunContradictions(t)
	muzhiyunGatewayRows(t)
	t.network(match)
	muzhiyunBeside(t)
	t.wire("match", match)
	return t.entries
}

func muzhiyunErrors(t *table) {
	t.next("no_reference", "error 3", muzhiyunSays(3))
	for _, s := range []struct {
		code   int
		expect string
	}{{7, "bad_input"}, {8, "busy"}, {9, "inconclusive"}} {
		t.next(s.expect, fmt.Sprintf("error %d", s.code), muzhiyunSays(s.code))
		t.next(s.expect, fmt.Sprintf("error %d under 666", s.code), func(call) answer {
			return respond(muzhiyunFailed, object{{"ok", 0}, {"msg", muzhiyunMessages[s.code]}, {"error", s.code}})
		})
	}
	t.next("inconclusive", "error 99", muzhiyunSays(99))
	for _, msg := range []string{"HTTP人像图片错误：下载失败", "HTTP人像图片错误：不支持的文件格式", "BASE64人像图片错误：无法处理图片信息"} {
		t.next("retake", "ok 1, "+msg, func(call) answer { return respond(http.StatusOK, object{{"ok", 1}, {"msg", msg}}) })
	}
	t.next("configuration", "存在*字符 with a match", muzhiyunChanged(http.StatusOK, func(o object) object {
		return o.with("msg", "存在*字符，视为调试数据。止于当前结果。")
	}))
}

func muzhiyunFailures(t *table) {
	for _, s := range []struct{ expect, msg string }{
		{"bad_input", "未传入真实姓名xm"}, {"bad_input", "未传入身份证号码sfz"}, {"bad_input", "未传入人像图片img"},
		{"bad_input", "传入真实姓名xm字符串长度超限"}, {"bad_input", "传入身份证号码sfz字符串长度超限"},
		{"bad_input", "传入人像图片img字符串长度超限"}, {"bad_input", "错误的身份证号码"},
		{"configuration", "未传入开发者账号appid"}, {"configuration", "传入开发者账号appid字符串长度超限"},
		{"configuration", "未传入查询时间sendtime"}, {"configuration", "传入查询时间sendtime字符串长度超限"},
		{"clock", "时间戳超时，请重新请求"}, {"configuration", "未传入签名sign"}, {"configuration", "传入签名sign字符串长度超限"},
		{"configuration", "签名校验失败"}, {"configuration", "存在*字符，视为调试数据。止于当前结果。"},
		{"configuration", "非法来源"}, {"configuration", "appid:0000000接口已停用"},
	} {
		t.next(s.expect, "ok 0, "+s.msg, func(call) answer { return muzhiyunFailure(s.msg) })
	}
}

func muzhiyunContradictions(t *table) {
	for _, s := range []struct {
		row    string
		status int
		change func(object) object
	}{
		{"error 0, match false", http.StatusOK, func(o object) object { return o.with("match", false) }},
		{"error 1, match true", http.StatusOK, func(o object) object { return o.with("error", 1) }},
		{"ok 0, error 0", http.StatusOK, func(o object) object { return o.with("ok", 0) }},
		{"ok 2, error 0", http.StatusOK, func(o object) object { return o.with("ok", 2) }},
		{"ok 1 under 666", muzhiyunFailed, func(o object) object { return o }},
		{"no match", http.StatusOK, func(o object) object { return o.without("match") }},
		{"no error", http.StatusOK, func(o object) object { return o.without("error") }},
		{"no ok", http.StatusOK, func(o object) object { return o.without("ok") }},
		{"match a text", http.StatusOK, func(o object) object { return o.with("match", "true") }},
		{"ok a text", http.StatusOK, func(o object) object { return o.with("ok", "1") }},
	} {
		t.next("inconclusive", s.row, muzhiyunChanged(s.status, s.change))
	}
}

// muzhiyunChanged returns a match with changed fields.
func muzhiyunChanged(status int, change func(object) object) reply {
	return func(c call) answer { return respond(status, change(muzhiyunBody(c, 0))) }
}

// unlisted replaces a code of the gateway where only the message is documented.
// It only matters that the code is not empty.
const unlisted = "SANDBX"

func muzhiyunGatewayRows(t *table) {
	for _, s := range []struct {
		status                int
		code, message, expect string
	}{
		{http.StatusBadRequest, unlisted, "Invalid AppCode", "configuration"},
		{http.StatusBadRequest, unlisted, "Invalid Url", "configuration"},
		{http.StatusForbidden, unlisted, "Unauthorized", "configuration"},
		{http.StatusForbidden, unlisted, "Quota Exhausted", "quota"},
		{http.StatusForbidden, unlisted, "Api Market Subscription quota exhausted", "quota"},
		{http.StatusForbidden, unlisted, "Quota Expired", "quota"},
		{http.StatusForbidden, unlisted, "User Arrears", "quota"},
		{http.StatusNotFound, "I404NF", "API not found", "configuration"},
		{http.StatusForbidden, unlisted, "Throttled by USER Flow Control", "busy"},
		{http.StatusRequestEntityTooLarge, "I413RL", "Request body too Large", "bad_input"},
		{http.StatusInternalServerError, unlisted, "Internal Error", "busy"},
		{http.StatusBadGateway, unlisted, "Bad Gateway", "unknown_outcome"},
		{http.StatusServiceUnavailable, unlisted, "Service Unavailable", "busy"},
		{http.StatusGatewayTimeout, unlisted, "Backend service request timeout", "unknown_outcome"},
	} {
		t.next(s.expect, fmt.Sprintf("gateway %d %s", s.status, s.message), func(c call) answer {
			return aliyunGateway(c.serial, s.status, s.code, s.message)
		})
	}
}

// muzhiyunBeside adds codes that say yes beside an echo, a sentence or a
// gateway header that says no, and further codes of the gateway.
func muzhiyunBeside(t *table) {
	with := func(key, value string) reply {
		return muzhiyunChanged(http.StatusOK, func(o object) object { return o.with(key, value) })
	}
	t.next("inconclusive", "another xm beside a match", with("xm", "他**"))
	t.next("inconclusive", "another sfz beside a match", with("sfz", "3502*****1X"))
	t.next("inconclusive", "another birthday beside a match", with("birthday", "2011-02-01"))
	t.next("inconclusive", "another sex beside a match", func(c call) answer {
		other := map[string]string{"男": "女", "女": "男"}[sex(c.number)]
		return respond(http.StatusOK, muzhiyunBody(c, 0).with("sex", other))
	})
	t.next("inconclusive", "msg 测试数据 beside a match", with("msg", "测试数据"))
	header := func(name, value string) reply {
		return func(c call) answer { return muzhiyunSays(0)(c).with(name, value) }
	}
	t.next("inconclusive", "gateway message beside a match", header("X-Ca-Error-Message", "Throttled by USER Flow Control"))
	t.next("inconclusive", "a second gateway code beside a match", header("X-Ca-Error-Code", "\n"+unlisted))
	for _, s := range []struct {
		status                int
		code, message, expect string
	}{
		{http.StatusTooManyRequests, "T429MR", "Throttled by MARKET Flow Control", "busy"},
		{http.StatusForbidden, "B403ME", "Api Market Subscription expired", "quota"},
		{http.StatusForbidden, unlisted, "Provider Account Overdue", "busy"},
		{http.StatusGatewayTimeout, "D504CO", "Backend service connect failed", "busy"},
	} {
		t.next(s.expect, fmt.Sprintf("gateway %d %s", s.status, s.message), func(c call) answer {
			return aliyunGateway(c.serial, s.status, s.code, s.message)
		})
	}
}
