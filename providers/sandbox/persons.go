package sandbox

import "time"

// Person is one test person of one service: what to type, and the result. With
// another name the service answers that name and number do not belong together.
type Person struct {
	Provider string // code
	Type     string // document type code of GA/T 517
	Number   string // unique within the provider, with a true check character
	Nation   string // ISO 3166-1 alpha-3
	Name     string
	// Expect is the outcome or the kind of error, in snake case as in package
	// identity, with slsj's codes_confirmed on.
	Expect string
	Row    string // the documented answer of this person
}

// Persons returns every test person, service by service. In each, the ones that
// a clerk needs first are at the top.
func Persons() []Person {
	var all []Person
	for _, u := range upstreams() {
		for _, e := range u.persons() {
			all = append(all, e.Person)
		}
	}
	return all
}

// call holds the parts of an answer about a person.
type call struct {
	now          time.Time
	serial       string
	name, number string
	orderID      string // slsj only
}

// reply returns a service's answer about a person.
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

// register finds entries by number.
type register map[string]entry

func newRegister(entries []entry) register {
	r := make(register, len(entries))
	for _, e := range entries {
		r[e.Number] = e
	}
	return r
}
