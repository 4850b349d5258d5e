package identity

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2025, 6, 15, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

func TestParse(t *testing.T) {
	for _, c := range []struct {
		claim Claim
		want  Subject
	}{
		{Claim{Name: "张三", Number: "11010519491231002X"}, Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: " 李\u200B四 ", Number: "440524 18800101-0014", Type: "111"}, Subject{"李四", Document{ResidentID, "440524188001010014", "CHN"}}},
		{Claim{Name: "张三", Number: "１１０１０５１９４９１２３１００２ｘ"}, Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: "阿凡提•买买提", Number: "11010519491231002X"}, Subject{"阿凡提·买买提", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: "𬀩𠮷䶮㛃", Number: "11010519491231002X", Nation: "chn"}, Subject{"𬀩𠮷䶮㛃", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: "\U000323B0 三", Number: "11010519491231002X"}, Subject{"\U000323B0三", Document{ResidentID, "11010519491231002X", "CHN"}}}, // newer than Go's tables
		{Claim{Name: "武〇", Number: "11010519491231002X"}, Subject{"武〇", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: "CHAN Tai Man", Number: "810000199408230021"}, Subject{"CHAN Tai Man", Document{ResidentID, "810000199408230021", "CHN"}}},
		{Claim{Name: "陈大文", Number: "h12345678 01"}, Subject{"陈大文", Document{HKMacauPermit, "H12345678", "CHN"}}},
		{Claim{Name: "陈大文", Number: "12345678"}, Subject{"陈大文", Document{TaiwanPermit, "12345678", "CHN"}}},
		{Claim{Name: "王五", Number: "e12345678"}, Subject{"王五", Document{OrdinaryPassport, "E12345678", "CHN"}}},
		{Claim{Name: "王五", Number: "EA1234567", Type: "414"}, Subject{"王五", Document{OrdinaryPassport, "EA1234567", "CHN"}}},
		{Claim{Name: "Ｏ’Neil J. Smith-Jones", Number: "G12345678", Type: "414", Nation: "mex"},
			Subject{"O'Neil J. Smith-Jones", Document{OrdinaryPassport, "G12345678", "MEX"}}},
		{Claim{Name: "ERIKSSON ANNA", Number: "H12345678", Type: "414", Nation: "SWE"}, Subject{"ERIKSSON ANNA", Document{OrdinaryPassport, "H12345678", "SWE"}}},
		{Claim{Name: "JOHN", Number: "911124198108030024"}, Subject{"JOHN", Document{PermanentResident, "911124198108030024", "CAN"}}},
		{Claim{Name: "ALI", Number: "932682198501010017"}, Subject{"ALI", Document{PermanentResident, "932682198501010017", "SAU"}}},
		{Claim{Name: "ALI", Number: "932682198501010017", Nation: "EGY"}, Subject{"ALI", Document{PermanentResident, "932682198501010017", "EGY"}}},
		{Claim{Name: "HANS", Number: "DEU110181112603"}, Subject{"HANS", Document{PermanentResident, "DEU110181112603", "DEU"}}},
		{Claim{Name: "HANS", Number: "123456789012", Type: "554", Nation: "DEU"}, Subject{"HANS", Document{ForeignerResidence, "123456789012", "DEU"}}},
		{Claim{Name: "陈大文", Number: "K12345678", Type: "420"}, Subject{"陈大文", Document{HongKongPassport, "K12345678", "CHN"}}},
		{Claim{Name: "陈大文", Number: "H12345678(01)"}, Subject{"陈大文", Document{HKMacauPermit, "H12345678", "CHN"}}},
		{Claim{Name: "SMITH JOHN", Number: "HA0000001", Type: "516", Nation: "gbr"}, Subject{"SMITH JOHN", Document{HKMacauPermit, "HA0000001", "GBR"}}},
		{Claim{Name: "SMITH JOHN", Number: "MA000000102", Type: "516", Nation: "GBR"}, Subject{"SMITH JOHN", Document{HKMacauPermit, "MA0000001", "GBR"}}},
		{Claim{Name: "SMITH JOHN", Number: "HA0000001", Type: "414", Nation: "GBR"}, Subject{"SMITH JOHN", Document{OrdinaryPassport, "HA0000001", "GBR"}}},
		{Claim{Name: "JOHN", Number: "H1234567801", Type: "554", Nation: "USA"}, Subject{"JOHN", Document{ForeignerResidence, "H1234567801", "USA"}}},
		{Claim{Name: "林志明", Number: "8000000101", Type: "511"}, Subject{"林志明", Document{TaiwanPermit, "80000001", "CHN"}}},
		{Claim{Name: "林志明", Number: "80000001（B）"}, Subject{"林志明", Document{TaiwanPermit, "80000001", "CHN"}}},
		{Claim{Name: "林志明", Number: "8000000101 (B)"}, Subject{"林志明", Document{TaiwanPermit, "80000001", "CHN"}}},
		{Claim{Name: "林志明", Number: "80000001B", Type: "511"}, Subject{"林志明", Document{TaiwanPermit, "80000001", "CHN"}}},
		{Claim{Name: "KRASNIQI ARBEN", Number: "P00000001", Type: "414", Nation: "RKS"}, Subject{"KRASNIQI ARBEN", Document{OrdinaryPassport, "P00000001", "RKS"}}},
		{Claim{Name: "HANS", Number: "C01X00T47", Type: "414", Nation: "d"}, Subject{"HANS", Document{OrdinaryPassport, "C01X00T47", "DEU"}}},
		{Claim{Name: "JOHN", Number: "P00000001", Type: "414", Nation: "GBN"}, Subject{"JOHN", Document{OrdinaryPassport, "P00000001", "GBR"}}},
		{Claim{Name: "张　三", Number: "11010519491231002X"}, Subject{"张三", Document{ResidentID, "11010519491231002X", "CHN"}}},
		{Claim{Name: "张\uE863", Number: "11010519491231002X"}, Subject{"张䶮", Document{ResidentID, "11010519491231002X", "CHN"}}},
	} {
		got, complaints := c.claim.Parse(today)
		if got != c.want || complaints != nil {
			t.Errorf("%+v: %+v %v, want %+v", c.claim, got, complaints, c.want)
		}
	}
}

