package readers

import (
	"regexp"
	"time"
)

var (
	standardNumber  = regexp.MustCompile(`^\d{17}[\dX]$`)
	permanentNumber = regexp.MustCompile(`^[A-Z]{3}\d{12}$`)
)

// kindNumbers are the numbers that stand on each kind of card.
var kindNumbers = map[Kind]*regexp.Regexp{
	Resident:      regexp.MustCompile(`^[1-7]\d{16}[\dX]$`),
	Residence:     regexp.MustCompile(`^8[123]\d{15}[\dX]$`),
	Foreigner2017: permanentNumber,
	Foreigner2023: regexp.MustCompile(`^9\d{16}[\dX]$`),
}

// doubts returns what contradicts itself. Birth is the card's own field.
func (c *Card) doubts(birth string, today time.Time) []Doubt {
	var out []Doubt
	standard := standardNumber.MatchString(c.Number)
	if standard && checkCharacter(c.Number[:17]) != c.Number[17] {
		out = append(out, DoubtCheck)
	}
	if standard && c.Number[6:14] != birth {
		out = append(out, DoubtBirth)
	}
	if !kindNumbers[c.Kind].MatchString(c.Number) {
		out = append(out, DoubtKind)
	}
	return append(out, c.validityDoubts(today)...)
}

func (c *Card) validityDoubts(today time.Time) []Doubt {
	var out []Doubt
	switch {
	case c.To.IsZero() && !c.LongTerm, c.From.IsZero(), !c.LongTerm && c.To.Before(c.From):
		out = append(out, DoubtDates)
	case c.From.After(today):
		out = append(out, DoubtNotYet)
	}
	if !c.To.IsZero() && c.To.Before(today) {
		out = append(out, DoubtExpired)
	}
	return out
}

// checkCharacter is the check character of 17 digits (ISO 7064 MOD 11-2). It is
// computed here as well as in identity, because a device's package imports
// nothing of ours.
func checkCharacter(digits string) byte {
	sum := 0
	for _, d := range []byte(digits) {
		sum = (sum + int(d-'0')) * 2 % 11
	}
	return "10X98765432"[sum%11]
}
