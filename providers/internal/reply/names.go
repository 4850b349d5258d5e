package reply

import "unicode"

// An undocumented field about the person is recognised by the words of its
// name: the repeated thing, and otherwise only words for a person, an identity
// card or a mask. companyName, apiName and cityName contain another word.
const (
	person = `(?:real|true|full|legal|actual|guest|person|personal|people|user|cust|customer|member|client|holder|owner|applicant|resident|citizen|subject|visitor|` +
		`traveller|traveler|passenger|query|queried|input|returned|matched|verified|masked|mask|hidden|desensitized|chinese|english|cn|zh|en|` +
		`official|registered|recorded|library|lib|db|database|source|reference|target|compared|police|household|c|人员|人|被查询人|被查人|被核人|查询|登记|库中|库内|户籍|公安|` +
		`真实|客人|客户|用户|会员|住客|旅客|本人|持证人|持卡人|被核验人|中文|英文|证件|身份证|脱敏)`
	paper = `(?:id|doc|licence|license|identity|ident|card|cert|certificate|credential|credentials|passport|document|permit|sfz|zj)`
	tail  = `(?:(?:masked|mask|hidden|desensitized|text|str|value|full|cn|zh|en|脱敏)*|(?:on|in|of|from|by)(?:the)?(?:` + paper + `|` + person + `)+)$`
)

// repeated are the forms of such names, reduced to letters.
var repeated = []struct {
	name *pattern
	role Role
}{
	{compiled(`^(?:` + person + `|` + paper + `)*(?:names?|xm|xingming|姓名)` + tail + `|^(?:` + paper + `*holder|被查询人|被核验人|持证人|持卡人|当事人)$`), EchoName},
	{compiled(`^(?:` + person + `|` + paper + `)*(?:surname|familyname|lastname|givenname|firstname|name(?:family|last|given|first)|姓氏)` + tail), EchoPart},
	{compiled(`^` + person + `*(?:` + paper + `+(?:no|num|number|hm|h)|(?:id|identity)card|passport|sfz|身份证号码?|证件号码?)` + tail), EchoNumber},
	{compiled(`^(?:` + person + `|` + paper + `)*(?:birthday|birthdate|birth|dateofbirth|dob|csrq|shengri|出生日期|生日)` + tail), EchoBirthday},
	{compiled(`^(?:` + person + `|` + paper + `)*(?:sex|gender|xb|xingbie|性别)(?:code|name|desc|label)?` + tail), EchoSex},
}

// wordsOf splits a field's name into words: snake_case, kebab-case, camelCase.
// It drops digits.
func wordsOf(key string) []string {
	var out []string
	runes, fresh := []rune(plainForms(key)), true
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r):
			fresh = true
			continue
		case fresh || begins(runes, i):
			out = append(out, "")
		}
		fresh = false
		out[len(out)-1] += string(unicode.ToLower(r))
	}
	return out
}

// begins reports a capital that begins a word: Card in idCard and in IDCard.
func begins(runes []rune, i int) bool {
	return unicode.IsUpper(runes[i]) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
}
