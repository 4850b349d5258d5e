package identity

import (
	"strings"
	"testing"
)

var (
	zhangSan = Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}
	january  = Subject{"欧阳娜娜", Document{ResidentID, "110105194901050014", "CHN"}}
	liNa     = Subject{"LI NA", Document{OrdinaryPassport, "E12345678", "CHN"}}
)

// TestRedactForms lists what both functions hide and keep alike.
func TestRedactForms(t *testing.T) {
	for _, c := range []struct {
		subject       Subject
		message, want string
	}{
		{zhangSan, "张,三a张、三b张_三c张。三d张|三e张”三f张)(三g张\uFFFD三h张+三i张　·　三", "***a***b***c***d***e***f***g***h***i***"},
		{zhangSan, "a%E5%BC%A0%E4%B8%89b", "a***b"},
		{zhangSan, "a%e5%bc%a0,%E4%B8%89b", "a***b"},
		{zhangSan, "a%25E5%25BC%25A0%25E4%25B8%2589b", "a***b"},
		{zhangSan, `a\u5f20\u4E09b`, "a***b"},
		{zhangSan, `a\\u5f20\\u4e09b`, `a\***b`},
		{zhangSan, "a%u5f20%u4e09b", "a***b"},
		{zhangSan, `a\U00005f20\x{4e09}b \u{5F20}\xE4\xB8\x89`, "a***b ***"},
		{zhangSan, "a&#24352;&#19977;b&#x5F20;&#x4e09;c&#24352&#19977 d", "a***b***c*** d"},
		{zhangSan, "a&amp;#24352;&nbsp;&amp;amp;#19977;b", "a***b"},
		{zhangSan, `a\u5f20&#19977;b张%E4%B8%89c`, "a***b***c"},
		{zhangSan, "a%E5%BC\u200B%A0\u202E三b", "a***b"},
		{zhangSan, `\u005c\u0075\u0035f20三`, "***"},
		{Subject{Name: "𠮷野"}, `\ud842\udfb7\u91cea%F0%A0%AE%B7野`, "***a***"},
		{zhangSan, "1949年12月31日生 1949-12-31T 1949/12/31; 19491231。", "***生 ***T ***; ***。"},
		{zhangSan, "１９４９年１２月３１日生", "***生"},
		{zhangSan, "1949 年 12 月 31号生, 31.12.1949生 12/31/1949 x", "***生, ***生 *** x"},
		{zhangSan, "1949年12月30日a1948-12-31b1949-1-31", "1949年12月30日a1948-12-31b1949-1-31"},
		{january, "1949年1月5日生1949-01-05T1949/1/05x5.1.1949生19490105日", "***生***T***x***生***"},
		{january, "1949个1和5, 1949***1***5", "1949个1和5, 1949***1***5"},
		{zhangSan, "a110,105,1949,1231,002Xb", "a***b"},
		{zhangSan, "是1_1_0_1_0_5_1_9_4_9_1_2_3_1_0_0_2_x的", "是***的"},
		{zhangSan, "a110105)(19491231)(002Xb", "a***b"},
		{zhangSan, "a１１０１０５．１９４９１２３１　００２Ｘb", "a***b"},
		{zhangSan, "a%31&#49;0\\u003105%2F19491231&nbsp;002%58b", "a***b"},
		{january, "欧，阳a阳娜b欧娜c娜欧d娜。娜", "***a***b欧娜c娜欧d***"},
		{liNa, "Ms. Li x NA LI x li,na x LINA x ｌｉ　ｎａ x Ｌｉ", "Ms. *** x *** *** x *** x *** x *** x ***"},
		{liNa, "姓名LI不符 李Na", "姓名***不符 李***"},
		{liNa, "Carolina, alina, linaa, list, nasal, final state", "Carolina, alina, linaa, list, nasal, final state"},
		{liNa, "2li1 na1 fna", "2li1 na1 fna"},
		{liNa, "linali lina", "linali ***"},
		{Subject{Name: "ANNA ERIKSSON"}, "userAnnaEriksson1 anna1", "user***1 ***1"},
		{Subject{Name: "A"}, "a bad A, 1a", "*** bad ***, 1a"},
		{Subject{Name: "김민수"}, "김민수는 김.민.수", "***는 ***"},
		{zhangSan, "100% &c. a=1&copy=2 %zz %E5%BC \\u12 \\ud842\\tdfb7 \\u{} &#; &", "100% &c. a=1&copy=2 %zz %E5%BC \\u12 \\ud842\\tdfb7 \\u{} &#; &"},
		{zhangSan, "\u061C\u200F\u202A\u2066\uFEFFa\u00AD\u0600b\x00\x7F\u0085c\u2028d", "ab c d"},
		{zhangSan, "张*三 张***三 ***张三***", "*** 张***三 ******"},
	} {
		for name, hide := range both {
			if got := hide(c.message, c.subject); got != c.want {
				t.Errorf("%s %q: %q, want %q", name, c.message, got, c.want)
			}
		}
	}
}

