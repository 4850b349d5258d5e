package reply

import (
	"regexp"
	"strings"

	"facedesk/identity"
)

var (
	// token finds what may be a number, masked or not, from end to end.
	token = regexp.MustCompile(`[0-9A-Za-z*●○◯□■※×✱•]+`)
	// spaced finds a resident card's number in its three parts.
	spaced = regexp.MustCompile(`(^|[^0-9A-Za-z*])([\d*]{6})[ -]([\d*]{8})[ -]([\d*]{3}[\dXx*])($|[^0-9A-Za-z*])`)
	// resident is the form of a resident card's number: region, day, serial, check.
	resident = regexp.MustCompile(`^[1-9*][\d*]{5}(?:[1*][89*]|[2*][0*])[\d*]{2}(?:[0*][\d*]|[1*][0-2*])(?:[0-2*][\d*]|[3*][01*])[\d*]{3}[\dX*]$`)
)

// leastDigits is from how many readable digits a masked number names a person.
const leastDigits = 6

// namesStranger reports a text that holds the number of somebody else, whole or
// masked.
func namesStranger(text string, d identity.Document) bool {
	plain := masked(foldWidth(identity.Plain(text)), "●○◯□■※×✱•")
	plain = spaced.ReplaceAllString(plain, "$1$2$3$4$5")
	for _, found := range token.FindAllString(plain, -1) {
		if isStranger(strings.ToUpper(found), d) {
			return true
		}
	}
	return false
}

// isStranger compares what has the form of a resident card's number with the one
// that was asked about. A whole one must hold a day that there is, since serials
// of orders are as long.
func isStranger(found string, d identity.Document) bool {
	found = letterMask.ReplaceAllStringFunc(found, func(run string) string { return strings.Repeat("*", len(run)) })
	if !resident.MatchString(found) {
		return false
	}
	if strings.Contains(found, "*") {
		return len(strings.ReplaceAll(found, "*", "")) >= leastDigits && !sameNumber(found, d.Number)
	}
	_, dated := identity.Document{Type: identity.ResidentID, Number: found}.Birth()
	return dated && !sameNumber(found, d.Number)
}
