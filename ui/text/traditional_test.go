package text

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/traditionalchinese"

	"facedesk/assets"
	"facedesk/identity"
)

// Traditional Chinese has every text, with the values and the lines of the Chinese one.
func TestTraditionalIsComplete(t *testing.T) {
	c := Strict(identity.Traditional, func(err error) { t.Error(err) })
	zh, _ := both(t)
	for key := range zh {
		if _, has := c.first[key]; !has {
			t.Errorf("%s is missing", key)
		}
	}
	for key, p := range c.first {
		if _, has := zh[key]; !has {
			t.Errorf("%s is no text of the program", key)
			continue
		}
		if !maps.Equal(namesOf(p), namesOf(zh[key])) || p.lineBreaks() != zh[key].lineBreaks() {
			t.Errorf("%s: %q", key, plain(p))
		}
		if bad := simplified(plain(p)); bad != "" {
			t.Errorf("%s has %s: %q", key, bad, plain(p))
		}
		for _, word := range []string{"網絡", "程序", "屏幕", "打印", "默認", "攝像頭", "信息", "視頻", "登錄", "“", "臺"} {
			if strings.Contains(plain(p), word) {
				t.Errorf("%s says %s: %q", key, word, plain(p))
			}
		}
	}
}

// simplified returns the characters of a text that no traditional one has. Big5 is the
// table of those that are in use.
func simplified(said string) string {
	var out []rune
	for _, r := range said {
		if _, err := traditionalchinese.Big5.NewEncoder().String(string(r)); err != nil && unicode.Is(unicode.Han, r) && r != '裡' {
			out = append(out, r)
		}
	}
	return string(out)
}

// Every sentence that stands in the code turns into traditional Chinese. If this fails,
// add the character or the word to assets/translations/traditional.json.
func TestSentencesInCodeTurnTraditional(t *testing.T) {
	n := 0
	for where, said := range sentencesInCode(t) {
		n++
		turned := traditional(said)
		if bad := simplified(turned); bad != "" && !strings.Contains(said, "“") {
			t.Errorf("%s: %q is left of %q", where, bad, said)
		}
	}
	if n < 700 {
		t.Errorf("only %d sentences", n)
	}
}

// sentencesInCode returns the Chinese texts in the code of what the window shows, by
// their places. Tables of names and of what services answer are none.
func sentencesInCode(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, folder := range []string{"../../identity", "../../config", "../../desk", "../../imaging", "../../verify", "../../records", "../../providers/paidcall", "../../ui"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "gbk") || strings.Contains(path, "redact") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				if s, err := strconv.Unquote(lit.Value); err == nil && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					out[set.Position(lit.Pos()).String()] = s
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTurnsTraditional(t *testing.T) {
	for in, want := range map[string]string{
		"请联系 IT 检查网络设置。":              "請聯絡 IT 檢查網路設定。",
		"文件夹无法锁定，未作任何更改。":             "資料夾無法鎖定，未作任何更改。",
		"证件上另有中文姓名“张发后”，请核对。":         "證件上另有中文姓名「张发后」，請核對。", // a name stays as the document has it
		"文件 /home/desk/图片/张.jpg，请另选。": "檔案 /home/desk/图片/张.jpg，請另選。",
		"可能重复计费，系统没有自动重发。":            "可能重複計費，系統沒有自動重發。",
		"":         "",
		"abc\xff。": "abc\xff。",
		"屏幕保护在 %d 秒后变黑；关系、制作、复制、注明、只读。": "螢幕保護在 %d 秒後變黑；關係、製作、複製、註明、唯讀。",
	} {
		if got := traditional(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	c := New(identity.Traditional)
	if got := c.Say(identity.Text{ZH: "华联", EN: "华联"}); got != "华联" {
		t.Errorf("a name becomes %q", got)
	}
	if got := c.Say(identity.Text{ZH: "姓名未填写。", EN: "The name is missing."}); got != "姓名未填寫。" {
		t.Errorf("%q", got)
	}
}

// A character that has several forms is decided by a word.
func TestSeveralForms(t *testing.T) {
	words := traditionalTable().words
	for where, said := range sentencesInCode(t) {
		for i, r := range said {
			if !strings.ContainsRune("系制注复", r) || words[string(r)] != "" {
				continue
			}
			decided := slices.ContainsFunc(slices.Collect(maps.Keys(words)), func(word string) bool {
				for at := range word {
					if strings.HasPrefix(word[at:], string(r)) && i >= at && strings.HasPrefix(said[i-at:], word) {
						return true
					}
				}
				return false
			})
			if !decided && !slices.ContainsFunc([]string{"限制", "控制", "强制", "注意", "系统", "关系", "体系"}, func(word string) bool { return strings.Contains(said, word) }) {
				t.Errorf("%s: %c of %q", where, r, said)
			}
		}
	}
}

// The fonts have every character of the traditional texts.
func TestFontsHaveTraditional(t *testing.T) {
	var texts, table map[string]string
	if json.Unmarshal(assets.Translation("zh-Hant"), &texts) != nil || json.Unmarshal(assets.Traditional(), &table) != nil {
		t.Fatal("unreadable")
	}
	for name, data := range map[string][]byte{"regular": assets.RegularFont(), "bold": assets.BoldFont(), "print": assets.PrintFont()} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		missing := map[rune]bool{}
		for _, said := range slices.AppendSeq(slices.Collect(maps.Values(texts)), maps.Values(table)) {
			for _, r := range said {
				if g, err := font.GlyphIndex(&buf, r); r != '\n' && (g == 0 || err != nil) {
					missing[r] = true
				}
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s lacks %q: run assets/fonts/make.sh", name, string(slices.Sorted(maps.Keys(missing))))
		}
	}
}
