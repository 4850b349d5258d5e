package reply

import "strings"

// Role is what a field of an answer repeats or says.
type Role int

// The roles. A documented field without a role belongs to the service: a code,
// an order number, a time, a place.
const (
	Own          Role = iota
	EchoName          // the person's name, masked or not
	EchoPart          // a part of the person's name, masked or not
	EchoNumber        // the document's number, masked or not
	EchoBirthday      // as in the number
	EchoSex           // as in the number
	EchoNation        // of the document
	EchoSerial        // our serial of the call
	Sentence          // the service's message
	unknown           // an undocumented field
	remark            // an undocumented field for a sentence, by its name
	affirms           // an undocumented field that asks whether all is well, by its name
	claims            // an undocumented field with such a word beside others
	alarms            // an undocumented field that asks whether something is wrong, by its name
	tellsFault        // an undocumented field about an error, by its name
	stages            // an undocumented field for the environment of the answer, by its name
)

// aliases are names that services write as one word, so that names.go and
// flags.go cannot split them. A serial has no alias, because such names belong
// to the services' own serials.
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

// roleOf returns the role of a field: by the service's manual where it is documented at
// this place, otherwise by its name.
func (f Format) roleOf(key string, documented bool) Role {
	if documented {
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
