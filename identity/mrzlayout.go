package identity

import "strings"

// span is a place in the zone, its lines joined.
type span struct{ from, to int }

func (s span) of(zone string) string { return zone[s.from:s.to] }

// layout says where the fields of a format stand (ICAO 9303-4, -5, -6). The
// check digit of number, birth, expiry and personal follows the field.
type layout struct {
	format                             string
	number, overflow, nationality      span
	birth, sex, expiry, personal, name span
	composite                          []span // what the last check digit covers
	last                               int    // where it stands
}

var layouts = map[int]layout{
	90: {
		format: "TD1",
		number: span{5, 14}, overflow: span{15, 30}, nationality: span{45, 48},
		birth: span{30, 36}, sex: span{37, 38}, expiry: span{38, 44}, name: span{60, 90},
		composite: []span{{5, 30}, {30, 37}, {38, 45}, {48, 59}}, last: 59,
	},
	72: {
		format: "TD2",
		number: span{36, 45}, overflow: span{64, 71}, nationality: span{46, 49},
		birth: span{49, 55}, sex: span{56, 57}, expiry: span{57, 63}, name: span{5, 36},
		composite: []span{{36, 46}, {49, 56}, {57, 71}}, last: 71,
	},
	88: {
		format: "TD3",
		number: span{44, 53}, nationality: span{54, 57},
		birth: span{57, 63}, sex: span{64, 65}, expiry: span{65, 71}, personal: span{72, 86}, name: span{5, 44},
		composite: []span{{44, 54}, {57, 64}, {65, 87}}, last: 87,
	},
}

// mrzFields are the fields as printed, each with its check digit.
type mrzFields struct {
	code, issuer, nationality, sex, names    string
	number, birth, expiry, personal, covered string
	numberCheck, birthCheck, expiryCheck     byte
	personalCheck, last                      byte
}

// cut takes a zone of the layout's length apart.
func (l layout) cut(zone string) mrzFields {
	f := mrzFields{
		code: zone[:2], issuer: zone[2:5], names: l.name.of(zone),
		nationality: l.nationality.of(zone), sex: l.sex.of(zone),
		number: l.number.of(zone), numberCheck: zone[l.number.to],
		birth: l.birth.of(zone), birthCheck: zone[l.birth.to],
		expiry: l.expiry.of(zone), expiryCheck: zone[l.expiry.to],
		personal: l.personal.of(zone), personalCheck: zone[l.personal.to],
		last: zone[l.last],
	}
	for _, s := range l.composite {
		f.covered += s.of(zone)
	}
	f.unfold(l.overflow.of(zone))
	return f
}

// unfold completes a number of more than nine characters: a filler stands for
// its check digit, the rest and the check digit open the optional data (ICAO
// 9303-5 and -6).
func (f *mrzFields) unfold(optional string) {
	rest, _, _ := strings.Cut(optional, "<")
	if f.numberCheck != '<' || len(rest) < 2 {
		return
	}
	f.number += rest[:len(rest)-1]
	f.numberCheck = rest[len(rest)-1]
}

// check verifies every check digit, then the dates.
func (f mrzFields) check() *sentence {
	switch {
	case blank(f.number), f.numberCheck != checkDigit(f.number):
		return &mrzNumber
	case !checked(f.birth, f.birthCheck), !possible(f.birth):
		return &mrzBirth
	case !checked(f.expiry, f.expiryCheck), !possible(f.expiry):
		return &mrzExpiry
	case f.personal != "" && !checked(f.personal, f.personalCheck):
		return &mrzPersonal
	case f.last != checkDigit(f.covered):
		return &mrzComposite
	case strings.ContainsAny(f.names, "0123456789"):
		return &mrzName
	case !strings.Contains("MF<X", f.sex): // X is against the standard, yet printed
		return &mrzSex
	}
	return nil
}

