package sandbox

import (
	"slices"
	"strings"
	"testing"
)

// every lists the rows of each service's table by their results. It is
// independent of the persons, so that a missing one is noticed.
var every = map[string]map[string]string{
	"slsj": {
		"match":             "01 01 01, type 414; 01 01 01, type 516; 01 01 01, type 511; 01 01 01, type 553; slow: 2 s, then a match; masked echoes beside a match",
		"face_mismatch":     "01 02, type 414; 01 02, type 516; 01 02, type 511; 01 02, type 553",
		"identity_mismatch": "02 05",
		"no_reference":      "03 08; 03 06; 01 06; 01 08",
		"retake":            "01 07",
		"inconclusive": "another code; another code, with a match; 04 04; 01 03; 01 04; 01 09; 01 05; contradiction: result 02 with 01 01; " +
			"anything else: idcardResult 09; anything else: photoResult 10; anything else: result 1; anything else: no result; " +
			"anything else: no idcardResult; anything else: no photoResult; anything else: photoResult a number; " +
			"anything else: result null under code 0; another orderId beside a match; another name beside a match; " +
			"another masked number beside a match; photoMessage 疑似同一人 beside a match; msg 操作失败 beside a match",
		"busy": "code 400",
	},
	"tianyan": {
		"match":             "100, score 0.82; 100, score 0.45; 100, score 1.00; slow: 2 s, then a match; masked echoes beside a match",
		"face_mismatch":     "100, score 0.12; 100, score 0.00; 100, score 0.39",
		"identity_mismatch": "101",
		"no_reference":      "102; 109",
		"retake":            "107; 110; 111; 112",
		"inconclusive": "100, score 0.40; 100, score 0.42; 100, score 0.44; 100, score 82.00; 100, score -0.50; 100, message disagrees; " +
			"100, no message; 100, no score; 100, score a text; incorrect a text; no incorrect; 103; 105; 199; code 999; success false with a match; " +
			"another name beside a match; another number beside a match; msg 操作失败 beside a match",
		"bad_input":     "104; 108; code 400",
		"busy":          "106; 113; code 500; code 501; gateway 429; gateway 500; gateway 503",
		"configuration": "code 404; code 604; gateway 401; gateway 403; gateway 404; gateway 481",
		"clock":         "gateway 401, out of date; gateway 403, out of date; gateway 403, 签名时间超时",
		"quota":         "gateway 429, quota", "unknown_outcome": "gateway 502; gateway 504",
	},
	"muzhiyun": {
		"match":             "error 0, match true; slow: 2 s, then a match",
		"face_mismatch":     "error 1",
		"identity_mismatch": "error 6",
		"no_reference":      "error 3; error 5",
		"retake":            "error 4; ok 1, HTTP人像图片错误：下载失败; ok 1, HTTP人像图片错误：不支持的文件格式; ok 1, BASE64人像图片错误：无法处理图片信息",
		"inconclusive": "error 2; error 9; error 9 under 666; error 99; error 0, match false; error 1, match true; ok 0, error 0; ok 2, error 0; " +
			"ok 1 under 666; no match; no error; no ok; match a text; ok a text; another xm beside a match; another sfz beside a match; " +
			"another birthday beside a match; another sex beside a match; msg 测试数据 beside a match; gateway message beside a match; " +
			"a second gateway code beside a match",
		"bad_input": "error 7; error 7 under 666; ok 0, 未传入真实姓名xm; ok 0, 未传入身份证号码sfz; ok 0, 未传入人像图片img; " +
			"ok 0, 传入真实姓名xm字符串长度超限; ok 0, 传入身份证号码sfz字符串长度超限; ok 0, 传入人像图片img字符串长度超限; " +
			"ok 0, 错误的身份证号码; gateway 413 Request body too Large",
		"busy": "error 8; error 8 under 666; gateway 403 Throttled by USER Flow Control; gateway 500 Internal Error; gateway 503 Service Unavailable; " +
			"gateway 429 Throttled by MARKET Flow Control; gateway 403 Provider Account Overdue; gateway 504 Backend service connect failed",
		"configuration": "ok 0, 非法来源; ok 0, appid:0000000接口已停用; ok 0, 签名校验失败; ok 0, 未传入签名sign; ok 0, 传入签名sign字符串长度超限; " +
			"ok 0, 未传入开发者账号appid; ok 0, 传入开发者账号appid字符串长度超限; ok 0, 未传入查询时间sendtime; " +
			"ok 0, 传入查询时间sendtime字符串长度超限; ok 0, 存在*字符，视为调试数据。止于当前结果。; 存在*字符 with a match; " +
			"gateway 400 Invalid AppCode; gateway 400 Invalid Url; gateway 403 Unauthorized; gateway 404 API not found",
		"clock":           "ok 0, 时间戳超时，请重新请求",
		"quota":           "gateway 403 Quota Exhausted; gateway 403 Api Market Subscription quota exhausted; gateway 403 Quota Expired; gateway 403 User Arrears; gateway 403 Api Market Subscription expired",
		"unknown_outcome": "gateway 502 Bad Gateway; gateway 504 Backend service request timeout",
	},
	"apetime": {
		"match":             `score 60; score 85.5; score 100; printed as "1" and "01"; slow: 2 s, then a match; masked echoes beside a match`,
		"face_mismatch":     "score 0; score 12; score 39.99",
		"identity_mismatch": "id_name 2",
		"no_reference":      "photo 2",
		"retake":            "photo 3; result 2",
		"inconclusive": "score 40; score 50; score 59.99; score 101; score -1; no score; 9999; 3000; anything else: no result; " +
			"anything else: no id_name; anything else: no photo; anything else: result 9; anything else: id_name 9; " +
			"anything else: photo 9; anything else: no data; another request_id beside a match; another name beside a match; " +
			"another number beside a match; msg 操作失败 beside a match",
		"configuration": "1000; 1003; 1004; 1005; 1008; 1009", "quota": "1007", "clock": "1010", "bad_input": "1001; 1002", "busy": "1006; 2000",
	},
	"wapi": {
		"identity_match": "10000, 01, retdata an object; 10000, 01, retdata an array of one; 10000, 01, at the top level; " +
			"10000, 01, at both places alike; 10000, 01, masked echo; slow: 2 s, then a match",
		"identity_mismatch": "10000, 02; 10000, 02, at the top level",
		"no_reference":      "10025",
		"inconclusive": "10000, another status; 10000, status 1; 10000, status a number; 10000, no status; 10000, retdata a text; " +
			"10000, both places differ; 10000, retdata an array of two; 10000, 01, another number; 10000, 01, another name; codeid a text; " +
			"10014; 10016; 10019; 10023; 19999; another bank_sex beside a match; another bank_birthday beside a match; " +
			"bank_msg 已注销 beside a match; message 操作失败 beside a match; another bank_area at the top beside a match",
		"configuration": "10001; 10002; 10003; 10005; 10006; 10007; 10008; 10009; 10010; 10011; 10012; 10013; 10020; 10024; 10024 with 01",
		"quota":         "10018; 10022", "clock": "10004", "bad_input": "10015; 10017", "busy": "10021",
	},
}

