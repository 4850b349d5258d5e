package sandbox

import (
	"fmt"
	"net/http"
)

func apetimePersons() []entry {
	t := residents("apetime", 300)
	match := apetimeSays(apetimeCompared(85.5))
	t.known(1, "张三", "match", "score 85.5", match)
	t.known(2, "李四", "face_mismatch", "score 12", apetimeSays(apetimeCompared(12)))
	t.known(3, "王五", "identity_mismatch", "id_name 2", apetimeMismatch)
	t.known(4, "赵六", "no_reference", "photo 2", apetimeNoPhoto)
	t.known(5, "孙七", "retake", "result 2", apetimeUnfit)
	t.known(6, "周八", "inconclusive", "score 50", apetimeSays(apetimeCompared(50)))
	t.slow(7, "吴九", "match", match)
	t.shared("match", "score 85.5", match)
	t.elsewhere("no_reference", "photo 2", apetimeNoPhoto)
	apetimeScores(t)
	apetimeOddities(t)
	for _, s := range []struct{ expect, code string }{
		{"configuration", "1000"}, {"bad_input", "1001"}, {"bad_input", "1002"}, {"configuration", "1003"}, {"configuration", "1004"},
		{"configuration", "1005"}, {"busy", "1006"}, {"quota", "1007"}, {"configuration", "1008"}, {"configuration", "1009"},
		{"clock", "1010"}, {"busy", "2000"}, {"inconclusive", "9999"}, {"inconclusive", "3000"},
	} {
		t.next(s.expect, s.code, func(c call) answer { return apetimeCode(c.serial, s.code) })
	}
	t.network(match)
	apetimeBeside(t)
	t.wire("match", match)
	return t.entries
}

// apetimeUnfit is the quality check before the comparison. It is not charged.
func apetimeUnfit(c call) answer { return apetimeSuccess(c, object{{"result", 2}}, 2) }

func apetimeScores(t *table) {
	for _, s := range []struct {
		score  float64
		expect string
	}{
		{60, "match"}, {100, "match"}, {40, "inconclusive"}, {59.99, "inconclusive"}, {0, "face_mismatch"}, {39.99, "face_mismatch"},
		{101, "inconclusive"}, {-1, "inconclusive"},
	} {
		t.next(s.expect, fmt.Sprint("score ", s.score), apetimeSays(apetimeCompared(s.score)))
	}
	t.next("inconclusive", "no score", apetimeSays(apetimeCompared(85.5).without("score")))
}

func apetimeOddities(t *table) {
	whole := apetimeCompared(85.5)
	t.next("match", `printed as "1" and "01"`, apetimeSays(whole.with("result", "1").with("id_name", "01").with("photo", "01")))
	t.next("retake", "photo 3", apetimeSays(object{{"result", 1}, {"id_name", 1}, {"photo", 3}}))
	for _, key := range []string{"result", "id_name", "photo"} {
		t.next("inconclusive", "anything else: no "+key, apetimeSays(whole.without(key)))
		t.next("inconclusive", "anything else: "+key+" 9", apetimeSays(whole.with(key, 9)))
	}
	t.next("inconclusive", "anything else: no data", func(c call) answer { return apetimeSuccess(c, nil, 1) })
}

// apetimeBeside adds codes that say yes beside an echo or a sentence that says
// no.
func apetimeBeside(t *table) {
	on := func(key string, value any) reply {
		return func(c call) answer {
			return respond(http.StatusOK, object{
				{"trace_id", "TID" + hexID(c.serial)}, {"code", "0000"}, {"msg", "调用成功"}, {"data", apetimeCompared(85.5)}, {"charge", 1},
			}.with(key, value))
		}
	}
	t.next("inconclusive", "another request_id beside a match", on("request_id", hexID("another")))
	t.next("inconclusive", "another name beside a match", apetimeSays(apetimeCompared(85.5).with("name", "他人")))
	t.next("inconclusive", "another number beside a match", on("id_number", residentNumber("110101", "19900101", 999)))
	t.next("inconclusive", "msg 操作失败 beside a match", on("msg", "操作失败"))
	t.next("match", "masked echoes beside a match", func(c call) answer {
		return apetimeSays(apetimeCompared(85.5).with("name", maskName(c.name)).with("id_number", maskNumber(c.number)))(c)
	})
}
