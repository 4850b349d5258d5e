package text

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"

	"golang.org/x/image/font/sfnt"
)

// both returns the patterns of both languages. It fails on malformed ones.
func both(t *testing.T) (zh, en map[string]pattern) {
	t.Helper()
	c := Strict(identity.Chinese, func(err error) { t.Error(err) })
	if len(c.first) < 200 {
		t.Fatalf("%d texts", len(c.first))
	}
	return c.first, c.second
}

// plain returns the text of a pattern with every name as {name}.
func plain(p pattern) string {
	var b strings.Builder
	for _, x := range p {
		if x.name {
			b.WriteString("{" + x.text + "}")
			continue
		}
		b.WriteString(x.text)
	}
	return b.String()
}

func namesOf(p pattern) map[string]bool {
	out := map[string]bool{}
	for _, x := range p {
		if x.name {
			out[x.text] = x.optional != 0
		}
	}
	return out
}

func TestLanguagesAgree(t *testing.T) {
	zh, en := both(t)
	if a, b := slices.Sorted(maps.Keys(zh)), slices.Sorted(maps.Keys(en)); !slices.Equal(a, b) {
		t.Fatalf("other keys:\n%q\n%q", a, b)
	}
	for key := range zh {
		if a, b := namesOf(zh[key]), namesOf(en[key]); !maps.Equal(a, b) {
			t.Errorf("%s: names %v and %v", key, a, b)
		}
		for _, s := range []string{plain(zh[key]), plain(en[key])} {
			if s == "" || strings.TrimSpace(s) != s {
				t.Errorf("%s: %q", key, s)
			}
		}
	}
}

// Each language is written in its own script, except the name of the other
// language.
func TestScripts(t *testing.T) {
	zh, en := both(t)
	han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	for key := range zh {
		other := key == "key.language"
		if strings.ContainsFunc(plain(en[key]), func(r rune) bool { return r > 0x7F }) && !other {
			t.Errorf("%s: %q is not English", key, plain(en[key]))
		}
		if !strings.ContainsFunc(plain(zh[key]), han) && !other {
			t.Errorf("%s: %q is not Chinese", key, plain(zh[key]))
		}
	}
}

func TestEveryKeyOfTheSession(t *testing.T) {
	zh, _ := both(t)
	for _, key := range session.TextKeys() {
		if _, ok := zh[string(key)]; !ok {
			t.Errorf("no text for %s", key)
		}
	}
}

// Every listed value has a text here.
func TestEveryListedThing(t *testing.T) {
	c := Strict(identity.English, func(err error) { t.Error(err) })
	for _, key := range listed() {
		c.T(key)
	}
}

// A character without a glyph is drawn as a box. If this fails, run
// assets/fonts/make.sh.
func TestFontsHaveEveryCharacter(t *testing.T) {
	zh, en := both(t)
	for name, data := range map[string][]byte{"regular": assets.RegularFont(), "bold": assets.BoldFont()} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		texts := map[string]string{}
		for key := range zh {
			texts[key] = plain(zh[key]) + plain(en[key])
		}
		for _, info := range identity.Types() {
			texts[string(info.Code)] = info.Name.ZH + info.Name.EN + info.Short.ZH + info.Short.EN
		}
		for key, text := range texts {
			for _, r := range text {
				if g, err := font.GlyphIndex(&buf, r); r != '\n' && (g == 0 || err != nil) {
					t.Errorf("%s lacks %q of %s", name, r, key)
				}
			}
		}
	}
}

