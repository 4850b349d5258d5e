package config

import (
	"slices"
	"strings"

	"facedesk/identity"
)

// Complaint is one thing that is wrong with a layer of settings.
type Complaint struct {
	Origin Origin
	Key    string // the setting that it concerns, or ""
	// What is wrong, and in Next what to do if that is not obvious.
	identity.Sentences
	syntax bool // the file could not be read beyond this point
}

// In returns "file:line:col: sentences" in the language asked for, as one line.
func (c Complaint) In(l identity.Language) string {
	return c.Origin.String() + ": " + c.Text().In(l)
}

// Complaints is everything found wrong at once, in the order of the layers. It
// is the cause of the *identity.Error that Load, Set and Import return.
type Complaints []Complaint

// Error returns one English line for each complaint.
func (c Complaints) Error() string { return c.in(identity.English) }

func (c Complaints) in(l identity.Language) string {
	lines := make([]string, len(c))
	for i, complaint := range c {
		lines[i] = complaint.In(l)
	}
	return strings.Join(lines, "\n")
}

// Err wraps the complaints for the screen, nil where there are none.
func (c Complaints) Err() error {
	if len(c) == 0 {
		return nil
	}
	return configuration(identity.Say("设置有误，未作任何更改。", "The settings cannot be used. Nothing was changed.").
		Do("请改正：\n"+c.in(identity.Chinese), "Please correct:\n"+c.in(identity.English)), c)
}

func (c Complaints) syntax() bool {
	return slices.ContainsFunc(c, func(complaint Complaint) bool { return complaint.syntax })
}

func (c Complaints) about(key string) bool {
	return slices.ContainsFunc(c, func(complaint Complaint) bool { return complaint.Key == key })
}

func configuration(s identity.Sentences, cause error) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, What: s.What, Next: s.Next, Charged: identity.ChargedNo, Cause: cause}
}

// refusal is the error for one key that was asked for by name, not by a file.
func refusal(key string, s identity.Sentences) error {
	return configuration(s, Complaints{{Key: key, Sentences: s}})
}
