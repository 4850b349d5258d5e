package reply

import (
	"testing"

	"facedesk/identity"
)

// Masks do not keep length; what can be read must agree.
func TestMaskedEchoes(t *testing.T) {
	const number = "11010519491231002X"
	for _, c := range []struct {
		said, sent string
		want       bool
	}{
		{"张三", "张三", true}, {"张*", "张三", true}, {"张**", "张三", true}, {"张*****", "张三", true}, {"*三", "张三", true}, {"**", "张三", true}, {"***", "张三", true},
		{"张某", "张三", true}, {"张某某", "张三", true}, {"张●", "张三", true}, {"张＊", "张三", true}, {"张 三", "张三", true}, {"张　三", "张三", true}, {"赵某甲", "赵某甲", true},
		{"%E5%BC%A0%E4%B8%89", "张三", true}, {"&#24352;三", "张三", true}, {"?三", "𠮷三", true},
		{"欧*娜", "欧阳娜娜", true}, {"*阳*", "欧阳娜娜", true}, {"欧***娜娜", "欧阳娜娜", true},
		{"阿依古丽•买买提", "阿依古丽·买买提", true}, {"阿**·***", "阿依古丽·买买提", true}, {"阿依古丽●买买提", "阿依古丽·买买提", true}, {"阿*", "阿依古丽·买买提", true},
		{"John Sample", "JOHN SAMPLE", true}, {"J*** S*****", "JOHN SAMPLE", true},
		{"欧*李*娜", "欧阳娜娜", false}, {"欧阳娜*王*娜娜", "欧阳娜娜", false}, {"*王*", "欧阳娜娜", false}, {"赵某乙", "赵某甲", false},
		{"李*", "张三", false}, {"李**", "张三", false}, {"*四", "张三", false}, {"***四", "张三", false}, {"张", "张三", false}, {"张三三", "张三", false},
		{"张三2", "张三", false}, {"*三丰", "张三", false}, {"MARY S*****", "JOHN SAMPLE", false}, {"&#26446;三", "张三", false}, {"欧阳*娜娜娜", "欧阳娜娜", false},
	} {
		if got := sameName(c.said, c.sent); got != c.want {
			t.Errorf("name %q of %q: %v", c.said, c.sent, got)
		}
	}
	for said, want := range map[string]bool{
		number: true, "11010519491231002x": true, "１１０１０５１９４９１２３１００２Ｘ": true, "110105 19491231 002X": true, "110105-19491231-002X": true,
		"1101****002X": true, "1101*****2X": true, "1101**************": true, "1*0105************": true, "**************002X": true, "****": true, "1101XXXXXXXXXX002X": true,
		"110105********002X": true, "1101**********002*": true, "******19491231****": true, "1**************X": true, "110105●●●●●●●●002X": true,
		"1101****0021": false, "1101059**********2": false, "1*0205************": false, "3502*****1X": false, "1101*****1X": false, "110105194912310021": false,
		"11010519491231002": false, "******19501231****": false, "1101XXXXXXXXXX0021": false, "110105194912310020002X": false, "1101": false,
	} {
		if got := sameNumber(said, number); got != want {
			t.Errorf("number %q: %v", said, got)
		}
	}
	if sameNumber("XX123457", "XX123456") || !sameNumber("XX123456", "XX123456") || !sameNumber("P****0001", "P00000001") {
		t.Error("a passport's letters are no mask")
	}
}

func TestDerivedEchoes(t *testing.T) {
	d := identity.Document{Type: identity.ResidentID, Number: "11010519491231002X"}
	january := identity.Document{Type: identity.ResidentID, Number: "110105194901050014"}
	for said, want := range map[string]bool{
		"": true, "1949-12-31": true, "19491231": true, "1949年12月31日": true, "1949/12/31": true, "1949.12.31": true, "1949-12-31 00:00:00": true,
		"1949-12-31T00:00:00+08:00": true, "1949": true, "1949年": true, "1949-12": true, "194912": true, "1949年12月": true, "31.12.1949": true, "12/31/1949": true,
		"1949-**-**": true, "****-12-31": true, "****年12月31日": true, "1949****": true, "19**-12-31": true, "****1231": true, "****-**-**": true, "１９４９-１２-３１": true,
		"1950-12-31": false, "1949-12-30": false, "1949-11-31": false, "1949-12-312": false, "1990年1月1日": false, "19900101": false, "1950": false, "1949-11": false,
		"18**-12-31": false, "****-12-30": false, "一九九〇年": false, "x": false, "30.12.1949": false,
	} {
		if got := sameBirthday(said, d); got != want {
			t.Errorf("birthday %q: %v", said, got)
		}
	}
	if !sameBirthday("1949-1-5", january) || !sameBirthday("1949年01月5日", january) || sameBirthday("1949-5-1", january) {
		t.Error("leading zeros")
	}
	for said, want := range map[string]bool{"女": true, "女性": true, "F": true, "female": true, "2": true, "": true, "未知": true, "0": true, "*": true, "男": false, "M": false, "1": false, "x": false} {
		if got := sameSex(said, d); got != want {
			t.Errorf("sex %q: %v", said, got)
		}
	}
	permit := identity.Document{Type: identity.HKMacauPermit, Number: "H12345678"}
	if !sameSex("男", permit) || !sameBirthday("1990-01-01", permit) {
		t.Error("a number that holds neither contradicts none")
	}
	for text, want := range map[string]bool{
		"110101199001010015 一致": true, "身份证号110101199001010015匹配成功": true, "11010519491231002X 一致": false, "568753443590770688": false, "order a110101199001010015b": false,
	} {
		if got := namesStranger(text, d); got != want {
			t.Errorf("%q names a stranger: %v", text, got)
		}
	}
}

