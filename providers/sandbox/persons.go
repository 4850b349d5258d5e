package sandbox

import "time"

// Person is one test person of one service: what to type in, and what comes of
// it. Send the person's number with another name and the service answers that
// the two do not belong together.
type Person struct {
	Provider string // code
	Type     string // document type code of GA/T 517
	Number   string // unique within the provider, with a true check character
	Nation   string // ISO 3166-1 alpha-3
	Name     string
	// Expect is the outcome or the kind of error, in snake case as package
	// identity writes them, with slsj's codes_confirmed on.
	Expect string
	Row    string // the documented answer that this person brings out
}

// Persons lists every test person, service by service, the ones a clerk needs
// first at the top of each.
func Persons() []Person {
	var all []Person
	for _, u := range upstreams() {
		for _, e := range u.persons() {
			all = append(all, e.Person)
		}
	}
	return all
}

// call is what an answer about a person is made of.
type call struct {
	now          time.Time
	serial       string
	name, number string
	orderID      string // slsj only
}

// reply makes a service's answer about a person.
type reply func(call) answer

// entry is a person together with the answer.
type entry struct {
	Person
	reply reply
	fault Fault
}

func (e entry) answer(c call) answer {
	a := e.reply(c)
	a.row, a.fault = e.Row, e.fault
	return a
}

// register finds an entry by its number.
type register map[string]entry

func newRegister(entries []entry) register {
	r := make(register, len(entries))
	for _, e := range entries {
		r[e.Number] = e
	}
	return r
}
