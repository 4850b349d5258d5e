package records

import (
	"strings"
	"time"
)

// Filter selects attempts, and for Entries events too; the zero value selects
// all.
type Filter struct {
	ID       string
	From, To time.Time // Started in [From, To); zero: no bound
	Provider string
	Person   string
	Persons  []string // one of these; see PersonKeys
	Name     string   // masked
	Desk     string
	Clerk    string
	Result   string // an outcome, a kind, "open", or the kind of an event
	About    string // events that correct the decision of this attempt or event
	State    State
	Only     Only // what kind of entry
	// Unsettled selects unknown outcomes that nobody has settled.
	Unsettled bool
	// Changed selects answers that differed from the service's manual.
	Changed bool
	Demo    *bool // nil selects both
	// Accesses selects events about the records themselves too.
	Accesses bool
	Oldest   bool // first
	After    Mark // those behind this place of the list; zero: from its begin
	Limit    int  // the first of the list; 0 means all
}

// result is the outcome of an attempt in SQL, else why there is none. An index is
// on this very expression.
const result = `(CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END)`

// clauses collects the conditions of a WHERE clause and their arguments.
type clauses struct {
	texts []string
	args  []any
}

func (c *clauses) add(clause string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		clause = strings.Replace(clause, "?", "$"+number(len(c.args)), 1)
	}
	c.texts = append(c.texts, clause)
}

// addText adds a condition unless the wanted value is empty.
func (c *clauses) addText(clause, wanted string) {
	if wanted != "" {
		c.add(clause, wanted)
	}
}

// where returns the clause, "" if it selects all rows.
func (c *clauses) where() (string, []any) {
	if len(c.texts) == 0 {
		return "", nil
	}
	return "WHERE " + strings.Join(c.texts, " AND "), c.args
}

// common adds what attempts and events have in common. at is the column of the
// time.
func (f Filter) common(at string) *clauses {
	c := &clauses{}
	for _, text := range []struct{ clause, value string }{
		{"id = ?", f.ID}, {"provider = ?", f.Provider}, {"person = ?", f.Person},
		{"name = ?", f.Name}, {"desk = ?", f.Desk}, {"clerk = ?", f.Clerk},
	} {
		c.addText(text.clause, text.value)
	}
	if len(f.Persons) > 0 {
		c.add("person <> '' AND person IN (?"+strings.Repeat(", ?", len(f.Persons)-1)+")", anys(f.Persons)...)
	}
	if !f.From.IsZero() {
		c.add(at+" >= ?", millis{&f.From})
	}
	if !f.To.IsZero() {
		c.add(at+" < ?", millis{&f.To})
	}
	if f.Demo != nil {
		c.add("demo = ?", flag{f.Demo})
	}
	f.place(c, at)
	return c
}

// place adds the place of the list behind which it goes on.
func (f Filter) place(c *clauses, at string) {
	if f.After.ID == "" {
		return
	}
	way := "<"
	if f.Oldest {
		way = ">"
	}
	c.add("("+at+", id) "+way+" (?, ?)", millis{&f.After.At}, f.After.ID)
}

// where returns the WHERE clause for attempts and its arguments.
func (f Filter) where() (string, []any) {
	c := f.common("started")
	c.addText(result+" = ?", f.Result)
	if f.About != "" {
		c.add("1 = 0")
	}
	f.Only.attempts(c)
	c.addText("state = ?", string(f.State))
	if f.Unsettled {
		c.add("state = 'unknown' AND settled = 0")
	}
	if f.Changed {
		c.add("vendor_changed <> ''")
	}
	return c.where()
}

// whereEvents returns the WHERE clause for events and its arguments.
func (f Filter) whereEvents() (string, []any) {
	c := f.common("at")
	c.addText("event = ?", f.Result)
	if f.About != "" {
		c.add("about <> '' AND about = ?", f.About) // so that the index serves
	}
	if f.Name != "" {
		c.add("name <> ''") // so that the index of the names serves
	}
	f.Only.events(c)
	if !f.Accesses && f.Only != OnlyAccesses {
		c.add("event NOT IN ('" + strings.Join(accesses, "', '") + "')")
	}
	return c.where()
}

func anys(texts []string) []any {
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = t
	}
	return out
}
