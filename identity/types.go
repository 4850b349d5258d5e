package identity

import "regexp"

// TypeInfo presents a document type to screens and help texts.
type TypeInfo struct {
	Code  DocumentType
	Name  Text // as GA/T 517 has it
	Short Text // as people say, for where there is little room
	Usual bool // common enough at a counter for a button of its own
}

// kind is all that the program knows of a document type: a new type is one more
// row of kinds.
type kind struct {
	TypeInfo
	shape    *regexp.Regexp // of a whole number, normalised
	wrong    Text           // what is said of another shape
	tells    *regexp.Regexp // numbers that tell this type; nil: none does
	extra    *regexp.Regexp // a number with what readers add to it; the first group is the number
	unlisted bool           // how these are numbered is not published, so that shape is wide
	holder   func(number string) holder
}

// holder is what type and number tell of the holder's nation.
type holder struct {
	asked   bool   // the nation is to be asked for
	foreign bool   // it is not CHN
	implied string // "" where nothing implies one
}

// Parts of the table. Passports have up to nine characters (ICAO 9303-4).
var (
	passportNumber  = regexp.MustCompile(`^[A-Z0-9]{5,9}$`)
	permitNumber    = regexp.MustCompile(`^[A-Z0-9]{5,18}$`)
	residentNumber  = regexp.MustCompile(`^[0-8]\d{16}[\dX]$`)
	permanentNumber = regexp.MustCompile(`^(9\d{16}[\dX]|[A-Z]{3}\d{12})$`)
	taiwanNumber    = regexp.MustCompile(`^\d{8}$`)
	chinesePassport = regexp.MustCompile(`^([EG]\d{8}|E[A-HJ-NP-Z]\d{7})$`)
	hkMacauNumber   = regexp.MustCompile(`^[HM](\d{8}|A\d{7})$`)
	hkMacauForeign  = regexp.MustCompile(`^[HM]A\d{7}$`) // since 2024-07-10

	passportShape  = Text{"护照号码应为5至9位字母或数字。", "A passport number has 5 to 9 letters and digits."}
	exitShape      = Text{"往来港澳通行证号码应为5至9位字母或数字。", "An exit permit number has 5 to 9 letters and digits."}
	residenceShape = Text{"居留证号码应为5至18位字母或数字。", "A residence permit number has 5 to 18 letters and digits."}
)