// TestParseComplaints expects each fault's own sentence; nothing tells two of
// them apart but their English words.
func TestParseComplaints(t *testing.T) {
	const id = "11010519491231002X"
	for _, c := range []struct {
		claim Claim
		want  string // field: part of the sentence; …
	}{
		{Claim{}, "name: is missing; number: is missing"},
		{Claim{Type: "414"}, "name: is missing; number: is missing; nation: is missing"},
		{Claim{Type: "999", Nation: "ZZZ"}, "name: is missing; number: is missing; type: no such document type; nation: no such three-letter"},
		{Claim{Name: "张三", Number: "   "}, "number: is missing"},
		{Claim{Name: "张三", Number: "110105194912310021"}, "number: check character does not fit"},
		{Claim{Name: "张三", Number: "110105194902300021"}, "number: no possible date"},
		{Claim{Name: "张三", Number: "110105174912310029"}, "number: no possible date"},
		{Claim{Name: "张三", Number: withCheck("11010520250616002")}, "number: in the future"},
		{Claim{Name: "张三", Number: "110105491231002"}, "number: first-generation"},
		{Claim{Name: "张三", Number: "110105491231002", Type: "111"}, "number: first-generation"},
		{Claim{Name: "张三", Number: "1101051949123100X2", Type: "111"}, "number: the last alone may be X"},
		{Claim{Name: "张三", Number: "1101051949123100", Type: "111"}, "number: this one has 16"},
		{Claim{Name: "张三", Number: "11010519491231002X2", Type: " 111 "}, "number: this one has 19"},
		{Claim{Name: "JOHN", Number: withCheck("91199919810803002")}, "nation: is missing"},
		{Claim{Name: "张三", Number: "1101051949123100222"}, "number: too short or too long"},
		{Claim{Name: "张三", Number: "110105194912310O2*"}, "number: other than letters and digits"},
		{Claim{Name: "张三", Number: "号码"}, "number: other than letters and digits"},
		{Claim{Name: "张三", Number: "H1234567", Type: "516"}, "number: H or M and 8 digits, for foreign"},
		{Claim{Name: "张三", Number: "1234567", Type: "511"}, "number: has 8 digits"},
		{Claim{Name: "张三", Number: "AB12345678", Type: "414", Nation: "USA"}, "number: 5 to 9"},
		{Claim{Name: "张三", Number: "AB12345678", Type: "513"}, "number: exit permit"},
		{Claim{Name: "张三", Number: "AB12", Type: "555", Nation: "USA"}, "number: 5 to 18"},
		{Claim{Name: "张三", Number: "9111241981080300", Type: "553"}, "number: 18 characters beginning with 9; nation: is missing"},
		{Claim{Name: "张三", Number: "911124198108030025"}, "number: check character"},
		{Claim{Name: "张三", Number: "AB1234567", Type: "414", Nation: "CHN"}, "number: has E or G"},
		{Claim{Name: "张三", Number: "EI1234567", Type: "414", Nation: "CHN"}, "number: has E or G"},
		{Claim{Name: "张三", Number: "AB1234567"}, "type: does not tell"},
		{Claim{Name: "张三", Number: id, Type: "112"}, "type: no such document type"},
		{Claim{Name: "张三", Number: "H12345678", Type: "111"}, "type: looks like"},
		{Claim{Name: "张三", Number: "911124198108030024", Type: "111"}, "type: looks like"},
		{Claim{Name: "张三", Number: id, Type: "414"}, "type: looks like"},
		{Claim{Name: "张三", Number: "110105194912310021", Type: "414"}, "number: check character; type: looks like"},
		{Claim{Name: "张三", Number: "AB1234567", Type: "414"}, "nation: is missing"},
		{Claim{Name: "张三", Number: "12345678", Type: "414"}, "nation: is missing"},
		{Claim{Name: "张三", Number: "AB1234567", Type: "414", Nation: "UTO"}, "nation: no such three-letter"},
		{Claim{Name: "张三", Number: "AB1234567", Type: "414", Nation: "DE"}, "nation: no such three-letter"},
		{Claim{Name: "SMITH JOHN", Number: "HA0000001", Type: "516"}, "nation: is missing"},
		{Claim{Name: "SMITH JOHN", Number: "HA0000001", Type: "516", Nation: "CHN"}, "nation: for foreigners"},
		{Claim{Name: "SMITH JOHN", Number: "HA0000001"}, "type: does not tell"},
		{Claim{Name: "SMITH JOHN", Number: "HA000000101"}, "type: does not tell"},
		{Claim{Name: "陈大文", Number: "HB0000001", Type: "516"}, "number: HA or MA"},
		{Claim{Name: "陈大文", Number: "H1234567801", Type: "414", Nation: "USA"}, "type: looks like"},
		{Claim{Name: "林志明", Number: "800000011", Type: "511"}, "number: has 8 digits"},
		{Claim{Name: "林志明", Number: "1234567801"}, "type: does not tell"},
		{Claim{Name: "欧阳 锋", Number: id}, "name: padding"},
		{Claim{Name: "张 三 买买提", Number: id}, "name: padding"},
		{Claim{Name: "LI<WEI", Number: id}, "name: incomplete"},
		{Claim{Name: "LI<WEI"}, "name: incomplete"},
		{Claim{Number: specimenTD3}, "number: whole machine-readable"},
		{Claim{Name: specimenTD3, Number: id}, "name: whole machine-readable"},
		{Claim{Name: "张三", Number: specimenTD3}, "number: whole machine-readable"},
		{Claim{Name: "张三", Number: strings.Replace(specimenTD3, "7408122", "7408123", 1)}, "number: date of birth"},
		{Claim{Name: "张三", Number: "CSC886084772<2800800<8200000<6", Type: "513"}, "number: exit permit"},
		{Claim{Name: "张三", Number: "H12345678", Nation: "HKG"}, "nation: have the nation CHN"},
		{Claim{Name: "张三", Number: "911124198108030024", Nation: "CHN"}, "nation: for foreigners"},
		{Claim{Name: "ZHANG SAN", Number: "CHN110065010116"}, "nation: for foreigners"},
		{Claim{Name: "ZHANG SAN", Number: "911156198108030025"}, "nation: for foreigners"},
		{Claim{Name: "张3", Number: id}, "name: a digit"},
		{Claim{Name: "张Ⅲ", Number: id}, "name: a digit"},
		{Claim{Name: "张\x00三", Number: id}, "name: control character"},
		{Claim{Name: "张\xff三", Number: id}, "name: control character"},
		{Claim{Name: "张三😀", Number: id}, "name: emoji"},
		{Claim{Name: "张三\uE000", Number: id}, "name: private use"},
		{Claim{Name: "⽂三", Number: id}, "name: private use"},
		{Claim{Name: "张三！", Number: id}, "name: no such document shows"},
		{Claim{Name: "张三.", Number: id}, "name: no such document shows"},
		{Claim{Name: "'", Number: id}, "name: no such document shows"},
		{Claim{Name: "张-三", Number: id}, "name: no such document shows"},
		{Claim{Name: "张三·", Number: id}, "name: begins or ends"},
		{Claim{Name: "张a三", Number: "H12345678"}, "name: run together"},
		{Claim{Name: "张a", Number: "H12345678"}, "name: run together"},
		{Claim{Name: "a张", Number: "H12345678"}, "name: run together"},
		{Claim{Name: "张.", Number: "H12345678"}, "name: no such document shows"},
		{Claim{Name: "ZHANG SAN", Number: id}, "name: no Latin letters"},
		{Claim{Name: strings.Repeat("𠮷", 201), Number: id}, "name: longer than 200"},
	} {
		subject, complaints := c.claim.Parse(today)
		var got []string
		for _, e := range complaints {
			got = append(got, string(e.Field)+": "+e.Error())
			if e.Kind != BadInput || e.Charged != ChargedNo || !strings.Contains(e.Full().ZH, "未发送、未计费。") ||
				!strings.Contains(e.Error(), " Nothing was sent or charged. ") {
				t.Errorf("%+v: complaint %+v", c.claim, e)
			}
		}
		if !matches(got, strings.Split(c.want, "; ")) || subject != (Subject{}) {
			t.Errorf("%+v: %+v %q, want %q", c.claim, subject, got, c.want)
		}
	}
}

