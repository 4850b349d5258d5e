package identity

import (
	"strings"
	"time"
)

// Types returns the document types, the most usual at a counter first.
func Types() []TypeInfo {
	var out []TypeInfo
	for _, k := range kinds {
		out = append(out, k.TypeInfo)
	}
	return out
}

// Short returns what people call documents of a type, the code where nobody
// knows it.
func (t DocumentType) Short() Text {
	if k, ok := kindOf(t); ok {
		return k.Short
	}
	return Text{string(t), string(t)}
}

// kindOf returns the row of a type. The zero row of a type that nobody knows
// has neither shape nor holder: look at the second result.
func kindOf(t DocumentType) (kind, bool) {
	for _, k := range kinds {
		if k.Code == t {
			return k, true
		}
	}
	return kind{}, false
}

// fits reports whether a normalised number has the shape of a type's numbers.
func fits(t DocumentType, number string) bool {
	k, ok := kindOf(t)
	return ok && k.shape.MatchString(number)
}

// fitsSome reports whether a normalised number may be of a type whose numbering
// is known.
func fitsSome(number string) bool {
	for _, k := range kinds {
		if !k.unlisted && k.shape.MatchString(k.cut(number)) {
			return true
		}
	}
	return false
}

// cut drops what readers add to a number of the type.
func (k kind) cut(number string) string {
	if k.extra == nil {
		return number
	}
	return k.extra.ReplaceAllString(number, "$1")
}

// Number returns a number of this type as it is sent: normalised, without the
// renewal digits of a Hong Kong or Macau permit and the issue count of a Taiwan
// permit.
func (t DocumentType) Number(s string) string {
	k, _ := kindOf(t)
	return k.cut(NormaliseNumber(s))
}

// AsksNation reports whether the holder's nation does not follow from the type
// and the number.
func (t DocumentType) AsksNation(number string) bool {
	k, ok := kindOf(t)
	return ok && k.holder(t.Number(number)).asked
}

// GuessType returns the document type that a number's shape tells; false where
// it tells none, as with most foreign passports. The check character is not
// looked at. The guess is a proposal: foreign passports may share a shape.
func GuessType(number string) (DocumentType, bool) {
	number = NormaliseNumber(number)
	for _, k := range kinds {
		if k.tells != nil && k.tells.MatchString(number) {
			return k.Code, true
		}
	}
	return "", false
}

// standard reports whether the number is built as GB 11643 says: resident
// cards, residence permits, and permanent residents' cards since 2023-12.
func (d Document) standard() bool {
	return (d.Type == ResidentID || d.Type == PermanentResident) && len(d.Number) == 18 && fits(d.Type, d.Number)
}

// Residence reports whether the document is a residence permit of somebody from
// Hong Kong (81…), Macau (82…) or Taiwan (83…), or a permanent resident's card
// of 18 digits (9…). Services for resident cards do not say whether they know
// these: after NoReference, say that the service may not cover the document.
func (d Document) Residence() bool {
	if !d.standard() {
		return false
	}
	for _, prefix := range []string{"81", "82", "83", "9"} {
		if strings.HasPrefix(d.Number, prefix) {
			return true
		}
	}
	return false
}

// Birth returns the date of birth inside an 18-digit number (digits 7 to 14),
// at midnight UTC; false where the number holds none.
func (d Document) Birth() (time.Time, bool) {
	if !d.standard() {
		return time.Time{}, false
	}
	return date(d.Number[6:14])
}

// date reads YYYYMMDD. A year before 1800 is taken for a typing error.
func date(digits string) (time.Time, bool) {
	t, err := time.Parse("20060102", digits)
	return t, err == nil && t.Year() >= 1800
}

// fourteen is the age from which no guardian is asked (PIPL art. 31).
const fourteen = 14

// Age returns the full years on the day that on is in China.
// Who was born on 29 February is a year older on 1 March of a common year.
// False where the number holds no date, or one after that day.
func (d Document) Age(on time.Time) (int, bool) {
	birth, ok := d.Birth()
	if !ok {
		return 0, false
	}
	return age(birth, on)
}

// Minor reports whether the holder is under fourteen on a day, so that the
// guardian's consent is needed (PIPL art. 31; Order 19, art. 7). Where known is
// false the number does not tell: ask.
func (d Document) Minor(on time.Time) (under14, known bool) {
	birth, known := d.Birth()
	return known && UnderFourteen(birth, on), known && !isAfter(birth, on)
}

// UnderFourteen reports whether somebody born on a date is under fourteen on a
// day. A date of birth after that day tells nothing.
func UnderFourteen(birth, on time.Time) bool {
	years, known := age(birth, on)
	return known && years < fourteen
}

// eighteen is the age from which nobody is a minor.
const eighteen = 18

// UnderEighteen is UnderFourteen for eighteen.
func UnderEighteen(birth, on time.Time) bool {
	years, known := age(birth, on)
	return known && years < eighteen
}

func age(birth, on time.Time) (int, bool) {
	on = Day(on)
	years := on.Year() - birth.Year()
	if on.Month() < birth.Month() || on.Month() == birth.Month() && on.Day() < birth.Day() {
		years--
	}
	if years < 0 {
		return 0, false
	}
	return years, true
}
