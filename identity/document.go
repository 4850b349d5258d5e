package identity

import (
	"regexp"
	"strings"
	"time"
)

// TypeInfo presents a document type to screens and help texts.
type TypeInfo struct {
	Code       DocumentType
	Name       Text
	AsksNation bool // the nation is not CHN by the type alone
}

// Types returns the document types, the most usual at a counter first. Codes
// and Chinese names are those of GA/T 517.
func Types() []TypeInfo {
	return []TypeInfo{
		{ResidentID, Text{"居民身份证", "Resident identity card"}, false},
		{HKMacauPermit, Text{"港澳居民来往内地通行证", "Travel permit for Hong Kong and Macau residents"}, false},
		{TaiwanPermit, Text{"台湾居民来往大陆通行证", "Travel permit for Taiwan residents"}, false},
		{OrdinaryPassport, Text{"普通护照", "Ordinary passport"}, true},
		{PermanentResident, Text{"外国人永久居留证", "Foreigner's permanent resident card"}, true},
		{HongKongPassport, Text{"香港特区护照", "Hong Kong SAR passport"}, false},
		{MacauPassport, Text{"澳门特区护照", "Macau SAR passport"}, false},
		{ExitPermit, Text{"往来港澳通行证", "Exit permit for Hong Kong and Macau"}, false},
		{DiplomaticPassport, Text{"外交护照", "Diplomatic passport"}, true},
		{ServicePassport, Text{"公务护照", "Service passport"}, true},
		{PublicAffairsPassport, Text{"因公普通护照", "Ordinary passport for public affairs"}, false},
		{ForeignerResidence, Text{"外国人居留证", "Foreigner's residence permit"}, true},
		{TemporaryResidence, Text{"外国人临时居留证", "Foreigner's temporary residence permit"}, true},
	}
}

func typeInfo(t DocumentType) (TypeInfo, bool) {
	for _, info := range Types() {
		if info.Code == t {
			return info, true
		}
	}
	return TypeInfo{}, false
}

// Shapes of normalised numbers. Passports have up to nine characters (ICAO
// 9303-4); how residence permits are numbered is not published, so theirs is wide.
var (
	residentNumber  = regexp.MustCompile(`^[0-8]\d{16}[\dX]$`)
	permanentNumber = regexp.MustCompile(`^(9\d{16}[\dX]|[A-Z]{3}\d{12})$`)
	hkMacauNumber   = regexp.MustCompile(`^[HM]\d{8}$`)
	taiwanNumber    = regexp.MustCompile(`^\d{8}$`)
	chinesePassport = regexp.MustCompile(`^([EG]\d{8}|E[A-HJ-NP-Z]\d{7})$`)
	passportNumber  = regexp.MustCompile(`^[A-Z0-9]{5,9}$`)
	permitNumber    = regexp.MustCompile(`^[A-Z0-9]{5,18}$`)
)

// fits reports whether a normalised number has the shape of a type's numbers.
func fits(t DocumentType, number string) bool {
	switch t {
	case ResidentID:
		return residentNumber.MatchString(number)
	case PermanentResident:
		return permanentNumber.MatchString(number)
	case HKMacauPermit:
		return hkMacauNumber.MatchString(number)
	case TaiwanPermit:
		return taiwanNumber.MatchString(number)
	case ForeignerResidence, TemporaryResidence:
		return permitNumber.MatchString(number)
	}
	return passportNumber.MatchString(number)
}

// GuessType returns the document type that a number's shape tells; false where
// it tells none, as with most foreign passports. The check character is not
// looked at. The guess is a proposal: foreign passports may share a shape.
func GuessType(number string) (DocumentType, bool) {
	number = NormaliseNumber(number)
	for _, t := range []DocumentType{ResidentID, PermanentResident, HKMacauPermit, TaiwanPermit} {
		if fits(t, number) {
			return t, true
		}
	}
	if chinesePassport.MatchString(number) {
		return OrdinaryPassport, true
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

// Age returns the full years on a day, taken from on as its location shows it.
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
	years, known := d.Age(on)
	return known && years < fourteen, known
}

func age(birth, on time.Time) (int, bool) {
	years := on.Year() - birth.Year()
	if on.Month() < birth.Month() || on.Month() == birth.Month() && on.Day() < birth.Day() {
		years--
	}
	if years < 0 {
		return 0, false
	}
	return years, true
}