// everywhere lists the faults of the network that apply to every service.
var everywhere = map[string]string{
	"configuration": "HTTP 404 without a body",
	"busy":          "HTTP 500 without a body; HTTP 503 without a body",
	"unknown_outcome": "HTTP 502 without a body; HTTP 504 without a body; network: cut; network: reset; network: garbage; " +
		"network: nothttp; network: half; network: big; network: portal; network: plaingzip; network: version; network: lengths; network: behind",
	"match": "network: gzip",
}

func TestEveryRowHasItsPerson(t *testing.T) {
	for _, provider := range Providers() {
		want := map[string]string{} // row → expect
		for _, rows := range []map[string]string{every[provider], everywhere} {
			for expect, list := range rows {
				for row := range strings.SplitSeq(list, "; ") {
					want[row] = expect
				}
			}
		}
		for _, p := range Persons() {
			if p.Provider != provider {
				continue
			}
			expected := want[p.Row]
			// At a service without a face, a slow person's match is a match of
			// the details.
			if expected == "match" && provider == "wapi" {
				expected = "identity_match"
			}
			if expected != p.Expect && expected != "seen "+p.Expect {
				t.Errorf("%s %q: expects %q, the table says %q", provider, p.Row, p.Expect, expected)
			}
			want[p.Row] = "seen " + p.Expect
		}
		for row, expect := range want {
			if !strings.HasPrefix(expect, "seen ") {
				t.Errorf("%s %q: nobody brings it out", provider, row)
			}
		}
	}
}

// TestHandyPersonsComeFirst: the persons that people need most are at the top
// of the list.
func TestHandyPersonsComeFirst(t *testing.T) {
	for _, provider := range Providers() {
		var first []string
		for _, p := range Persons() {
			if p.Provider == provider && len(first) < 6 {
				first = append(first, p.Expect)
			}
		}
		want := []string{"match", "face_mismatch", "identity_mismatch", "no_reference", "retake", "inconclusive"}
		if provider == "wapi" {
			want = []string{"identity_match", "identity_match", "identity_mismatch", "no_reference", "identity_match", "identity_match"}
		}
		if !slices.Equal(first, want) {
			t.Errorf("%s: %v", provider, first)
		}
	}
}
