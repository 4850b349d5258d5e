package readers

import "time"

// Kind is the kind of a card, by the mark on it.
type Kind rune

// The kinds whose layout is known.
const (
	Resident      Kind = ' ' // 居民身份证
	Residence     Kind = 'J' // 港澳台居民居住证
	Foreigner2017 Kind = 'I' // 外国人永久居留身份证, of 2017: 15 characters
	Foreigner2023 Kind = 'Y' // 外国人永久居留身份证, since 2023-12: 18 digits
)

// Card is what is taken of a card, and nothing else of it is kept.
type Card struct {
	Kind    Kind
	Name    string // in Chinese; "" where there is none, or where it may be cut
	English string // of a foreigner; "" where there is none, or where it may be cut
	Number  string
	Nation  string // of a foreigner: three letters

	From, To time.Time // validity, at midnight UTC; zero if it cannot be read
	LongTerm bool      // without an end

	// AgeKnown reports whether the card tells the age. It is of the day given to the
	// parser; the date itself is dropped.
	AgeKnown         bool
	Under14, Under18 bool

	Doubts []Doubt // what contradicts itself on the card
}

// Doubt is a contradiction on a card that was read. It refuses nothing; people
// must look at the card.
type Doubt string

// The doubts.
const (
	DoubtCheck   Doubt = "check"    // the number's check character does not fit
	DoubtBirth   Doubt = "birth"    // the birth in the number is not the card's
	DoubtKind    Doubt = "kind"     // such a number does not stand on such a card
	DoubtExpired Doubt = "expired"  // the validity is over
	DoubtNotYet  Doubt = "not_yet"  // the validity has not begun
	DoubtDates   Doubt = "dates"    // the validity cannot be read
	DoubtNameCut Doubt = "name_cut" // a name fills its field, so that its end may be missing
)

// Doubts lists all doubts.
func Doubts() []Doubt {
	return []Doubt{DoubtCheck, DoubtBirth, DoubtKind, DoubtExpired, DoubtNotYet, DoubtDates, DoubtNameCut}
}