func matches(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i, w := range want {
		field, part, _ := strings.Cut(w, ": ")
		if !strings.HasPrefix(got[i], field+": ") || !strings.Contains(got[i], part) {
			return false
		}
	}
	return true
}

func TestLongestName(t *testing.T) {
	name := strings.Repeat("𠮷", 200)
	if s, complaints := (Claim{Name: name, Number: "11010519491231002X"}).Parse(today); s.Name != name {
		t.Error(complaints)
	}
}

// TestBornToday takes the day in China, whatever the clock's location.
func TestBornToday(t *testing.T) {
	claim := Claim{Name: "张三", Number: withCheck("11010520250615002")}
	if _, complaints := claim.Parse(today); complaints != nil {
		t.Error(complaints)
	}
	for moment, born := range map[time.Time]bool{
		time.Date(2025, 6, 14, 15, 59, 0, 0, time.UTC):                                 false,
		time.Date(2025, 6, 14, 16, 0, 0, 0, time.UTC):                                  true,
		time.Date(2025, 6, 14, 16, 0, 0, 0, time.UTC).In(time.FixedZone("", -10*3600)): true,
		time.Date(2025, 6, 15, 5, 0, 0, 0, time.FixedZone("", 14*3600)):                false,
	} {
		if _, complaints := claim.Parse(moment); (complaints == nil) != born {
			t.Errorf("%v: %v", moment, complaints)
		}
	}
}

