package sandbox

import (
	"fmt"
	"net/http"
)

func tianyanPersons() []entry {
	t := residents("tianyan", 100)
	match := tianyanSays(100, 0.82)
	t.known(1, "张三", "match", "100, score 0.82", match)
	t.known(2, "李四", "face_mismatch", "100, score 0.12", tianyanSays(100, 0.12))
	t.known(3, "王五", "identity_mismatch", "101", tianyanSays(101, 0))
	t.known(4, "赵六", "no_reference", "102", tianyanSays(102, 0))
	t.known(5, "孙七", "retake", "107", tianyanSays(107, 0))
	t.known(6, "周八", "inconclusive", "100, score 0.42", tianyanSays(100, 0.42))
	t.slow(7, "吴九", "match", match)
	t.shared("match", "100, score 0.82", match)
	t.elsewhere("no_reference", "102", tianyanSays(102, 0))
	tianyanRows(t)
	tianyanGatewayRows(t)
	t.network(match)
	tianyanBeside(t)
	t.wire("match", match)
	return t.entries
}

func tianyanRows(t *table) {
	for _, s := range []struct {
		score  float64
		expect string
	}{
		{0.45, "match"}, {1, "match"}, {0, "face_mismatch"}, {0.39, "face_mismatch"}, {0.40, "inconclusive"}, {0.44, "inconclusive"},
		{82, "inconclusive"}, {-0.5, "inconclusive"},
	} {
		t.next(s.expect, fmt.Sprintf("100, score %.2f", s.score), tianyanSays(100, s.score))
	}
	t.next("inconclusive", "100, message disagrees", tianyanChanged(func(o object) object { return o.with("msg", "系统判断为不同人") }))
	t.next("inconclusive", "100, no message", tianyanChanged(func(o object) object { return o.without("msg") }))
	t.next("inconclusive", "100, no score", tianyanChanged(func(o object) object { return o.without("score") }))
	t.next("inconclusive", "100, score a text", tianyanChanged(func(o object) object { return o.with("score", "0.82") }))
	t.next("inconclusive", "incorrect a text", tianyanChanged(func(o object) object { return o.with("incorrect", "100") }))
	t.next("inconclusive", "no incorrect", tianyanChanged(func(o object) object { return o.without("incorrect") }))
	for _, s := range []struct {
		incorrect int
		expect    string
	}{
		{109, "no_reference"}, {103, "inconclusive"}, {105, "inconclusive"}, {199, "inconclusive"}, {104, "bad_input"}, {108, "bad_input"},
		{106, "busy"}, {113, "busy"}, {110, "retake"}, {111, "retake"}, {112, "retake"},
	} {
		t.next(s.expect, fmt.Sprint(s.incorrect), tianyanSays(s.incorrect, 0))
	}
	for _, s := range []struct {
		code        int
		msg, expect string
	}{
		{400, "入参错误,身份证号[idcard]格式错误", "bad_input"}, {404, "请求资源不存在", "configuration"}, {604, "接口停用", "configuration"},
		{500, "系统内部错误,请联系服务商", "busy"}, {501, "第三方服务异常", "busy"}, {999, "", "inconclusive"},
	} {
		t.next(s.expect, fmt.Sprintf("code %d", s.code), func(call) answer { return tianyanCode(s.code, s.msg) })
	}
	t.next("inconclusive", "success false with a match", func(c call) answer {
		return respond(http.StatusOK, object{{"msg", ""}, {"success", false}, {"code", 200}, {"data", tianyanData(c, 100, 0.82)}})
	})
}

// tianyanChanged returns a match with changed data.
func tianyanChanged(change func(object) object) reply {
	return func(c call) answer { return tianyanSuccess(change(tianyanData(c, 100, 0.82))) }
}

func tianyanGatewayRows(t *table) {
	for _, s := range []struct {
		status      int
		message     string
		expect, row string
	}{
		{http.StatusUnauthorized, tianyanNoAuthorization, "configuration", "gateway 401"},
		{http.StatusForbidden, tianyanMismatch, "configuration", "gateway 403"},
		{http.StatusNotFound, "There is no api match uri", "configuration", "gateway 404"},
		{481, "Found no validate usage plan", "configuration", "gateway 481"},
		{http.StatusUnauthorized, tianyanOutOfDate, "clock", "gateway 401, out of date"},
		{http.StatusForbidden, tianyanOutOfDate, "clock", "gateway 403, out of date"},
		{http.StatusTooManyRequests, "API quota exceeded", "quota", "gateway 429, quota"},
		{http.StatusTooManyRequests, "API rate limit exceeded", "busy", "gateway 429"},
		{http.StatusInternalServerError, "API config error", "busy", "gateway 500"},
		{http.StatusBadGateway, "Bad Gateway", "unknown_outcome", "gateway 502"},
		{http.StatusServiceUnavailable, "Service Unavailable", "busy", "gateway 503"},
		{http.StatusGatewayTimeout, "Gateway Timeout", "unknown_outcome", "gateway 504"},
	} {
		t.next(s.expect, s.row, func(call) answer { return tianyanGateway(s.status, s.message) })
	}
}

// tianyanBeside adds codes that say yes beside an echo or a sentence that says
// no, and the new gateway's refusal of a wrong clock.
func tianyanBeside(t *table) {
	with := func(key, value string) reply {
		return tianyanChanged(func(o object) object { return o.with(key, value) })
	}
	t.next("inconclusive", "another name beside a match", with("name", "他人"))
	t.next("inconclusive", "another number beside a match", with("idcard", residentNumber("110101", "19900101", 999)))
	t.next("inconclusive", "msg 操作失败 beside a match", func(c call) answer {
		return respond(http.StatusOK, object{{"msg", "操作失败"}, {"success", true}, {"code", 200}, {"data", tianyanData(c, 100, 0.82)}})
	})
	t.next("match", "masked echoes beside a match", func(c call) answer {
		return tianyanSuccess(tianyanData(c, 100, 0.82).with("name", maskName(c.name)).with("idcard", maskNumber(c.number)))
	})
	t.next("clock", "gateway 403, 签名时间超时", func(c call) answer {
		return respond(http.StatusForbidden, object{{"requestid", c.serial}, {"code", http.StatusForbidden}, {"message", "签名时间超时"}})
	})
}
