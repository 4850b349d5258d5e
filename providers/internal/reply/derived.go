package reply

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"facedesk/identity"
)

// figures are the ways in which services write a day, each as the places of
// year, month and day.
var figures = []struct {
	form             *pattern
	year, month, day int
}{
	{compiled(`^([\d*]{4}|\*+)(?:[-/.年]([\d*]{1,2}|\*+)(?:[-/.月]([\d*]{1,2}|\*+)日?)?月?)?年?(?:t?\d{1,2}:\d{2}[:\d.+]*z?)?$`), 1, 2, 3},
	{compiled(`^([\d*]{4})([\d*]{2})([\d*]{2})?$`), 1, 2, 3},
	{compiled(`^([\d*]{1,2})[-/.]([\d*]{1,2})[-/.]([\d*]{4}|\*+)$`), 3, 2, 1},
	{compiled(`^([\d*]{1,2})[-/.]([\d*]{1,2})[-/.]([\d*]{4}|\*+)$`), 3, 1, 2},
}

// sameBirthday compares an echoed date of birth with the one inside the number
// that was sent. One that cannot be read agrees with nothing; a number without
// a date can be compared with none.
func sameBirthday(said string, d identity.Document) bool {
	born, known := d.Birth()
	text := masked(strings.ToLower(strings.ReplaceAll(plainForms(identity.Plain(said)), " ", "")), numberMasks)
	if !known || strings.Trim(text, "*-/.年月日") == "" {
		return true
	}
	for _, f := range figures {
		m := f.form.FindStringSubmatch(text)
		if m != nil && sameFigure(m[f.year], born.Year()) && sameFigure(m[f.month], int(born.Month())) && sameFigure(m[f.day], born.Day()) {
			return true
		}
	}
	return sameInstant(text, born)
}

// sameFigure compares one figure, with or without a leading zero.
func sameFigure(text string, want int) bool {
	return text == "" || agree([]rune(text), []rune(strconv.Itoa(want))) || agree([]rune(text), []rune(fmt.Sprintf("%02d", want)))
}

// sameInstant reads a time as China's clocks show it, in seconds or milliseconds.
func sameInstant(text string, born time.Time) bool {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || len(text) < 9 {
		return false
	}
	day := born.Format(time.DateOnly)
	china := time.FixedZone("", 8*60*60)
	return time.Unix(n, 0).In(china).Format(time.DateOnly) == day || time.UnixMilli(n).In(china).Format(time.DateOnly) == day
}

// sexes are the words for the sexes; the others say that it is not known
// (GB/T 2261.1).
var sexes = map[string]int{
	"男": 1, "男性": 1, "男士": 1, "先生": 1, "m": 1, "male": 1, "man": 1, "1": 1, "01": 1,
	"女": 2, "女性": 2, "女士": 2, "小姐": 2, "f": 2, "female": 2, "woman": 2, "2": 2, "02": 2,
	"": 0, "*": 0, "**": 0, "0": 0, "9": 0, "未知": 0, "未说明": 0, "unknown": 0, "-": 0,
}

// sameSex compares an echoed sex with the one inside the number that was sent.
func sameSex(said string, d identity.Document) bool {
	if _, known := d.Birth(); !known {
		return true
	}
	sex, read := sexes[masked(strings.ToLower(strings.TrimSpace(plainForms(identity.Plain(said)))), numberMasks)]
	return read && (sex == 0 || sex%2 == int(d.Number[16]-'0')%2)
}

// plainForms returns a text with its characters in their plain forms: full-width,
// circled and mathematical ones, and the radicals that look like 一.
func plainForms(s string) string { return norm.NFKC.String(s) }
