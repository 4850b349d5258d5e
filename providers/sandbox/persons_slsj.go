package sandbox

import (
	"fmt"
	"net/http"
)

// slsjPersons returns persons with travel documents. Permits of Hong Kong
// residents have the numbered rows. The other types have matches and
// mismatches.
func slsjPersons() []entry {
	t := &table{provider: "slsj", serial: 100, document: func(serial int) (string, string, string) {
		return "516", fmt.Sprintf("H%08d", serial), "CHN"
	}}
	match := slsjSays("01", "01", "01")
	t.known(1, "张三", "match", "01 01 01, type 516", match)
	t.known(2, "李四", "face_mismatch", "01 02, type 516", slsjSays("02", "01", "02"))
	t.known(3, "王五", "identity_mismatch", "02 05", slsjSays("02", "02", "05"))
	t.known(4, "赵六", "no_reference", "03 08", slsjSays("02", "03", "08"))
	t.known(5, "孙七", "retake", "01 07", slsjSays("02", "01", "07"))
	t.known(6, "周八", "inconclusive", "01 03", slsjSays("02", "01", "03"))
	t.slow(7, "吴九", "match", match)
	slsjTravellers(t, match)
	slsjRows(t, match)
	t.network(match)
	slsjBeside(t)
	t.wire("match", match)
	return t.entries
}

// cardNumber returns a number of a permanent-resident card of 2023: 9, place of
// issue, nation by its ISO number, date of birth, serial, check character.
func cardNumber(nation string, serial int) string {
	return residentNumber("911"+nation, "19900101", serial)
}

func slsjTravellers(t *table, match reply) {
	different := slsjSays("02", "01", "02")
	for _, p := range []Person{
		{"", "516", "M00000001", "CHN", "何小红", "match", "01 01 01, type 516"},
		{"", "516", "H00000008", "CHN", "王䶮", "match", "01 01 01, type 516"},
		{"", "511", "80000001", "CHN", "林志明", "match", "01 01 01, type 511"},
		{"", "414", "E00000001", "CHN", "阿依古丽·买买提", "match", "01 01 01, type 414"},
		{"", "414", "EA0000001", "CHN", "李𠮷", "match", "01 01 01, type 414"},
		{"", "414", "P00000001", "GBR", "JOHN SAMPLE", "match", "01 01 01, type 414"},
		{"", "414", "P00000002", "USA", "JANE SAMPLE", "match", "01 01 01, type 414"},
		{"", "414", "P00000003", "KOR", "HONG GILDONG", "match", "01 01 01, type 414"},
		{"", "553", cardNumber("826", 1), "GBR", "JOHN SAMPLE", "match", "01 01 01, type 553"},
		{"", "553", cardNumber("410", 2), "KOR", "HONG GILDONG", "match", "01 01 01, type 553"},
		{"", "553", "USA110100000001", "USA", "JANE SAMPLE", "match", "01 01 01, type 553"},
		{"", "511", "80000002", "CHN", "陈美玲", "face_mismatch", "01 02, type 511"},
		{"", "414", "P00000004", "GBR", "MARY SAMPLE", "face_mismatch", "01 02, type 414"},
		{"", "553", cardNumber("840", 3), "USA", "RICHARD ROE", "face_mismatch", "01 02, type 553"},
	} {
		if p.Expect == "match" {
			t.add(p, match)
		} else {
			t.add(p, different)
		}
	}
}

func slsjRows(t *table, match reply) {
	t.next("busy", "code 400", func(call) answer { return slsjFailure("") })
	t.next("inconclusive", "another code", slsjCode(401, "签名错误"))
	t.next("inconclusive", "another code, with a match", slsjCode(500, "操作成功"))
	t.next("no_reference", "03 06", slsjSays("02", "03", "06"))
	t.next("inconclusive", "04 04", slsjSays("02", "04", "04"))
	t.next("inconclusive", "01 04", slsjSays("02", "01", "04"))
	t.next("inconclusive", "01 09", slsjSays("02", "01", "09"))
	t.next("inconclusive", "01 05", slsjSays("02", "01", "05"))
	t.next("no_reference", "01 06", slsjSays("02", "01", "06"))
	t.next("no_reference", "01 08", slsjSays("02", "01", "08"))
	t.next("inconclusive", "contradiction: result 02 with 01 01", slsjSays("02", "01", "01"))
	t.next("inconclusive", "anything else: idcardResult 09", slsjSays("01", "09", "01"))
	t.next("inconclusive", "anything else: photoResult 10", slsjSays("01", "01", "10"))
	t.next("inconclusive", "anything else: result 1", slsjSays("1", "01", "01"))
	t.next("inconclusive", "anything else: no result", slsjChanged(func(o object) any { return o.without("result") }))
	t.next("inconclusive", "anything else: no idcardResult", slsjChanged(func(o object) any { return o.without("idcardResult") }))
	t.next("inconclusive", "anything else: no photoResult", slsjChanged(func(o object) any { return o.without("photoResult") }))
	t.next("inconclusive", "anything else: photoResult a number", slsjChanged(func(o object) any { return o.with("photoResult", 1) }))
	t.next("inconclusive", "anything else: result null under code 0", slsjChanged(func(object) any { return nil }))
}

func slsjCode(code int, msg string) reply {
	return func(c call) answer {
		return respond(http.StatusOK, slsjEnvelope(code, msg, slsjResult(c, "01", "01", "01")))
	}
}

// slsjChanged returns a match with a changed inner object.
func slsjChanged(change func(object) any) reply {
	return func(c call) answer {
		return respond(http.StatusOK, slsjEnvelope(0, "操作成功", change(slsjResult(c, "01", "01", "01"))))
	}
}

// slsjBeside adds codes that say yes beside an echo or a sentence that says no.
func slsjBeside(t *table) {
	with := func(key, value string) reply {
		return slsjChanged(func(o object) any { return o.with(key, value) })
	}
	t.next("inconclusive", "another orderId beside a match", with("orderId", "2025424000000001009"))
	t.next("inconclusive", "another name beside a match", with("name", "他人"))
	t.next("inconclusive", "another masked number beside a match", with("idCard", "M****0000"))
	t.next("inconclusive", "photoMessage 疑似同一人 beside a match", with("photoMessage", "疑似同一人"))
	t.next("inconclusive", "msg 操作失败 beside a match", slsjCode(0, "操作失败"))
	t.next("match", "masked echoes beside a match", func(c call) answer {
		return respond(http.StatusOK, slsjEnvelope(0, "操作成功", slsjResult(c, "01", "01", "01").with("name", maskName(c.name)).with("idCard", maskNumber(c.number))))
	})
}