var both = map[string]func(string, Subject) string{"Redact": Redact, "Unechoed": Unechoed}

func TestUnechoed(t *testing.T) {
	taiwan := Subject{"王小明", Document{TaiwanPermit, "12345678", "CHN"}}
	for _, c := range []struct {
		subject    Subject
		text, want string
	}{
		{zhangSan, "568753443590770688", "568753443590770688"},
		{liNa, "TID2af751b4bff24be781d60af10bf84101", "TID2af751b4bff24be781d60af10bf84101"},
		{zhangSan, "7E5C2E3A-0000-4000-8000-000000000001", "7E5C2E3A-0000-4000-8000-000000000001"},
		{zhangSan, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="},
		{zhangSan, "order 1101051 and 949123 0021", "order 1101051 and 949123 0021"},
		{zhangSan, "order 9911010519x", "order 99***x"},
		{zhangSan, "order 99-1101-0519-x", "order 99-***-x"},
		{zhangSan, "20250430-11010519491231002X-0001", "20250430-***-0001"},
		{taiwan, "1234567 and 1234-5678", "1234567 and ***"},
		{liNa, "e 123 456 78", "***"},
		{liNa, "E1234567", "***"},
		{Subject{}, "1009001", "1009001"},
		{Subject{}, " \t\x00\u200B ", ""},
		{Subject{}, strings.Repeat("\u200B", 3999) + "12", "1"},
		{Subject{}, strings.Repeat("9", 129), strings.Repeat("9", 128)},
		{Subject{}, strings.Repeat("𠮷", 129), strings.Repeat("𠮷", 128)},
		{Subject{}, strings.Repeat("9", 127) + " 9", strings.Repeat("9", 127)},
	} {
		if got := Unechoed(c.text, c.subject); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestPlainNested undoes any depth at one go: a round for each would take long.
func TestPlainNested(t *testing.T) {
	for _, text := range []string{"%" + strings.Repeat("25", 1900) + "41", "&" + strings.Repeat("amp;", 900) + "#65;"} {
		if got := string(plain(text)); got != "A" {
			t.Errorf("%.20q: %.20q", text, got)
		}
	}
}

// TestRedactCut cuts inside words, so that new ones arise at the end.
func TestRedactCut(t *testing.T) {
	for name, hide := range both {
		for n := range 210 {
			once := hide(strings.Repeat("-", n)+"link LINAli", liNa)
			if twice := hide(once, liNa); twice != once {
				t.Errorf("%s: %q, then %q", name, once, twice)
			}
		}
	}
}

// TestRedactLong reads texts that cost much where reading is not linear, or
// where the cap comes too late.
func TestRedactLong(t *testing.T) {
	for _, piece := range []string{"%25", "25", "&amp;", "amp;", "&#", `\u`, "\u200B", "%E5%BC%A0", "1.", "张", "li na ", "1949-", "***张三", "&amp", "%"} {
		long := "%" + strings.Repeat(piece, 200_000)
		for name, hide := range both {
			s := zhangSan
			s.Name = strings.Repeat("张", 200)
			if once := hide(long, s); hide(once, s) != once {
				t.Errorf("%s %q", name, piece)
			}
		}
	}
}

func BenchmarkRedact(b *testing.B) {
	long := strings.Repeat("张,三 %E5%BC%A0 1101.05 li ", 100_000)
	for b.Loop() {
		Redact(long, zhangSan)
	}
}
