package identity

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

// longestZone is the length of the longest machine-readable zone.
const longestZone = 90

// ZoneAtEnd returns the whole machine-readable zone with which a text ends, as
// printed and without line breaks, if every check digit in it is right. What stands
// before it is an earlier scan that was misread or doubled.
func ZoneAtEnd(text string) (string, bool) {
	zone := mrzText(text)
	for n := longestZone; n >= 72; n-- {
		if _, known := layouts[n]; !known || len(zone) < n {
			continue
		}
		if _, fault := readZone(zone[len(zone)-n:]); fault == nil {
			return zone[len(zone)-n:], true
		}
	}
	return "", false
}

// RepeatsZone reports whether a text ends with a zone once more, or with one of its
// rows: some scanners send everything twice.
func RepeatsZone(text, zone string) bool {
	if zone == "" {
		return false
	}
	again := mrzText(text)
	if strings.HasSuffix(again, zone) {
		return true
	}
	row := map[int]int{90: 30, 72: 36, 88: 44}[len(zone)]
	for at := 0; row > 0 && at < len(zone); at += row {
		if strings.HasSuffix(again, zone[at:at+row]) {
			return true
		}
	}
	return false
}

// WholeZone reports a text that is as long as a zone: nothing is to be added to it.
func WholeZone(text string) bool {
	zone := mrzText(text)
	_, known := layouts[len(zone)]
	return known || exitPermitZone.MatchString(zone) || licenceRow.MatchString(zone)
}

// NumberAtEnd returns the number of 18 characters with which a longer text ends, if
// its check character is right.
func NumberAtEnd(text string, today time.Time) (string, bool) {
	number := NormaliseNumber(strings.NewReplacer("*", "X", "×", "X").Replace(text))
	if len(number) <= 18 {
		return "", false
	}
	number = number[len(number)-18:]
	return number, checkResident(number, today) == nil
}

// licenceRow is the one row of a French driving licence. It has as many characters
// as a row of an identity card.
var licenceRow = regexp.MustCompile(`^D1FRA[A-Z0-9]{9}\d[A-Z0-9<]{15}$`)

var mrzLicence = sentence{FieldNumber, Text{"这是驾驶证的机读码。", "This is the machine-readable row of a driving licence."},
	Text{"请改扫护照或身份证件。", "Scan a passport or an identity document."}}

// OneRow drops the last row of a zone where it only repeats the one before it, as
// scanners do that send every row twice.
func OneRow(text string) string {
	zone := mrzText(text)
	for _, row := range []int{30, 36, 44} {
		if at := len(zone) - row; at >= row && zone[at:] == zone[at-row:at] {
			return zone[:at]
		}
	}
	return text
}

// Printable drops the control characters that scanners add, but not what parts a
// name from a number.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
