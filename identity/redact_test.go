package identity

import (
	"strings"
	"testing"
)

func TestRedact(t *testing.T) {
	zhang := Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}
	maimaiti := Subject{"买买提·吐尔逊", Document{HKMacauPermit, "H12345678", "CHN"}}
	anna := Subject{"Anna Eriksson", Document{OrdinaryPassport, "L8989", "SWE"}}
	for _, c := range []struct {
		subject       Subject
		message, want string
	}{
		{zhang, "张三(11010519491231002X)不一致", "***(***)不一致"},
		{zhang, "张 三 / 张　三 / 张\u200B三", "*** / *** / ***"},
		{zhang, "号码110105 19491231 002x有误", "号码***有误"},
		{zhang, "号码１１０１０５有误", "号码***有误"},
		{zhang, "born 1949-12-31 in 110105.", "born *** in ***."},
		{zhang, "11010", "11010"},
		{zhang, "张先生，三人姓张", "张先生，三人姓张"},
		{zhang, "李**,3502*****1X", "李**,3502*****1X"},
		{maimaiti, "买买提.吐尔逊，吐尔逊，买提", "***，***，***"},
		{maimaiti, "证件h 123-456-78", "证件***"},
		{anna, "ANNA  ERIKSSON; eriksson, anna; Anna-Eriksson; Annabel", "***; ***, ***; ***; Annabel"},
		{anna, "l8989 and l898", "*** and l898"},
		{Subject{}, "order 12345678, ab12cd34, abcdefg1, 1234567", "order ***, ***, abcdefg1, 1234567"},
		{Subject{}, "key QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=!", "key ***!"},
		{Subject{}, "key abcdefghijklmnopqrstuvw", "key abcdefghijklmnopqrstuvw"},
		{Subject{}, "key abcdefghijkl-nopqrstuvwx", "key ***"},
		{Subject{}, "订单512025043090000000951773失败", "订单***失败"},
		{Subject{}, " a\x00b\x1b[31m\nc\td ", "ab[31m c d"},
		{Subject{}, "", ""},
	} {
		if got := Redact(c.message, c.subject); got != c.want {
			t.Errorf("%q: %q, want %q", c.message, got, c.want)
		}
	}
}

// TestRedactKeeps lists what the five services say of themselves.
func TestRedactKeeps(t *testing.T) {
	subject := Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}
	for _, message := range []string{
		"操作成功", "不一致", "身份校验未通过", "业务处理失败,请稍侯重试", "系统判断为同一人", "系统判断为不同人", "不能确定是否为同一人",
		"身份核验成功,检测到多于一张人脸", "入参错误,身份证号[idcard]格式错误", "身份证号与姓名匹配，照片核验成功。", "无此身份证号码",
		"HTTP人像图片错误：不支持的文件格式", "BASE64人像图片错误：无法处理图片信息", "传入人像图片img字符串长度超限", "时间戳超时，请重新请求",
		"存在*字符，视为调试数据。止于当前结果。", "appid:XXXXXXX接口已停用", "Quota Exhausted", "Api Market Subscription quota exhausted",
		"Throttled by USER Flow Control", "Invalid AppCode `not exists`", "HMAC signature cannot be verified, a valid x-date header is out of date",
		"sign值必须指定,加密规则请前往帮助中心查看", "帐户余额不足,请充值!", "api接口不存在", "查无数据", "验签失败", "App_key 验证失败", "HTTP 502",
	} {
		if got := Redact(message, subject); got != message {
			t.Errorf("%q became %q", message, got)
		}
	}
}

func TestRedactLength(t *testing.T) {
	if got, want := Redact(strings.Repeat("错", 201), Subject{}), strings.Repeat("错", 199)+"…"; got != want {
		t.Error(got)
	}
	if got := Redact(strings.Repeat("12345678", 10_000), Subject{}); got != "***" {
		t.Error(got)
	}
	whole := strings.Repeat("𠮷", 200)
	if got := Redact(whole, Subject{}); got != whole {
		t.Error(got)
	}
}
