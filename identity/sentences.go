package identity

import "fmt"

// sentence is one complaint: what is wrong, and what to do.
type sentence struct {
	field      Field
	what, todo Text
}

func (s *sentence) complaint() *Error { return Bad(s.field, Sentences{What: s.what, Next: s.todo}) }

var (
	asPrinted   = Text{"请照证件核对后修改。", "Check against the document and correct it."}
	chooseOther = Text{"请照证件改选类型，或核对号码。", "Choose the type that the document shows, or check the number."}
	byDocument  = Text{"请照证件填写姓名。", "Enter the name as the document shows it."}
	retypeName  = Text{"请用输入法重新输入该字。", "Type the character again with an up-to-date input method."}
)

// Names.
var (
	nameEmpty = sentence{FieldName, Text{"姓名未填写。", "The name is missing."}, byDocument}
	nameLong  = sentence{FieldName,
		Text{fmt.Sprintf("姓名超过%d个字。", longestName), fmt.Sprintf("The name is longer than %d characters.", longestName)}, byDocument}
	nameDigit   = sentence{FieldName, Text{"姓名中有数字。", "The name contains a digit."}, Text{"请删去数字；号码请填在号码栏。", "Remove it; the document number has a field of its own."}}
	nameControl = sentence{FieldName, Text{"姓名中有控制字符或无法读取的字符。", "The name contains a control character or one that cannot be read."},
		Text{"请清空后重新输入姓名。", "Clear the field and type the name again."}}
	nameEmoji   = sentence{FieldName, Text{"姓名中有表情或图形符号。", "The name contains an emoji or a symbol."}, Text{"请删去该符号。", "Remove it."}}
	nameSign    = sentence{FieldName, Text{"姓名中有证件上不会出现的字符。", "The name contains a character that no such document shows."}, byDocument}
	namePrivate = sentence{FieldName, Text{"姓名中有字形像汉字、但各系统读法不一的字符（造字或部首）。",
		"The name contains a character that looks Chinese but that systems read differently (private use or a radical)."}, retypeName}
	nameEdge = sentence{FieldName, Text{"姓名以分隔符开头或结尾。", "The name begins or ends with a separator."},
		Text{"请删去该分隔符，或补全姓名。", "Remove it, or complete the name."}}
	nameMixed = sentence{FieldName, Text{"姓名中汉字与拉丁字母连在一起。", "Chinese characters and Latin letters run together in the name."}, byDocument}
	nameBlank = sentence{FieldName, Text{"姓名中的空格可能只是补位，也可能是分隔符“·”。", "The space in the name may be mere padding, or stand for the separator \"·\"."},
		Text{"是补位就删去空格，是分隔符就改为句点或“·”。", "Delete it if it is padding; put a full stop or \"·\" in its place if it separates two parts."}}
	nameLatin = sentence{FieldName, Text{"居民身份证上的姓名没有拉丁字母。", "A name on a resident identity card has no Latin letters."},
		Text{"请用汉字填写姓名，或改选证件类型。", "Enter it in Chinese characters, or choose another document type."}}
)

// Numbers.
var (
	numberEmpty   = sentence{FieldNumber, Text{"证件号码未填写。", "The document number is missing."}, Text{"请照证件填写号码。", "Enter it as the document shows it."}}
	numberIllegal = sentence{FieldNumber, Text{"证件号码中有字母和数字以外的字符。", "The document number contains something other than letters and digits."}, asPrinted}
	numberUnknown = sentence{FieldNumber, Text{"号码的位数不符合任何一种证件。", "The number is too short or too long for any document."}, asPrinted}

	numberFirstGeneration = sentence{FieldNumber,
		Text{"这是15位的第一代身份证号码，第一代身份证已于2013年1月1日停用。", "This is a 15-digit number of a first-generation card; those ended on 1 January 2013."},
		Text{"请填写现用证件上的18位号码。", "Enter the 18-digit number of the current card."}}
	numberChinesePassport = sentence{FieldNumber,
		Text{"国籍为CHN的普通护照，号码应为E或G加8位数字，或E加一个字母（I、O除外）加7位数字。", "An ordinary passport of nation CHN has E or G and 8 digits, or E, a letter other than I and O, and 7 digits."},
		Text{"请核对号码和国籍；香港、澳门特区护照请改选类型。", "Check number and nation; passports of Hong Kong and Macau are types of their own."}}

	residentLetters = sentence{FieldNumber, Text{"18位号码只有数字，仅最后一位可以是X。", "An 18-character number has digits only; the last alone may be X."}, asPrinted}
	residentDate    = sentence{FieldNumber, Text{"号码第7至14位不是真实存在的出生日期。", "Digits 7 to 14 of the number are no possible date of birth."}, asPrinted}
	residentFuture  = sentence{FieldNumber, Text{"号码中的出生日期晚于今天。", "The date of birth in the number lies in the future."},
		Text{"请照证件核对号码，并确认本机日期正确。", "Check the number against the document, and that this machine's date is right."}}
	residentCheck = sentence{FieldNumber, Text{"号码的校验码不符，多为某一位输错。", "The check character does not fit; usually one digit is mistyped."}, asPrinted}
)

func residentLength(have int) *sentence {
	return &sentence{FieldNumber,
		Text{fmt.Sprintf("居民身份证号码应为18位，现为%d位。", have), fmt.Sprintf("A resident ID number has 18 characters; this one has %d.", have)}, asPrinted}
}

// wrongShape says how the numbers of a type are built.
func wrongShape(t DocumentType) *sentence {
	k, _ := kindOf(t)
	return &sentence{FieldNumber, k.wrong, asPrinted}
}

// Types.
var (
	typeUnknown = sentence{FieldType, Text{"没有这种证件类型代码。", "There is no such document type code."}, Text{"请从列表中选择证件类型。", "Choose the type from the list."}}
	typeUntold  = sentence{FieldType, Text{"从号码看不出是哪种证件。", "The number does not tell what kind of document it is."}, Text{"请选择证件类型。", "Choose the type."}}
)

// contradiction says what the number looks like instead.
func contradiction(chosen, guess DocumentType) *sentence {
	c, _ := kindOf(chosen)
	g, _ := kindOf(guess)
	return &sentence{FieldType, Text{
		fmt.Sprintf("所选类型是%s，号码却像%s的。", c.Name.ZH, g.Name.ZH),
		fmt.Sprintf("The type chosen is %q, but the number looks like one of %q.", c.Name.EN, g.Name.EN)}, chooseOther}
}

// Nations.
var (
	nationMissing  = sentence{FieldNation, Text{"国籍未填写。", "The nation is missing."}, Text{"请照证件填写国籍。", "Enter it as the document shows it."}}
	nationUnknown  = sentence{FieldNation, Text{"没有这个国籍代码。", "There is no such three-letter nation code."}, Text{"请照证件填写三位字母，例如JPN、USA。", "Enter the three letters that the document shows, for example JPN or USA."}}
	nationNotChina = sentence{FieldNation, Text{"这种证件的国籍只能是CHN。", "Documents of this type have the nation CHN."}, Text{"请清空国籍，或改选证件类型。", "Clear the nation, or choose another document type."}}
	nationChina    = sentence{FieldNation, Text{"这种号码的证件只发给外国人，国籍不会是CHN。", "Documents with such numbers are for foreigners; their nation is not CHN."}, Text{"请照证件选择国籍，或改选证件类型。", "Choose the nation that the document shows, or another document type."}}
)
