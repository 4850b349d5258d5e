package identity

import "time"

// HoldsNumber reports text with somebody's resident number in it: 18 characters in
// a row with a date of birth and the right check character. Other numbers cannot be
// told from those of telephones and orders.
func HoldsNumber(text string) bool {
	text = NormaliseNumber(text)
	anyDay := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range max(0, len(text)-17) {
		if checkResident(text[i:i+18], anyDay) == nil {
			return true
		}
	}
	return false
}