// withCheck appends the check character by its definition, ISO 7064: the whole
// is 1 modulo 11 when the digits are weighed with powers of two.
func withCheck(digits string) string {
	sum := 0
	for _, d := range digits {
		sum = (sum + int(d-'0')) * 2
	}
	return digits + string("0123456789X"[(12-sum%11)%11])
}

// TestCheckCharacter refuses every wrong character and every swap of neighbours
// in valid numbers of many check characters.
func TestCheckCharacter(t *testing.T) {
	valid := []string{"11010519491231002X", "440524188001010014", "911124198108030024", "932682198501010017"}
	for i := range 200 {
		valid = append(valid, withCheck(fmt.Sprintf("%06d%04d%02d%02d%03d", 110000+i*3571, 1900+i%120, 1+i%12, 1+i%28, i*37%1000)))
	}
	for _, number := range valid {
		if fault := checkResident(number, today); fault != nil {
			t.Fatalf("%s: %v", number, fault.what)
		}
		for _, wrong := range slips(number) {
			if checkResident(wrong, today) == nil {
				t.Errorf("%s for %s was taken", wrong, number)
			}
		}
	}
}

// slips are the numbers that differ in one character or by one swap.
func slips(number string) []string {
	var out []string
	for i := range len(number) {
		for _, c := range "0123456789X" {
			if byte(c) != number[i] {
				out = append(out, number[:i]+string(c)+number[i+1:])
			}
		}
		if i > 0 && number[i] != number[i-1] {
			out = append(out, number[:i-1]+string(number[i])+string(number[i-1])+number[i+1:])
		}
	}
	return out
}

func FuzzParse(f *testing.F) {
	f.Add("张三", "11010519491231002X", "111", "")
	f.Add("阿·买", "H1234567801", "", "CHN")
	f.Add("O'NEIL J.", "L898902C3", "414", "USA")
	f.Fuzz(func(t *testing.T, name, number, kind, nation string) {
		claim := Claim{name, number, DocumentType(kind), nation}
		s, complaints := claim.Parse(today)
		fields := map[Field]bool{}
		for _, e := range complaints {
			if fields[e.Field] {
				t.Errorf("two complaints about %s", e.Field)
			}
			fields[e.Field] = true
		}
		if (complaints == nil) == (s == Subject{}) {
			t.Errorf("%+v with %v", s, complaints)
		}
		if complaints != nil {
			return
		}
		again, _ := Claim{s.Name, s.Document.Number, s.Document.Type, s.Document.Nation}.Parse(today)
		if again != s || !IsNation(s.Document.Nation) {
			t.Errorf("%+v became %+v", s, again)
		}
	})
}
