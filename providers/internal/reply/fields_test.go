package reply

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
)

// The meaning of an undocumented field follows from the words of its name and
// from its form. A field about something else means nothing.
func TestFieldsOfNoManual(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest, Roles: map[string]Role{"msg": Sentence, "xm": EchoName, "sfz": EchoNumber}}
	asked := identity.Request{Subject: identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "110101199001010015", Nation: "CHN"}}}
	const agrees, other, denies = "", "other", "denies"
	for want, fields := range map[string][]string{
		other: {
			`"id_card_name":"李四"`, `"guest_name":"李四"`, `"real_name_masked":"李*"`, `"guestname":"李四"`, `"IDCardName":"李四"`, `"customerName2":"李四"`, `"name_cn":"李四"`, `"客人姓名":"李四"`,
			`"guest_id_no":"110101199001010023"`, `"idCardNoMasked":"1101**********0023"`, `"user_birthday":"1991-01-01"`, `"guestSex":"女"`,
			`"foo":"1101011990****0023"`, `"foo":"1101011990xxxx0023"`, `"foo":"身份证110101●●●●●●●●0023核验"`, `"foo":"110101 1990**** 0023"`, `"foo":"110101199001010023"`,
			`"names":["李四"]`, `"nameOnCard":"李四"`, `"nameInLibrary":"李*"`, `"officialName":"李四"`, `"libName":"李四"`, `"人员姓名":"李四"`, `"被查询人":"李四"`, `"cardholder":"李四"`,
			`"surname":"李"`, `"givenName":"四"`, `"docNo":"110101199001010023"`,
			`"name":{"full":"李四"}`, `"name":{"first":"四","last":"李"}`, `"names":{"zh":"李*"}`, `"idcard":{"number":"1101****23"}`, `"id":{"no":"1101****23"}`, `"ＮＡＭＥ":"李四"`, `"sexName":"女"`, `"gender_desc":"女"`,
			`"foo":"①①0101199001010023"`,
			`"foo":"110101199001010015,110101199001010023"`, `"msg":"1101011990****0023 一致"`,
		},
		denies: {
			`"result2":false`, `"live":false`, `"isLive":false`, `"faceMatch":false`, `"compare_result":false`, `"has_passed":"n"`, `"verified":"0"`, `"ismatch":0`, `"liveness_passed":"no"`, `"match":{"value":false}`,
			`"test":true`, `"debug":true`, `"isTest":"1"`, `"mock_data":"yes"`, `"sandbox":1`, `"env":"sandbox"`, `"mismatch":true`, `"not_match":true`,
			`"errcode":1001`, `"error_code":"E1001"`, `"subErrorCode":7`, `"errors":["E1"]`, `"fail":true`, `"error":{"code":5}`, `"err_msg":"内部"`,
			`"verdict":"different"`, `"verdict":"suspected fraud"`, `"liveness":"翻拍"`, `"foo":"suspected fraud"`, `"foo":"活体检测未通过"`, `"foo":"spoof"`, `"foo":"疑似攻击"`, `"foo":"假体"`,
			`"match":-1`, `"match":"0e0"`, `"match":"０"`, `"match":2`, `"is_match":"02"`, `"match":"NG"`, `"match":"❌"`, `"foo":"不⼀致"`, `"foo":"𝐧𝐨 match"`, `"foo":"not‑match"`, `"foo":"no–match"`,
			`"foo":"伪造"`, `"foo":"他人冒充"`, `"foo":"人证不合一"`, `"foo":"证件无效"`, `"foo":"相似度过低"`, `"status":"error"`, `"status":"NG"`, `"status":"REFUSED"`,
			`"已注销":"是"`, `"是否死亡":1`, `"挂失":true`, `"在逃":"是"`, `"conflict":true`, `"blocked":true`, `"mock":"on"`, `"simulate":true`, `"env":"测试环境"`, `"data_source":"模拟库"`, `"mode":"沙箱模式"`, `"channel":"預發"`, `"mock":"１"`, `"fake":"1.0"`, `"翻拍":"有"`, `"fake":"√"`, `"match":"ＮＧ"`, `"match":"✖"`, `"match":"NaN"`, `"match":"N/A"`, `"match":"null"`, `"foo":"https://a.cn/x，不一致"`, `"source":"mock"`, `"channel":"test"`,
			`"same_person":"不是"`, `"environment":"uat"`, `"warning":"photo of a screen"`, `"foo":"没有通过"`,
		},
		agrees: {
			`"id_card_name":"张*"`, `"guest_name":"张三"`, `"company_name":"某某公司"`, `"productName":"李四"`, `"apiName":"face"`, `"bank_name":"工商银行"`, `"city_name":"无锡"`, `"filename":"a.jpg"`,
			`"guest_id":"7"`, `"user_id":"u1"`, `"guest_id_no":"1101**********0015"`, `"idCardNoMasked":"110101********0015"`, `"birthplace":"北京"`,
			`"foo":"1101011990****0015"`, `"foo":"138****1234"`, `"foo":"6222********1234"`, `"foo":"568753443590770688"`, `"foo":"110101199013450023"`,
			`"cached":false`, `"charged":false`, `"hasMore":false`, `"encrypted":false`, `"hasMoreResult":false`, `"result2":"0"`, `"match_count":0`, `"live":true`, `"verified":"1"`, `"passport_scan":false`,
			`"test":false`, `"debug":"0"`, `"anti_fraud":true`, `"spoofCheckPassed":true`, `"attack_score":0.01`, `"latest":true`, `"contest":true`, `"env":"prod"`, `"mismatch":false`,
			`"errcode":0`, `"error_code":"0000"`, `"error_code":"00000"`, `"errmsg":"ok"`, `"error_message":"操作成功"`, `"error":null`, `"errors":[]`, `"fail_count":0`, `"default":"x"`, `"errand":3`, `"failed":false`,
			`"verdict":"same"`, `"liveness":"0.98"`, `"foo":"indifferent"`, `"foo":"https://a.cn/fake/attack.png?x=spoof"`, `"foo":"no attack"`, `"foo":"未检测到攻击"`, `"foo":"江苏省无锡市"`,
			`"surname":"张"`, `"given_name":"三"`, `"lastName":"ZHANG"`, `"surname":"*"`, `"nameOnCard":"张*"`, `"holder":"张三"`, `"warning":""`, `"warnings":[]`, `"warning":0`, `"environment":"production"`,
			`"name":{"full":"张三"}`, `"name":{"first":"三","last":"张"}`, `"name":{"zh":"张*","source":"police"}`, `"order":{"number":"7"}`, `"idcard":{"number":"1101****15"}`, `"sexName":"男"`, `"match":"3"`, `"match":98.5`, `"spoof":0.02`, `"翻拍":"无"`, `"reason":"N/A"`, `"tips":"结果仅对本次查询有效"`,
			`"foo":"未发现伪造"`, `"foo":"防伪造检测"`, `"已注销":"否"`, `"是否死亡":0`, `"挂失":false`, `"conflict":false`, `"mock":"off"`, `"source":"police"`, `"data_source":"公安部"`, `"env":"生产环境"`, `"channel":"开放平台"`, `"channel":"api"`, `"foo":"㈱"`, `"foo":"error-free"`,
			`"trace":"TID2af751b4"`, `"foo":"aGVsbG8/ZmFrZQ+fake/x=="`, `"raw":"{\"error\":0,\"fake\":false}"`,
		},
	} {
		for _, field := range fields {
			l := f.look(parsed(t, `{"ok":1,`+field+`}`), asked)
			if l.other != (want == other) || l.denies != (want == denies) {
				t.Errorf("%s: other %v, denies %v", field, l.other, l.denies)
			}
		}
	}
}

