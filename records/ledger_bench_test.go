package records

import (
	"testing"
	"time"
)

// A page of the duty manager's list: a day, or what a search found, by kind. Noting
// that it was read is part of it.
func BenchmarkPage(b *testing.B) {
	s := openForBench(b)
	fill(b, s, benchRows)
	day := noon.AddDate(0, 0, -60)
	on := func(change func(*Filter)) Filter {
		f := Filter{From: day, To: day.AddDate(0, 0, 1), Limit: 101}
		change(&f)
		return f
	}
	found := func(change func(*Filter)) Filter {
		f := Filter{Limit: 101}
		change(&f)
		return f
	}
	genuine := false
	for name, f := range map[string]Filter{
		"day":             on(func(*Filter) {}),
		"middle":          on(func(f *Filter) { f.After = Mark{day.Add(12 * time.Hour), "m"} }),
		"calls":           on(func(f *Filter) { f.Only = OnlyCalls }),
		"consents":        on(func(f *Filter) { f.Only = OnlyConsents }),
		"decisions":       on(func(f *Filter) { f.Only = OnlyDecisions }),
		"accesses":        on(func(f *Filter) { f.Only = OnlyAccesses }),
		"clerk":           on(func(f *Filter) { f.Clerk = "clerk 3" }),
		"rare":            on(func(f *Filter) { f.Clerk, f.Result = "nobody", "quota" }),
		"person":          found(func(f *Filter) { f.Persons = []string{person(7), person(8)} }),
		"name":            found(func(f *Filter) { f.Name = "丁*" }),
		"name, decisions": found(func(f *Filter) { f.Name, f.Only = "丁*", OnlyDecisions }),
		"unknown":         found(func(f *Filter) { f.Unsettled, f.Demo = true, &genuine }),
	} {
		b.Run(name, func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				if _, err := s.Entries(b.Context(), f); err != nil {
					b.Fatal(err)
				}
				must(b, s.Note(b.Context(), Event{ID: name + number(b.N) + "-" + number(n), At: noon, Event: EventRead}))
			}
		})
	}
}