// checked allows a filler as the check digit of a field that is empty.
func checked(field string, check byte) bool {
	return check == checkDigit(field) || check == '<' && blank(field)
}

func blank(field string) bool { return strings.Trim(field, "<") == "" }

// possible reports a YYMMDD that is a date, or has fillers for what is not
// known. The day is only held to 31: its century is not known yet.
func possible(yymmdd string) bool {
	if strings.ContainsFunc(yymmdd, func(r rune) bool { return !isDigit(r) && r != '<' }) {
		return false
	}
	return within(yymmdd[2:4], "01", "12") && within(yymmdd[4:6], "01", "31")
}

func within(digits, low, high string) bool {
	return strings.Contains(digits, "<") || digits >= low && digits <= high
}

// checkDigit weighs 7, 3, 1 over digits, letters as 10 to 35, fillers as 0,
// modulo 10 (ICAO 9303-3, 4.9).
func checkDigit(field string) byte {
	sum := 0
	for i := range len(field) {
		sum += [...]int{7, 3, 1}[i%3] * mrzValue(field[i])
	}
	return '0' + byte(sum%10)
}

func mrzValue(c byte) int {
	switch {
	case c >= 'A':
		return int(c-'A') + 10
	case c == '<':
		return 0
	}
	return int(c - '0')
}

var (
	scanAgain = Text{"请重新扫描，或照证件手工输入。", "Scan again, or type what the document shows."}

	mrzLength    = sentence{FieldNumber, Text{"机读码不完整，应为3行30位、2行36位或2行44位。", "The machine-readable zone is incomplete: it has 3 lines of 30, 2 of 36 or 2 of 44 characters."}, scanAgain}
	mrzIllegal   = sentence{FieldNumber, Text{"机读码中有字母、数字和<以外的字符。", "The machine-readable zone contains something other than letters, digits and <."}, scanAgain}
	mrzOther     = sentence{FieldNumber, Text{"这段机读码不是护照或证件卡的（可能是签证）。", "This machine-readable zone is not of a passport or card (perhaps of a visa)."}, Text{"请扫描护照资料页或证件卡。", "Scan the passport's data page or the card."}}
	mrzNumber    = sentence{FieldNumber, Text{"机读码中证件号码的校验位不符。", "The check digit of the document number in the machine-readable zone does not fit."}, scanAgain}
	mrzBirth     = sentence{FieldNumber, Text{"机读码中出生日期有误，或其校验位不符。", "The date of birth in the machine-readable zone is wrong or its check digit does not fit."}, scanAgain}
	mrzExpiry    = sentence{FieldNumber, Text{"机读码中有效期有误，或其校验位不符。", "The date of expiry in the machine-readable zone is wrong or its check digit does not fit."}, scanAgain}
	mrzPersonal  = sentence{FieldNumber, Text{"机读码中个人号码的校验位不符。", "The check digit of the personal number in the machine-readable zone does not fit."}, scanAgain}
	mrzComposite = sentence{FieldNumber, Text{"机读码的总校验位不符。", "The overall check digit of the machine-readable zone does not fit."}, scanAgain}
	mrzSex       = sentence{FieldNumber, Text{"机读码中性别一栏有误。", "The sex in the machine-readable zone is none of M, F and <."}, scanAgain}

	mrzName = sentence{FieldNumber, Text{"机读码的姓名一行中有数字。", "The line of the name in the machine-readable zone has a digit."}, scanAgain}

	mrzExitPermit = sentence{FieldNumber, Text{"这是内地居民往来港澳或台湾的通行证。", "This is a mainland resident's exit permit for Hong Kong, Macau or Taiwan."},
		Text{"请改用居民身份证核验。", "Use the holder's identity card."}}
	mrzWhole = sentence{FieldNumber, Text{"这里是一整段机读码。", "This is a whole machine-readable zone."},
		Text{"请把其中的姓名和号码分别填写。", "Give the name and the number in it each by itself."}}
)
