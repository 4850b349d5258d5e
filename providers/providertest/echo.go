package providertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Echo is what a field repeats from the request.
type Echo string

// The echoes.
const (
	EchoName     Echo = "name"
	EchoNumber   Echo = "number"
	EchoBirthday Echo = "birthday"
	EchoSex      Echo = "sex"
	EchoSerial   Echo = "serial"
)

// strangers are other people's data for the echoes.
const (
	strangerName     = "李四"
	strangerNumber   = "110101199001010015"
	strangerBirthday = "1990-01-01"
)

// wrong returns values of a field for another person or with one character
// changed, plain and masked.
func (s Service) wrong(e Echo) []string {
	name, number := []rune(s.Subject.Name), s.Subject.Document.Number
	var out []string
	switch e {
	case EchoName:
		out = []string{strangerName, "李*", "李**", "*四", "**四", "李某", string(name[:1]), string(name) + "丰", string(name) + "2", strings.Repeat("王", len(name)+1)}
		out = append(out, changedOnce(string(name), '王')...)
	case EchoNumber:
		head, tail := number[:4], number[len(number)-4:]
		out = []string{strangerNumber, "3502*****1X", head + "*****1Y", "9999****" + tail, head + "****" + tail + "1", number + "2", number[:len(number)-1], head, head + tail}
		out = append(out, changedOnce(number, '7')...)
		for _, changed := range changedOnce(head+tail, '7') {
			out = append(out, changed[:4]+"******"+changed[4:])
		}
	case EchoBirthday:
		out = []string{strangerBirthday, "19900101", "1990年1月1日", "1990", "1990-**-**", "1949-12-30", "1949-11-31", "1948-12-31", "****-12-30", "19491230", "1949-12-312", "一九九〇年"}
	case EchoSex:
		out = []string{"男", "男性", "M", "male", "1", "其他"}
	case EchoSerial:
		serial := strings.ReplaceAll(attempt, "-", "")
		out = append(changedOnce(serial, '7'), serial+"2", serial[:31], "2025424000000001009")
	}
	return out
}

// right returns other spellings of the requested value.
func (s Service) right(e Echo) []string {
	name, number := []rune(s.Subject.Name), s.Subject.Document.Number
	first, last := string(name[:1]), string(name[len(name)-1:])
	switch e {
	case EchoName:
		return []string{string(name), first + "*", first + "**", first + "*****", "*" + last, "**" + last, "**", first + "某", first + " " + string(name[1:])}
	case EchoNumber:
		tail := number[len(number)-2:]
		return []string{number, strings.ToLower(number), number[:4] + "*****" + tail, number[:1] + "****************" + tail[1:], number[:3] + "***", "****", "***" + tail}
	case EchoBirthday:
		return []string{"1949-12-31", "19491231", "1949年12月31日", "1949/12/31", "1949-12-31 00:00:00", "1949-**-**", "****-12-31", "1949"}
	case EchoSex:
		return []string{"女", "女性", "F", "female", "2", "未知"}
	}
	return []string{strings.ReplaceAll(attempt, "-", ""), attempt, strings.ToUpper(attempt)}
}

// changedOnce returns the text with each character changed in turn.
func changedOnce(text string, to rune) []string {
	var out []string
	for i, r := range []rune(text) {
		changed := []rune(text)
		if changed[i] = to; r == to {
			changed[i] = to + 1
		}
		out = append(out, string(changed))
	}
	return out
}

// denials are sentences that say no or that no service says of one person.
var denials = []string{
	"操作失败", "不一致", "不 一 致", "不是同一人", "疑似同一人", "测试数据", "已注销", "两个人", "查无此人", "核验异常", "身份校验未通过", "无法确定", "存在*字符，视为调试数据",
	"not the same person", "NO MATCH", "mismatch", "failed", "test data", "%E4%B8%8D%E4%B8%80%E8%87%B4", "&#19981;&#19968;&#33268;", "通过，但照片不一致", "成功\u200b但未\u200b通过",
	strangerNumber + " 一致",
}

// consents are sentences that services say with a match.
var consents = []string{"成功", "一致", "匹配", "通过", "核验成功", "认证通过", "同一人", "OK", "success", ""}