// kinds are the document types, the most usual at a counter first. Codes and
// names are those of GA/T 517.
var kinds = []kind{
	{TypeInfo: TypeInfo{ResidentID, Text{"居民身份证", "Resident identity card"}, Text{"居民身份证", "Resident ID"}, true},
		shape: residentNumber, tells: residentNumber, holder: chinese,
		wrong: Text{"居民身份证号码应为18位。", "A resident ID number has 18 characters."}},
	{TypeInfo: TypeInfo{HKMacauPermit, Text{"港澳居民来往内地通行证", "Travel permit for Hong Kong and Macau residents"}, Text{"回乡证", "HK/Macau permit"}, true},
		shape: hkMacauNumber, holder: hkMacau,
		// HA and seven digits may as well be a passport.
		tells: regexp.MustCompile(`^[HM]\d{8}(\d{2}|\(\d{2}\))?$`),
		extra: regexp.MustCompile(`^([HM](?:\d{8}|A\d{7}))(?:\d{2}|\(\d{2}\))$`), // renewals
		wrong: Text{"港澳居民通行证号码应为H或M加8位数字，外国籍的为HA或MA加7位数字（末两位换证次数可填可不填）。",
			"A Hong Kong or Macau permit number is H or M and 8 digits, for foreign nationals HA or MA and 7 digits (the two renewal digits may follow)."}},
	{TypeInfo: TypeInfo{TaiwanPermit, Text{"台湾居民来往大陆通行证", "Travel permit for Taiwan residents"}, Text{"台胞证", "Taiwan permit"}, true},
		shape: taiwanNumber, holder: chinese,
		// Ten digits may as well be the beginning of eighteen.
		tells: regexp.MustCompile(`^\d{8}((\d{2})?\([A-Z]\))?$`),
		extra: regexp.MustCompile(`^(\d{8})(?:\d{2}|(?:\d{2})?(?:[A-Z]|\([A-Z0-9]{1,2}\)))$`), // issues
		wrong: Text{"台湾居民通行证号码应为8位数字。", "A Taiwan permit number has 8 digits."}},
	{TypeInfo: TypeInfo{OrdinaryPassport, Text{"普通护照", "Ordinary passport"}, Text{"护照", "Passport"}, true},
		shape: passportNumber, tells: chinesePassport, holder: passportHolder, wrong: passportShape},
	{TypeInfo: TypeInfo{PermanentResident, Text{"外国人永久居留证", "Foreigner's permanent resident card"}, Text{"永居证", "PR card"}, true},
		shape: permanentNumber, tells: permanentNumber, holder: permanentHolder,
		wrong: Text{"永久居留证号码应为9开头的18位，或3个字母加12位数字。", "A permanent resident's number has 18 characters beginning with 9, or 3 letters and 12 digits."}},
	{TypeInfo: TypeInfo{HongKongPassport, Text{"香港特区护照", "Hong Kong SAR passport"}, Text{"香港护照", "Hong Kong passport"}, false},
		shape: passportNumber, holder: chinese, wrong: passportShape},
	{TypeInfo: TypeInfo{MacauPassport, Text{"澳门特区护照", "Macau SAR passport"}, Text{"澳门护照", "Macau passport"}, false},
		shape: passportNumber, holder: chinese, wrong: passportShape},
	{TypeInfo: TypeInfo{ExitPermit, Text{"往来港澳通行证", "Exit permit for Hong Kong and Macau"}, Text{"往来港澳通行证", "Exit permit"}, false},
		shape: passportNumber, holder: chinese, wrong: exitShape},
	{TypeInfo: TypeInfo{DiplomaticPassport, Text{"外交护照", "Diplomatic passport"}, Text{"外交护照", "Diplomatic passport"}, false},
		shape: passportNumber, holder: anybody, wrong: passportShape},
	{TypeInfo: TypeInfo{ServicePassport, Text{"公务护照", "Service passport"}, Text{"公务护照", "Service passport"}, false},
		shape: passportNumber, holder: anybody, wrong: passportShape},
	{TypeInfo: TypeInfo{PublicAffairsPassport, Text{"因公普通护照", "Ordinary passport for public affairs"}, Text{"因公普通护照", "Public affairs passport"}, false},
		shape: passportNumber, holder: chinese, wrong: passportShape},
	{TypeInfo: TypeInfo{ForeignerResidence, Text{"外国人居留证", "Foreigner's residence permit"}, Text{"外国人居留证", "Residence permit"}, false},
		shape: permitNumber, unlisted: true, holder: foreigner, wrong: residenceShape},
	{TypeInfo: TypeInfo{TemporaryResidence, Text{"外国人临时居留证", "Foreigner's temporary residence permit"}, Text{"临时居留证", "Temporary residence permit"}, false},
		shape: permitNumber, unlisted: true, holder: foreigner, wrong: residenceShape},
}

func chinese(string) holder   { return holder{implied: china} }
func anybody(string) holder   { return holder{asked: true} }
func foreigner(string) holder { return holder{asked: true, foreign: true} }

// passportHolder takes a number of the Chinese shape for a Chinese passport.
func passportHolder(number string) holder {
	if chinesePassport.MatchString(number) {
		return holder{asked: true, implied: china}
	}
	return anybody(number)
}

// hkMacau tells residents without Chinese nationality by the second letter.
func hkMacau(number string) holder {
	if hkMacauForeign.MatchString(number) {
		return foreigner(number)
	}
	return chinese(number)
}

// permanentHolder reads the nation out of a permanent resident's number.
func permanentHolder(number string) holder {
	h := foreigner(number)
	if permanentNumber.MatchString(number) {
		h.implied = cardNation(number)
	}
	return h
}
