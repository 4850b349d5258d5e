package all

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/providertest"
)

const pageHead = `<!-- Generated from the descriptor: go test ./providers/all -update -->

`

// page is what IT and management need to know of one service, in both languages.
func page(d providers.Descriptor, fixtures []providertest.Fixture) string {
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	out.WriteString(pageHead)
	p("# %s: %s / %s\n", d.Code, d.Name.ZH, d.Name.EN)
	p("%s\n", d.Homepage)
	if d.Face {
		p("比对人脸、姓名和证件号码。照片不超过 %d 字节，由程序自动压缩。", d.Portrait.Limit())
		p("Compares face, name and document number. The photo has at most %d bytes; the program sees to that.\n", d.Portrait.Limit())
	} else {
		p("只核对姓名和证件号码，不比对人脸，也不发送照片。通过时界面写明没有比对人脸。")
		p("Compares name and document number only. No face is compared and no photo is sent; the screen says so on a pass.\n")
	}
	p("## 受理的证件 / Documents\n\n| 代码 code | 证件 | document |\n|---|---|---|")
	for _, a := range d.Documents {
		name := typeName(a.Type)
		length := [2]string{}
		if a.Length > 0 {
			length = [2]string{fmt.Sprintf("（%d 位）", a.Length), fmt.Sprintf(" (%d characters)", a.Length)}
		}
		p("| %s | %s%s | %s%s |", a.Type, name.ZH, length[0], name.EN, length[1])
	}
	if d.Names.Max > 0 {
		p("\n姓名最多 %d 个字。 / A name has at most %d characters.", d.Names.Max, d.Names.Max)
	}
	p("\n## 密钥 / Keys\n\n由服务商在开通后提供，只存入系统密钥环。 / The service gives them with the account. They are kept in the system keyring only.\n")
	p("| 存入命令 command | 从哪里来 | where it comes from |\n|---|---|---|")
	for _, f := range d.Secrets {
		p("| `facedesk config secret set %s.%s` | %s：%s | %s: %s |", d.Code, f.Key, f.Label.ZH, f.Help.ZH, f.Label.EN, f.Help.EN)
	}
	p("\n## 设置 / Settings\n\n| 设置 setting | 默认 default | 含义 | meaning |\n|---|---|---|---|")
	for _, f := range d.Settings {
		p("| `providers.%s.%s` | %s | %s：%s | %s: %s |", d.Code, f.Key, byDefault(f), f.Label.ZH, f.Help.ZH, f.Label.EN, f.Help.EN)
	}
	p("\n## 结果代码 / Answers\n\n没有列出的代码一律不通过。全部答复及其测试：[VERDICTS.md](../../providers/VERDICTS.md)。 / A code that is not listed passes nobody. Every answer, with its test: [VERDICTS.md](../../providers/VERDICTS.md).\n")
	p("| 柜台显示 | the desk says | 答复 answers | 计费 charged |\n|---|---|---|---|")
	for _, m := range meanings(fixtures) {
		p("| %s | %s | %s | %s |", m.word.ZH, m.word.EN, strings.ReplaceAll(strings.Join(m.answers, "; "), "|", "\\|"), strings.Join(m.charged, ", "))
	}
	return out.String()
}

// meaning is what the desk says of some answers.
type meaning struct {
	word             identity.Text
	answers, charged []string
}

// meanings are the documented answers by what they mean, in the order of the results.
// What an answer of any service may be changed to is left to the table of verdicts.
func meanings(fixtures []providertest.Fixture) []meaning {
	zh, en := words("zh"), words("en")
	var out []meaning
	for _, result := range []string{"match", "identity_match", "face_mismatch", "identity_mismatch", "no_reference", "inconclusive",
		"retake", "bad_input", "configuration", "quota", "clock", "busy", "unknown_outcome"} {
		m := meaning{word: identity.Text{ZH: zh["result."+result], EN: en["result."+result]}}
		for _, f := range fixtures {
			if f.Verdict["outcome"]+f.Verdict["kind"] != result || strings.HasPrefix(f.File, "http_") || strings.Contains(f.Row, "positive") {
				continue
			}
			m.answers = once(m.answers, f.Row)
			m.charged = once(m.charged, f.Verdict["charged"])
		}
		if len(m.answers) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// once appends a text that is not there yet.
func once(all []string, text string) []string {
	if slices.Contains(all, text) {
		return all
	}
	return append(all, text)
}

// words are the texts of the window.
func words(language string) (out map[string]string) {
	_ = json.Unmarshal(assets.Translation(language), &out) // none would show in the pages
	return out
}

// byDefault is a default as a settings file has it.
func byDefault(f providers.Field) string {
	if f.Default == nil || f.Default == "" {
		return "–"
	}
	return fmt.Sprintf("`%v`", f.Default)
}

func typeName(code identity.DocumentType) identity.Text {
	for _, t := range identity.Types() {
		if t.Code == code {
			return t.Name
		}
	}
	return identity.Text{ZH: string(code), EN: string(code)}
}

// The page of each service is what its descriptor says.
func TestServicePages(t *testing.T) {
	for _, e := range List() {
		file := filepath.Join("..", "..", "docs", "services", e.Descriptor.Code+".md")
		fixtures, err := providertest.Fixtures("../"+e.Descriptor.Code+"/testdata", e.Descriptor)
		if err != nil {
			t.Fatal(err)
		}
		want := page(e.Descriptor, fixtures)
		if strings.Contains(want, "| ：") || strings.Count(want, "|\n|") < 10 {
			t.Errorf("%s is incomplete:\n%s", file, want)
		}
		if providertest.Updating() {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("%s is not current (%v): run go test ./providers/all -update", file, err)
		}
	}
}
