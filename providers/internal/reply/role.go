package reply

import (
	"strings"
	"unicode"
)

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
)

// aliases are the names under which services repeat a person in fields that no
// manual of ours names. A serial has no alias: such names are the services' own.
var aliases = map[Role]string{
	EchoName: "name xm realname truename fullname idname personname username custname customername certname bankname cardname xingming 姓名 真实姓名",
	EchoNumber: "idcard idcardno idcardnum idcardnumber idno idnum idnumber sfz sfzh sfzhm gmsfhm zjhm cardno cardnum cardnumber certno certid certnum " +
		"certificateno credentialno passport passportno documentno documentnumber bankid bankidcard identity identityno identitycard 身份证 身份证号 身份证号码 证件号码",
	EchoBirthday: "birthday birth birthdate dateofbirth dob csrq bankbirthday shengri 出生日期 生日",
	EchoSex:      "sex gender xb banksex xingbie 性别",
	EchoNation:   "nation nationality countrycode",
	remark:       "msg message resultmsg resultmessage errmsg errormessage desc description reason remark tip tips info 说明 描述 原因",
	affirms:      "success match matched ismatch same issame pass passed ispass ok valid isvalid verified consistent",
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
	bare := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, key)
	for given, role := range f.Roles {
		if strings.EqualFold(strings.ReplaceAll(given, "_", ""), bare) {
			return role
		}
	}
	if role, ok := byAlias[bare]; ok {
		return role
	}
	return unknown
}