// A guest's own name says nothing of the match.
func TestNamesThatSoundLikeNo(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest, Roles: map[string]Role{"msg": Sentence}}
	asked := identity.Request{Subject: identity.Subject{Name: "阿不都·热合曼"}}
	for body, want := range map[string]bool{
		`{"ok":1,"msg":"阿不都·热合曼 实名认证通过"}`: false, `{"ok":1,"msg":"阿不都·热合曼 实名认证不通过"}`: true, `{"ok":1,"msg":"阿不都 实名认证通过"}`: true,
	} {
		if got := f.look(parsed(t, body), asked).denies; got != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}

// An answer about somebody else, wherever it says so, is about nobody here.
func TestLook(t *testing.T) {
	f := Format{
		Envelope: "ok",
		Shape:    shapeOfTest,
		Roles:    map[string]Role{"msg": Sentence, "xm": EchoName, "sfz": EchoNumber, "orderId": EchoSerial},
		Codes:    map[string]string{"ok": "0 1"},
	}
	asked := identity.Request{
		Attempt: "01234567-89ab-cdef-0123-456789abcdef",
		Subject: identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}},
	}
	for _, c := range []struct {
		body          string
		other, denies bool
	}{
		{`{"ok":1}`, false, false},
		{`{"ok":1,"msg":"成功","xm":"张*","sfz":"1101**2X","orderId":"0123456789ABCDEF0123456789abcdef"}`, false, false},
		{`{"ok":1,"name":"张三","idcard":"11010519491231002X","birthday":"1949-12-31","sex":"女","nation":"汉","nationality":"CHN"}`, false, false},
		{`{"ok":1,"new":{"area":"江苏省无锡市","count":3,"list":[1,"x",null,true]}}`, false, false},
		{`{"ok":1,"name":null,"sex":"","desc":""}`, false, false},
		{`{"ok":1,"xm":"李*"}`, true, false},
		{`{"ok":1,"orderId":"1123456789abcdef0123456789abcdef"}`, true, false},
		{`{"ok":1,"data":{"xm":"李*"}}`, true, false},
		{`{"ok":1,"name":"李四"}`, true, false},
		{`{"ok":1,"Real_Name":"李四"}`, true, false},
		{`{"ok":1,"list":[{"idCard":"110101199001010015"}]}`, true, false},
		{`{"ok":1,"names":1,"name":["张三","李四"]}`, true, false},
		{`{"ok":1,"idcard":110101199001010015}`, true, false},
		{`{"ok":1,"gender":"男"}`, true, false},
		{`{"ok":1,"birth":"1990-01-01"}`, true, false},
		{`{"ok":1,"nation":"GBR"}`, true, false},
		{`{"ok":1,"any":"110101199001010015"}`, true, false},
		{`{"ok":1,"msg":"身份证号 110101199001010015 匹配"}`, true, false},
		{`{"ok":1,"order_id":"7"}`, true, false},
		{`{"ok":1,"raw":"{\"name\":\"李四\"}"}`, true, false},
		{`{"ok":1,"raw":"{\"name\":\"张三\",\"msg\":\"一致\"}"}`, false, false},
		{`{"ok":1,"msg":"操作失败"}`, false, true},
		{`{"ok":1,"deep":{"deeper":[{"msg":"操作失败"}]}}`, false, true},
		{`{"ok":1,"remark":"疑似"}`, false, true},
		{`{"ok":1,"whatever":"照片不一致"}`, false, true},
		{`{"ok":1,"success":false}`, false, true},
		{`{"ok":1,"is_same":0}`, false, true},
		{`{"ok":1,"matched":"no"}`, false, true},
	} {
		l := f.look(parsed(t, c.body), asked)
		if l.other != c.other || l.denies != c.denies {
			t.Errorf("%s: other %v, denies %v", c.body, l.other, l.denies)
		}
	}
}
