package sandbox

import (
	"regexp"
	"strings"
)

var (
	cardNumber = regexp.MustCompile(`^\d{17}[\dX]$`)
	oldNumber  = regexp.MustCompile(`^[A-Z]{3}\d{12}$`)
)

// CardFor makes the card of a test person. It returns false for a number that
// stands on no card, such as a passport's.
func CardFor(name, number, nation string) (Card, bool) {
	c := Card{Name: name, Number: number, Sex: "1", Nation: "01", Address: "测试省测试市测试路1号", From: "20200101", To: "20400101"}
	switch {
	case oldNumber.MatchString(number):
		c.Mark, c.Birth = 'I', "19"+number[7:13]
	case !cardNumber.MatchString(number):
		return Card{}, false
	default:
		c.Birth = number[6:14]
		c.Mark = markOf(number)
	}
	if c.Mark == 'I' || c.Mark == 'Y' {
		c.Nation = nation
		if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ,'-") == "" {
			c.Name, c.English = "", name
		}
	}
	return c, true
}

// markOf is the mark of the card on which such a number stands.
func markOf(number string) rune {
	switch {
	case strings.HasPrefix(number, "81"), strings.HasPrefix(number, "82"), strings.HasPrefix(number, "83"):
		return 'J'
	case strings.HasPrefix(number, "9"):
		return 'Y'
	}
	return ' '
}