// testEchoes puts other people's data and other sentences into every positive
// body, in existing fields and in new ones. None may pass anybody. Other
// spellings of the same person must pass.
func testEchoes(t *testing.T, s Service, fixtures []Fixture) {
	for _, f := range positives(t, s, fixtures) {
		tree, err := parseTree(f.Answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for _, path := range tree.paths("") {
			tried += s.echoesAt(t, f, tree, path)
		}
		tried += s.injections(t, f, tree)
		t.Logf("%s: %d bodies", f.File, tried)
	}
}

func (s Service) echoesAt(t *testing.T, f Fixture, tree *node, path string) (tried int) {
	echo, repeats := s.Echoes[path]
	says := slices.Contains(s.Sentences, path)
	var no, yes []string
	switch {
	case repeats:
		no, yes = s.wrong(echo), s.right(echo)
	case says:
		no, yes = denials, consents
	}
	for _, text := range no {
		tried += s.try(t, f, tree, change{path, "= " + text, set(quoted(text)), false})
	}
	for _, text := range yes {
		s.mustPass(t, f, tree, change{path, "= " + text, set(quoted(text)), true})
		tried++
	}
	return tried
}

// foreign returns undocumented fields about another person, and about this
// guest.
func (s Service) foreign() (no, yes [][2]string) {
	for key, e := range map[string]Echo{
		"name": EchoName, "real_name": EchoName, "idcard": EchoNumber, "idCardNo": EchoNumber, "certNo": EchoNumber, "birthDate": EchoBirthday, "gender": EchoSex,
	} {
		if (e == EchoBirthday || e == EchoSex) && !s.dated() {
			continue
		}
		for _, text := range s.wrong(e) {
			no = append(no, [2]string{key, text})
		}
		for _, text := range s.right(e) {
			yes = append(yes, [2]string{key, text})
		}
	}
	for _, text := range []string{"不一致", "照片核验失败", "查无此人", "not the same person", "mismatch", strangerNumber} {
		no = append(no, [2]string{"zz_new", text}, [2]string{"remark", text})
	}
	for _, text := range []string{"江苏省无锡市", "阿不都热合曼", "", "v2"} {
		yes = append(yes, [2]string{"zz_new", text})
	}
	return no, yes
}

func (s Service) dated() bool { _, ok := s.Subject.Document.Birth(); return ok }

// injections adds fields to every object of a body.
func (s Service) injections(t *testing.T, f Fixture, tree *node) (tried int) {
	no, yes := s.foreign()
	for _, at := range append([]string{""}, tree.paths("")...) {
		for _, field := range no {
			if c, ok := inject(tree, at, field); ok {
				tried += s.try(t, f, tree, c)
			}
		}
		for _, field := range yes {
			if c, ok := inject(tree, at, field); ok {
				s.mustPass(t, f, tree, c)
				tried++
			}
		}
	}
	return tried
}

// inject returns a change that adds a field to the object at a path, "" for the
// outermost. It returns false if there is no object or the field exists.
func inject(tree *node, at string, field [2]string) (change, bool) {
	path := strings.TrimPrefix(at+"."+field[0], ".")
	into := tree
	if at != "" {
		parent, i := tree.find(at)
		if parent == nil {
			return change{}, false
		}
		into = parent.items[i]
	}
	if into.list || into.literal != "" || slices.ContainsFunc(into.keys, func(k string) bool { return strings.EqualFold(k, field[0]) }) {
		return change{}, false
	}
	return change{path, "added: " + field[1], func(body *node, _ int) {
		target := body
		if at != "" {
			parent, i := body.find(at)
			target = parent.items[i]
		}
		target.append(field[0], &node{literal: quoted(field[1])})
	}, false}, true
}

func quoted(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(fmt.Sprintf("no JSON of %q", text))
	}
	return string(out)
}

// mustPass checks that a changed positive body still passes.
func (s Service) mustPass(t *testing.T, f Fixture, tree *node, c change) {
	t.Helper()
	v, err := s.ask(t, f.with(tree, c), f.Settings)
	if err != nil || v.Outcome != s.best() {
		t.Errorf("%v of %s: %v, %v", c, f.File, v.Outcome, err)
	}
}
