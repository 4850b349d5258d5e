package sandbox

import (
	"fmt"
	"net/http"
)

func wapiPersons() []entry {
	t := residents("wapi", 400)
	match := wapiSays("01")
	t.known(1, "张三", "identity_match", "10000, 01, retdata an object", match)
	t.known(2, "李四", "identity_match", "10000, 01, retdata an object", match)
	t.known(3, "王五", "identity_mismatch", "10000, 02", wapiSays("02"))
	t.known(4, "赵六", "no_reference", "10025", func(c call) answer { return wapiCode(c.now, 10025) })
	t.known(5, "孙七", "identity_match", "10000, 01, retdata an object", match)
	t.known(6, "周八", "identity_match", "10000, 01, retdata an object", match)
	t.slow(7, "吴九", "identity_match", match)
	t.shared("identity_match", "10000, 01, retdata an object", match)
	t.elsewhere("no_reference", "10025", func(c call) answer { return wapiCode(c.now, 10025) })
	wapiShapes(t)
	wapiDisagreements(t)
	wapiCodes(t)
	t.network(match)
	wapiBeside(t)
	t.wire("identity_match", match)
	return t.entries
}

func wapiShapes(t *table) {
	t.next("identity_match", "10000, 01, at the top level", func(c call) answer { return wapiFlat(c, "01", "") })
	t.next("identity_match", "10000, 01, retdata an array of one", func(c call) answer { return wapiReturns(c, []object{wapiData(c, "01")}) })
	t.next("identity_match", "10000, 01, at both places alike", func(c call) answer { return wapiFlat(c, "01", wapiData(c, "01")) })
	t.next("identity_match", "10000, 01, masked echo", func(c call) answer {
		return wapiReturns(c, wapiData(c, "01").with("bank_name", maskName(c.name)).with("bank_idCard", c.number[:4]+"**********"+c.number[14:]))
	})
	t.next("identity_mismatch", "10000, 02, at the top level", func(c call) answer { return wapiFlat(c, "02", "") })
}

func wapiDisagreements(t *table) {
	changed := func(change func(object) object) reply {
		return func(c call) answer { return wapiReturns(c, change(wapiData(c, "01"))) }
	}
	t.next("inconclusive", "10000, another status", wapiSays("03"))
	t.next("inconclusive", "10000, status 1", wapiSays("1"))
	t.next("inconclusive", "10000, status a number", changed(func(o object) object { return o.with("bank_status", 1) }))
	t.next("inconclusive", "10000, no status", changed(func(o object) object { return o.without("bank_status") }))
	t.next("inconclusive", "10000, retdata a text", func(c call) answer { return wapiReturns(c, "01") })
	t.next("inconclusive", "10000, both places differ", func(c call) answer { return wapiFlat(c, "01", wapiData(c, "02")) })
	t.next("inconclusive", "10000, retdata an array of two", func(c call) answer {
		return wapiReturns(c, []object{wapiData(c, "01"), wapiData(c, "01")})
	})
	t.next("inconclusive", "10000, 01, another number", changed(func(o object) object { return o.with("bank_idCard", residentNumber("110101", "19900101", 999)) }))
	t.next("inconclusive", "10000, 01, another name", changed(func(o object) object { return o.with("bank_name", "他人") }))
	t.next("inconclusive", "codeid a text", func(c call) answer {
		return respond(http.StatusOK, wapiEnvelope(c.now, 0, "通过").with("codeid", "10000").with("retdata", wapiData(c, "01")))
	})
	t.next("configuration", "10024 with 01", func(c call) answer {
		return respond(http.StatusOK, wapiEnvelope(c.now, 10024, wapiMessages[10024]).with("retdata", wapiData(c, "01")))
	})
}

func wapiCodes(t *table) {
	for _, s := range []struct {
		expect string
		codes  []int
	}{
		{"configuration", []int{10001, 10002, 10003, 10005, 10006, 10007, 10008, 10009, 10010, 10011, 10012, 10013, 10020, 10024}},
		{"quota", []int{10018, 10022}}, {"clock", []int{10004}}, {"bad_input", []int{10015, 10017}}, {"busy", []int{10021}},
		{"inconclusive", []int{10014, 10019, 10023, 10016, 19999}},
	} {
		for _, code := range s.codes {
			t.next(s.expect, fmt.Sprint(code), func(c call) answer { return wapiCode(c.now, code) })
		}
	}
}

// wapiFlat returns the data at the top level, beside this retdata.
func wapiFlat(c call, status string, retdata any) answer {
	body := wapiEnvelope(c.now, 10000, "通过").with("retdata", retdata)
	return respond(http.StatusOK, append(body, wapiData(c, status)...))
}

// wapiBeside adds codes that say yes beside an echo or a sentence that says no.
func wapiBeside(t *table) {
	with := func(key string, value func(call) string) reply {
		return func(c call) answer { return wapiReturns(c, wapiData(c, "01").with(key, value(c))) }
	}
	t.next("inconclusive", "another bank_sex beside a match", with("bank_sex", func(c call) string {
		return map[string]string{"男": "女", "女": "男"}[sex(c.number)]
	}))
	t.next("inconclusive", "another bank_birthday beside a match", with("bank_birthday", func(call) string { return "1997年05月05日" }))
	t.next("inconclusive", "bank_msg 已注销 beside a match", with("bank_msg", func(call) string { return "已注销" }))
	t.next("inconclusive", "message 操作失败 beside a match", func(c call) answer {
		return respond(http.StatusOK, wapiEnvelope(c.now, 10000, "操作失败").with("retdata", wapiData(c, "01")))
	})
	t.next("inconclusive", "another bank_area at the top beside a match", func(c call) answer {
		return respond(http.StatusOK, wapiEnvelope(c.now, 10000, "通过").with("retdata", wapiData(c, "01")).with("bank_area", "浙江省苍南县"))
	})
}
