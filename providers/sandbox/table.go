package sandbox

import (
	"fmt"
	"net/http"
	"time"
)

// table collects the persons of one service.
type table struct {
	provider string
	document func(serial int) (kind, number, nation string)
	serial   int // serial of the last person added by next
	entries  []entry
}

// residents returns a table of resident IDs. Its own persons are numbered from
// first + 1. Serials up to 99 belong to the persons of all services.
func residents(provider string, first int) *table {
	return &table{provider: provider, serial: first, document: func(serial int) (string, string, string) {
		return "111", residentNumber("110101", "19900101", serial), "CHN"
	}}
}

func (t *table) add(p Person, r reply) {
	p.Provider = t.provider
	t.entries = append(t.entries, entry{Person: p, reply: r})
}

// known adds one of the shared persons.
func (t *table) known(serial int, name, expect, row string, r reply) {
	kind, number, nation := t.document(serial)
	t.add(Person{Type: kind, Number: number, Nation: nation, Name: name, Expect: expect, Row: row}, r)
}

// next adds a person of this service with the next number.
func (t *table) next(expect, row string, r reply) {
	t.serial++
	t.known(t.serial, invented(t.serial), expect, row, r)
}

// failing adds a person with a fault of the network.
func (t *table) failing(expect, row string, f Fault, r reply) {
	t.next(expect, row, r)
	t.entries[len(t.entries)-1].fault = f
}

// slow adds a person whose answer takes two seconds and is a match.
func (t *table) slow(serial int, name, expect string, match reply) {
	t.known(serial, name, expect, "slow: 2 s, then a match", match)
	t.entries[len(t.entries)-1].fault = Fault{delay: 2 * time.Second}
}

// shared adds the persons with uncommon names, and a child, for whom a guardian
// consents. They match at every service.
func (t *table) shared(expect, row string, match reply) {
	t.known(8, "王䶮", expect, row, match)
	t.known(9, "阿依古丽·买买提", expect, row, match)
	t.known(10, "李𠮷", expect, row, match)
	child := Person{Type: "111", Number: residentNumber("110101", "20200101", 11), Nation: "CHN", Name: "陈小明", Expect: expect, Row: row}
	t.add(child, match)
}

// elsewhere adds residence permits of people from Hong Kong, Macau and Taiwan.
// The manuals do not say whether the services know them.
func (t *table) elsewhere(expect, row string, r reply) {
	for i, region := range []string{"810000", "820000", "830000"} {
		number := residentNumber(region, "19900101", 12+i)
		t.add(Person{Type: "111", Number: number, Nation: "CHN", Name: invented(12 + i), Expect: expect, Row: row}, r)
	}
}

// network adds the faults that any service can have: HTTP errors without a body
// of its own, and broken connections. Each covers a match, which must not be
// read.
func (t *table) network(match reply) {
	for _, s := range []struct {
		status int
		expect string
	}{
		{http.StatusNotFound, "configuration"}, {http.StatusInternalServerError, "busy"}, {http.StatusBadGateway, "unknown_outcome"},
		{http.StatusServiceUnavailable, "busy"}, {http.StatusGatewayTimeout, "unknown_outcome"},
	} {
		t.next(s.expect, fmt.Sprintf("HTTP %d without a body", s.status), func(call) answer { return bare(s.status, "") })
	}
	for _, action := range []string{actionCut, actionReset, actionGarbage, actionNotHTTP, actionHalf, actionBig} {
		t.failing("unknown_outcome", "network: "+action, Fault{action: action}, match)
	}
}

// wire adds faulty HTTP around an answer, and correct but rare HTTP.
func (t *table) wire(expect string, match reply) {
	t.failing(expect, "network: "+actionGzip, Fault{action: actionGzip}, match)
	for _, action := range []string{actionPortal, actionPlainGzip, actionVersion, actionLengths, actionBehind} {
		t.failing("unknown_outcome", "network: "+action, Fault{action: action}, match)
	}
}

// invented returns an obviously invented name in the style of court reports: a
// common surname, "a certain", and one of the ten stems that Chinese uses like
// A, B, C.
func invented(serial int) string {
	surnames, stems := []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"), []rune("甲乙丙丁戊己庚辛壬癸")
	return string([]rune{surnames[serial%len(surnames)], '某', stems[serial/len(surnames)%len(stems)]})
}