// The guest's own name accuses nobody, in whichever order its parts are
// repeated.
func TestNamesThatAccuse(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest}
	for name, texts := range map[string]map[string]bool{
		"JOHN FAKE": {"John Fake": false, "FAKE, John": false, "john fake suspected": true, "fake": true},
		"无锡":        {"无锡": false, "无锡 不一致": true},
	} {
		for text, want := range texts {
			l := f.look(parsed(t, `{"ok":1,"foo":"`+text+`"}`), identity.Request{Subject: identity.Subject{Name: name}})
			if l.denies != want {
				t.Errorf("%s: %s: %v", name, text, l.denies)
			}
		}
	}
}

// A documented name at a place that the manual does not have is read by its name.
func TestDocumentedNameElsewhere(t *testing.T) {
	f := Format{Envelope: "ok", Shape: strictjson.Shape{"ok": strictjson.Is(strictjson.Number), "success": strictjson.Is(strictjson.String),
		"data": strictjson.ObjectOf(strictjson.Shape{"pass": strictjson.Is(strictjson.String)})}}
	for body, want := range map[string]bool{
		`{"ok":1,"success":"false"}`: false, `{"ok":1,"data":{"pass":"0"}}`: false, // the table decides
		`{"ok":1,"data":{"success":"false"}}`: true, `{"ok":1,"pass":"0"}`: true, `{"ok":1,"more":{"pass":"0"}}`: true,
	} {
		if l := f.look(parsed(t, body), identity.Request{}); l.denies != want {
			t.Errorf("%s: denies %v", body, l.denies)
		}
	}
}