// Wordings that were agreed with the desk.
func TestWording(t *testing.T) {
	zh, en := New(identity.Chinese), New(identity.English)
	notice := []any{"company", "滨江酒店", "phone", "0571", "recipient", "甲", "recipient_contact", "0592", "reason", "办理入住。", "days", 180, "rules", "网址", "contact", "前台"}
	for _, c := range []struct{ got, want string }{
		{zh.T("notice.face.title") + zh.T("notice.face.body", notice...),
			"拍照前，请您了解。滨江酒店（0571）拟拍摄您的面部，连同姓名、证件号码发送给甲（0592），核对您与证件是否为同一人。\n必要性：办理入住。\n" +
				"人脸是敏感信息，比对可能出错，由工作人员最终判断。\n本机不保存照片；脱敏记录保存 180 天。接收方规则见 网址。\n您可以不同意，改为人工核对证件，不影响办理。\n查询、删除信息或撤回同意，请联系：前台"},
		{zh.T("key.agree") + zh.T("key.decline"), "客人已阅读并同意不同意，人工核对证件"},
		{verdict(zh, "match"), "核验通过 人像与登记照片一致 请继续办理。"},
		{verdict(zh, "face_mismatch"), "比对不一致 这次照片与登记照片不一致 不代表冒用证件。请当面核对证件与本人。"},
		{verdict(zh, "identity_mismatch"), "信息不一致 姓名与号码对不上，多为录入有误 请照证件核对后修改。"},
		{verdict(zh, "identity_match"), "信息一致 未比对人像 请当面核对证件照片与本人。"},
		{verdict(en, "match"), "PASSED Face matches the photo on file Please go on."},
		{verdict(en, "face_mismatch"), "NO MATCH The photos did not match This does not mean misuse. Please compare document and person."},
		{zh.T("verdict.configuration.reason") + "。" + zh.T("verdict.configuration.next", "it_phone", "8888"), "核验服务设置有误，与客人无关。请人工核对证件，联系 IT 8888。"},
		{zh.T("verdict.not_sent.reason"), "网络不通，没有发出"},
		{zh.T("desk.number.ok"), "号码格式正确"},
		{zh.T("setup.no_secret.next", "it_phone", "8888"), "请联系 IT 8888 存入密钥；现在请人工核对证件办理。"},
		{zh.T("setup.no_secret.next"), "请联系 IT 存入密钥；现在请人工核对证件办理。"},
		{zh.T("confirm.body"), "将发送的就是这张照片，未作任何改动。请核对照片、姓名和号码。"},
		{zh.T("settings.unsaved", "key", "Esc"), "有未保存的更改，再按一次 Esc 将放弃"},
		{zh.T("verdict.demo.match.word") + zh.T("verdict.demo.face_mismatch.word"), "演示：人像一致演示：人像不一致"},
		{zh.T("verdict.demo.identity_match.word") + zh.T("verdict.demo.identity_mismatch.word"), "演示：信息一致演示：信息不一致"},
		{zh.T("key.doubt") + zh.T("key.person") + zh.T("hint.many_faces"), "有疑问，已叫主管演示人员画面中有多人：请按数字选客人，或只留客人一人"},
		{en.T("key.by_eye") + " · " + en.T("key.decline"), "Check document by hand · Guest declines: check the document by hand"},
		{en.T("key.fits") + " · " + en.T("key.doubt"), "Document matches the person · In doubt, manager called"},
		{en.T("key.backward") + " · " + en.T("desk.nation") + " · " + en.T("desk.number.ok"), "Previous field · Nationality (3-letter code) · Number format OK"},
		{en.T("hint.tilted") + " · " + en.T("hint.off_centre"), "Keep your head straight, please · Move to the middle of the oval, please"},
		{en.T("verdict.identity_mismatch.reason"), "Usually a typing error"},
	} {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
}

func verdict(c *Catalogue, outcome session.TextKey) string {
	return c.T("verdict."+outcome+".word") + " " + c.T("verdict."+outcome+".reason") + " " + c.T("verdict."+outcome+".next")
}

// TestOldWordingIsGone: one thing has one name in every text.
func TestOldWordingIsGone(t *testing.T) {
	zh, en := both(t)
	for _, c := range []struct {
		texts map[string]pattern
		old   []string
	}{
		{zh, []string{"查看证件", "改看", "一字节不差", "已阅并", "请主管", "演示人物", "联系IT", "IT存入", "不止一人", "对方响应", "输入有误", "密码", "再返回", "facedesk "}},
		{en, []string{"ook at the document", "ook at document", "would photograph", "byte for byte", "Declines,", "fits", "Field before", "well-formed", "The shutter", "typo", "at fault", "not sent twice", "upright", "Into the middle", "Test person", "sensitive data", "facedesk "}},
	} {
		for key, said := range c.texts {
			for _, old := range c.old {
				if strings.Contains(plain(said), old) {
					t.Errorf("%s says %q: %s", key, old, plain(said))
				}
			}
		}
	}
}

// A demo's word differs from a real one. No verdict accuses anybody or mentions
// money or a score.
func TestVerdictsAreCalm(t *testing.T) {
	zh, en := both(t)
	honest := map[string]bool{}
	for key := range zh {
		if strings.HasPrefix(key, "verdict.") && strings.HasSuffix(key, ".word") && !strings.Contains(key, ".demo.") {
			honest[plain(zh[key])], honest[plain(en[key])] = true, true
		}
	}
	for key := range zh {
		both := plain(zh[key]) + " " + strings.ToLower(plain(en[key]))
		if strings.HasPrefix(key, "verdict.demo.") && (strings.Contains(both, "通过") || strings.Contains(both, "pass") ||
			!strings.Contains(plain(zh[key]), "演示") || !strings.Contains(both, "demo") || honest[plain(zh[key])] || honest[plain(en[key])]) {
			t.Errorf("%s: %s", key, both)
		}
		for _, word := range []string{"假", "骗", "伪", "可疑", "嫌疑", "冒充", "fake", "fraud", "suspicious", "impostor"} {
			if strings.Contains(both, word) {
				t.Errorf("%s accuses: %s", key, both)
			}
		}
		for _, word := range []string{"费", "元", "分数", "相似度", "charge", "yuan", "score", "paid"} {
			if strings.HasPrefix(key, "verdict.") && strings.Contains(both, word) {
				t.Errorf("%s speaks of money or a score: %s", key, both)
			}
		}
	}
}

// A text reads well when any of its optional values is empty.
func TestOptionalValues(t *testing.T) {
	for _, l := range []identity.Language{identity.Chinese, identity.English} {
		c := Strict(l, func(err error) { t.Error(err) })
		s := c.T("notice.face.body", "company", "A", "phone", "", "recipient", "B", "recipient_contact", "C", "reason", "", "days", 180, "rules", "", "contact", "D")
		for _, hole := range []string{"（）", "()", "：\n", ": \n", "：。", ": .", "{", "[", "*", "\n\n"} {
			if strings.Contains(s, hole) {
				t.Errorf("%q in %q", hole, s)
			}
		}
		if got := c.T("verdict.configuration.next", "it_phone", ""); strings.Contains(got, " 。") || strings.Contains(got, " .") {
			t.Error(got)
		}
	}
}

// keyWord finds names of keys in a sentence, right or wrong ones.
var keyWord = regexp.MustCompile(`\bF[0-9]+\b|\b(Enter|Return|Esc|Escape|Space|Tab)\b|回车|空格|退格|制表`)

// A key has the same name in every text. A text that quotes a button's label
// quotes it exactly.
func TestTextsNameKeysAndButtonsAsTheyAre(t *testing.T) {
	names, labels := map[string]bool{}, map[string]bool{}
	for _, k := range session.AllKeys() {
		names[k.Name().ZH], names[k.Name().EN] = true, true
	}
	zh, en := both(t)
	for key, p := range zh {
		if strings.HasPrefix(key, "key.") {
			labels[plain(p)] = true
		}
	}
	spoken, quoted := 0, 0
	for _, texts := range []map[string]pattern{zh, en} {
		for key, p := range texts {
			for _, name := range keyWord.FindAllString(plain(p), -1) {
				spoken++
				if !names[name] {
					t.Errorf("%s: no key is called %s", key, name)
				}
			}
			for _, label := range regexp.MustCompile(`“([^”]+)”`).FindAllStringSubmatch(plain(p), -1) {
				quoted++
				if !labels[label[1]] {
					t.Errorf("%s: no button says %s", key, label[1])
				}
			}
		}
	}
	if spoken < 5 || quoted == 0 {
		t.Errorf("%d keys and %d buttons are spoken of", spoken, quoted)
	}
}
