package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/ui/session"
)

// Clerks checks and sets the PINs of those who sign in at the desk. Each clerk has
// tries of his own, and all unknown codes together have some.
type Clerks struct {
	outside Outside
	note    func(context.Context, session.RecordClerk) error
	mu      sync.Mutex
	doors   map[string]*PINDoor
}

// NewClerks returns the clerks of an installation. note records that a PIN was set.
func NewClerks(o Outside, note func(context.Context, session.RecordClerk) error) *Clerks {
	return &Clerks{outside: o, note: note, doors: map[string]*PINDoor{}}
}

// unknownClerk is no code that a clerk can have.
const unknownClerk = "-"

// SignIn implements session.Ports.CheckClerk.
func (c *Clerks) SignIn(_ context.Context, try session.CheckClerk) session.ClerkChecked {
	code := config.NormaliseCode(try.Code)
	right, wait := c.Check(code, try.PIN.Reveal())
	in, _ := c.outside.Load() // settings that cannot be read let nobody in
	clerk, _ := clerkOf(in, code)
	return session.ClerkChecked{Asked: try.Asked, Code: code, Right: right, Wait: wait, Temporary: clerk.Temporary}
}

// Check reports whether a PIN is a clerk's, and the wait before the next try.
func (c *Clerks) Check(code, pin string) (bool, time.Duration) { return c.door(code).Check(pin) }

// door returns the door of a clerk, or the one for all unknown codes.
func (c *Clerks) door(code string) *PINDoor {
	in, err := c.outside.Load()
	if _, known := clerkOf(in, code); err != nil || !known {
		code = unknownClerk
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.doors[code] == nil {
		c.doors[code] = &PINDoor{outside: c.outside, clerk: code}
	}
	return c.doors[code]
}

func clerkOf(in *Installation, code string) (config.Clerk, bool) {
	if in == nil || in.Settings == nil {
		return config.Clerk{}, false
	}
	all := in.Settings.Clerks()
	i := slices.IndexFunc(all, func(c config.Clerk) bool { return c.Code == code })
	if i < 0 {
		return config.Clerk{}, false
	}
	return all[i], true
}

// sessionClerks are the clerks as the window knows them: without their PINs.
func sessionClerks(s *config.Settings) (out []session.Clerk) {
	for _, c := range s.Clerks() {
		out = append(out, session.Clerk{Code: c.Code, Name: c.Name, Lead: c.Lead})
	}
	return out
}
