package records

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Entry is one line of the list: an attempt, or a consent or decision without
// one.
type Entry struct {
	Attempt *Attempt
	Event   *Event
}

// Mark returns the place of an entry in the list.
func (e Entry) Mark() Mark {
	if e.Attempt != nil {
		return Mark{e.Attempt.Started, e.Attempt.ID}
	}
	return Mark{e.Event.At, e.Event.ID}
}

// Mark is a place in the list: entries are ordered by time, then by id.
type Mark struct {
	At time.Time
	ID string
}

func (m Mark) compare(n Mark) int {
	if c := m.At.Compare(n.At); c != 0 {
		return c
	}
	return strings.Compare(m.ID, n.ID)
}

// Entries implements Store.
func (s *SQLite) Entries(ctx context.Context, f Filter) ([]Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := entries(ctx, s.db, f)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return out, nil
}

func entries(ctx context.Context, q querier, f Filter) (out []Entry, err error) {
	where, args := f.where()
	attempts, err := query(ctx, q, where+f.order("started"), args...)
	if err != nil {
		return nil, err
	}
	for i := range attempts {
		out = append(out, Entry{Attempt: &attempts[i]})
	}
	if !f.attemptsOnly() {
		where, args = f.whereEvents()
		found, err := events(ctx, q, where+f.order("at"), args...)
		if err != nil {
			return nil, err
		}
		for i := range found {
			out = append(out, Entry{Event: &found[i]})
		}
	}
	slices.SortFunc(out, func(a, b Entry) int {
		if f.Oldest {
			return a.Mark().compare(b.Mark())
		}
		return b.Mark().compare(a.Mark())
	})
	if f.Limit > 0 {
		out = out[:min(f.Limit, len(out))]
	}
	return out, nil
}

// page is how many entries Each reads at once. Others may write between two
// pages.
const page = 500

// Each implements Store.
func (s *SQLite) Each(ctx context.Context, f Filter, use func(Entry) error) error {
	return each(ctx, f, s.Entries, use)
}

func each(ctx context.Context, f Filter, read func(context.Context, Filter) ([]Entry, error), use func(Entry) error) error {
	f.Oldest, f.Limit = true, page
	for {
		all, err := read(ctx, f)
		if err != nil {
			return err
		}
		for _, e := range all {
			if err := use(e); err != nil {
				return err
			}
		}
		if len(all) < page {
			return nil
		}
		f.After = all[len(all)-1].Mark()
	}
}

// attemptsOnly reports a filter that no event can match.
func (f Filter) attemptsOnly() bool { return f.Unsettled || f.Changed || f.State != "" }

// order returns the ORDER BY clause, and the LIMIT if there is one.
func (f Filter) order(at string) string {
	way := " DESC"
	if f.Oldest {
		way = ""
	}
	out := " ORDER BY " + at + way + ", id" + way
	if f.Limit > 0 {
		out += " LIMIT " + number(f.Limit)
	}
	return out
}
