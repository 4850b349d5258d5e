package reply

import (
	"strings"

	"facedesk/identity"
)

var (
	// token matches a possible number, masked or not.
	token = compiled(`[0-9A-Za-z*●○◯□■※×✱•]+`)
	// spaced matches a resident card's number in three parts.
	spaced = compiled(`(^|[^0-9A-Za-z*])([\d*]{6})[ -]([\d*]{8})[ -]([\d*]{3}[\dXx*])($|[^0-9A-Za-z*])`)
	// resident is the form of a resident card's number: region, date, serial,
	// check character.
	resident = compiled(`^[1-9*][\d*]{5}(?:[1*][89*]|[2*][0*])[\d*]{2}(?:[0*][\d*]|[1*][0-2*])(?:[0-2*][\d*]|[3*][01*])[\d*]{3}[\dX*]$`)
)

// leastDigits is how many readable digits of a masked number identify a person.
const leastDigits = 6

// namesStranger reports a text that contains another person's number, whole or
// masked.
func namesStranger(text string, d identity.Document) bool {
	plain := masked(plainForms(identity.Plain(text)), "●○◯□■※×✱•")
	plain = spaced.ReplaceAllString(plain, "$1$2$3$4$5")
	for _, found := range token.FindAllString(plain, -1) {
		if isStranger(strings.ToUpper(found), d) {
			return true
		}
	}
	return false
}

// isStranger compares a text in the form of a resident card's number with the
// requested number. A whole number must contain a valid date, because order
// numbers are as long.
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
