package reply

import "strings"

// Role says what a field of an answer repeats or tells.
type Role int

// The roles. A documented field without one is the service's own: a code, an
// order number, a time, a place.
const (
	Own          Role = iota
	EchoName          // the person's name, masked or not
	EchoNumber        // the document's number, masked or not
	EchoBirthday      // as it stands in the number
	EchoSex           // as it stands in the number
	EchoNation        // of the document
	EchoSerial        // our serial of the call
	Sentence          // what the service says in words
	unknown           // a field of which the manual says nothing
	remark            // one of those whose name promises a sentence
	affirms           // one of those whose name asks whether it is so
	claims            // one of those whose name has such a word beside others
	alarms            // one of those whose name asks whether something is wrong
	tellsFault        // one of those whose name is about an error
	stages            // one of those that say where the answer was made
)

// aliases are names that services of this country write in one word, of which
// names.go and flags.go cannot see the parts. A serial has no alias: such names
// are the services' own.
var aliases = map[Role]string{
	EchoNumber: "sfzh sfzhm gmsfhm zjhm certid identity 身份证",
	EchoNation: "nation nationality countrycode",
	remark:     "resultmsg resultmessage tip tips info",
}

var byAlias = func() map[string]Role {
	out := map[string]Role{}
	for role, names := range aliases {
		for _, name := range strings.Fields(names) {
			out[name] = role
		}
	}
	return out
}()

// roleOf finds what a field is for: by the service's manual, else by its name.
func (f Format) roleOf(key string, documented map[string]bool) Role {
	if documented[key] {
		return f.Roles[key]
	}
	words := wordsOf(key)
	bare := strings.Join(words, "")
	for given, role := range f.Roles {
		if strings.EqualFold(strings.ReplaceAll(given, "_", ""), bare) {
			return role
		}
	}
	if role, ok := byAlias[bare]; ok {
		return role
	}
	for _, r := range repeated {
		if r.name.MatchString(bare) {
			return r.role
		}
	}
	return roleOfFlag(words)
}
