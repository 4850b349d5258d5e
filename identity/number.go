package identity

import (
	"strings"
	"time"
)

// checkNumber finds the first fault of a normalised number under the settled
// type; "" stands for a type that is not known.
func checkNumber(d Document, today time.Time) *sentence {
	switch {
	case d.Number == "":
		return &numberEmpty
	case strings.ContainsFunc(d.Number, func(r rune) bool { return !isDigit(r) && (r < 'A' || r > 'Z') }):
		return &numberIllegal
	case len(d.Number) == 15 && digitsOnly(d.Number) && (d.Type == "" || d.Type == ResidentID):
		return &numberFirstGeneration
	case d.Type == ResidentID:
		return checkResident(d.Number, today)
	case d.Type == PermanentResident && len(d.Number) == 18:
		return checkResident(d.Number, today)
	case d.Type == OrdinaryPassport && d.Nation == china && !chinesePassport.MatchString(d.Number):
		return &numberChinesePassport
	case d.Type == "" && !fitsSome(d.Number):
		return &numberUnknown
	case d.Type != "" && !fits(d.Type, d.Number):
		return wrongShape(d.Type)
	}
	return nil
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func digitsOnly(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !isDigit(r) })
}

// checkResident checks a number built as GB 11643-1999 says. The date comes
// before the check character, because a slip in it spoils both and the date is
// easier to find.
func checkResident(number string, today time.Time) *sentence {
	if len(number) != 18 {
		return residentLength(len(number))
	}
	if !digitsOnly(number[:17]) || number[17] != 'X' && !isDigit(rune(number[17])) {
		return &residentLetters
	}
	birth, ok := date(number[6:14])
	switch {
	case !ok:
		return &residentDate
	case isAfter(birth, today):
		return &residentFuture
	case checkCharacter(number[:17]) != number[17]:
		return &residentCheck
	}
	return nil
}

// checkCharacter is the check character of 17 digits: ISO 7064 MOD 11-2. It
// catches every single wrong digit and every swap of neighbours.
func checkCharacter(digits string) byte {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return "10X98765432"[sum%11]
}
