package identity

import (
	"strings"
	"unicode"
)

// Note is what a clerk should know of a field although nothing keeps the claim
// from being sent.
type Note struct {
	Field Field
	Text  Text
}

var (
	noteReplaced = Text{"姓名中有旧系统的造字，已换成标准汉字，请与证件核对。",
		"The name had a character of an old system's own; it is replaced by the standard one. Compare it with the document."}
	notePermanent = Text{"号码最后一位与通常的校验规则不符，请与证件核对。",
		"The last digit does not fit the usual check rule. Compare the number with the document."}
	noteTaiwan = Text{"台胞证上有中文姓名；外国护照也可能是 8 位数字，请核对证件类型。",
		"A Taiwan permit has a Chinese name, and a foreign passport may have eight digits too. Compare the type with the document."}
)

// Notes returns what is to be known of a claim, of its name as it was typed.
func (c Claim) Notes() []Note {
	var out []Note
	for _, r := range c.Name {
		if _, ok := standardRune(r); ok {
			out = append(out, Note{FieldName, noteReplaced})
			break
		}
	}
	number := NormaliseNumber(c.Number)
	if guess, ok := GuessType(number); c.Type == "" && ok {
		c.Type = guess
	}
	if c.Type == TaiwanPermit && strings.ContainsFunc(c.Name, unicode.IsLetter) && !strings.ContainsFunc(c.Name, isHan) {
		out = append(out, Note{FieldNumber, noteTaiwan})
	}
	// One source names this rule, so that a number against it is not refused.
	if c.Type == PermanentResident && len(number) == 15 && fits(c.Type, number) && checkDigit(number[:14]) != number[14] {
		out = append(out, Note{FieldNumber, notePermanent})
	}
	return out
}
