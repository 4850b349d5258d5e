package config

import (
	"slices"
	"strings"

	"facedesk/identity"
)

// Complaint describes one error in a layer of settings.
type Complaint struct {
	Origin Origin
	Key    string // the setting concerned, or ""
	// What says what is wrong. Next says what to do if that is not obvious.
	identity.Sentences
	syntax bool // the file could not be read beyond this point
}

// In returns "file:line:col: sentences" on one line in the given language.
func (c Complaint) In(l identity.Language) string {
	return c.Origin.String() + ": " + c.Text().In(l)
}

// Complaints are all errors that were found, in the order of the layers. They
// are the cause of the *identity.Error that Load, Set and Import return.
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

// Err returns the complaints as an *identity.Error of kind configuration, or
// nil if there are none.
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

// refusal returns the error for a key that a caller named, not a file.
func refusal(key string, s identity.Sentences) error {
	return configuration(s, Complaints{{Key: key, Sentences: s}})
}
