package identity

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestGuessType(t *testing.T) {
	for number, want := range map[string]DocumentType{
		"11010519491231002X": ResidentID,
		"110105194912310020": ResidentID, // wrong check character: still the shape
		"830000199201300022": ResidentID,
		"911124198108030024": PermanentResident,
		"DEU110181112603":    PermanentResident,
		"h12345678":          HKMacauPermit,
		"M 12345678 02":      HKMacauPermit,
		"12345678":           TaiwanPermit,
		"E12345678":          OrdinaryPassport,
		"G12345678":          OrdinaryPassport,
		"EA1234567":          OrdinaryPassport,
		"EO1234567":          "",
		"GA1234567":          "",
		"H123456780":         "",
		"H12345678(02)":      HKMacauPermit,
		"HA1234567":          "", // or a passport
		"12345678(B)":        TaiwanPermit,
		"1234567801(B)":      TaiwanPermit,
		"1234567801":         "", // or the beginning of 18 digits
		"12345678B":          "",
		"L898902C3":          "",
		"110105491231002":    "",
		"":                   "",
	} {
		if got, ok := GuessType(number); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", number, got, ok, want)
		}
	}
}

func TestTypes(t *testing.T) {
	asks := map[DocumentType]bool{}
	for _, info := range Types() {
		if _, twice := asks[info.Code]; twice || info.Name.ZH == "" || info.Name.EN == "" || info.Short.ZH == "" || info.Short.EN == "" {
			t.Errorf("%+v", info)
		}
		asks[info.Code] = info.Code.AsksNation("")
	}
	if len(asks) < 13 || !asks[OrdinaryPassport] || asks[ResidentID] || asks[HKMacauPermit] {
		t.Error(asks)
	}
}

func TestNations(t *testing.T) {
	all := strings.Fields(nations)
	if len(all) != 249 || !slices.IsSorted(all) {
		t.Error(len(all), all)
	}
	for code, want := range map[string]bool{"CHN": true, "DEU": true, "ZWE": true, "TWN": true, "D": false, "UTO": false, "XXX": true, "UNO": true, "RKS": true, "XXXA": false, " ": false, "chn": false, "156": false, "": false} {
		if IsNation(code) != want {
			t.Errorf("%q", code)
		}
	}
}

func TestResidence(t *testing.T) {
	for number, want := range map[string]bool{
		"810000199408230021": true, "820000199408230021": true, "830000199201300022": true, "911124198108030024": true,
		"11010519491231002X": false, "DEU110181112603": false, "81234567": false,
	} {
		kind, _ := GuessType(number)
		if got := (Document{Type: kind, Number: number}).Residence(); got != want {
			t.Errorf("%s: %v", number, got)
		}
	}
}

func TestBirth(t *testing.T) {
	for number, want := range map[string]string{
		"11010519491231002X": "1949-12-31",
		"911124198108030024": "1981-08-03",
		"932682198501010017": "1985-01-01",
		"110105194902300020": "",
		"12345678":           "",
		"USA110181112603":    "",
	} {
		kind, _ := GuessType(number)
		got, ok := Document{Type: kind, Number: number}.Birth()
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("%s: %v %v, want %q", number, got, ok, want)
		}
	}
	if _, ok := (Document{Type: ForeignerResidence, Number: "11010519491231002X"}).Birth(); ok {
		t.Error("a birth date from a number of another kind")
	}
}

func TestAgeAndMinor(t *testing.T) {
	for _, c := range []struct {
		birth, on string
		years     int
		known     bool
	}{
		{"20110615", "2025-06-14", 13, true},
		{"20110615", "2025-06-15", 14, true},
		{"20110615", "2025-06-16", 14, true},
		{"20120229", "2026-02-28", 13, true},
		{"20120229", "2026-03-01", 14, true},
		{"20120229", "2024-02-28", 11, true},
		{"20120229", "2024-02-29", 12, true},
		{"20120301", "2026-02-28", 13, true},
		{"20250615", "2025-06-15", 0, true},
		{"20250616", "2025-06-15", 0, false},
	} {
		on, err := time.Parse(time.DateOnly, c.on)
		if err != nil {
			t.Fatal(err)
		}
		doc := Document{Type: ResidentID, Number: withCheck("110105" + c.birth + "002")}
		years, known := doc.Age(on)
		if years != c.years || known != c.known {
			t.Errorf("born %s on %s: %d %v", c.birth, c.on, years, known)
		}
		minor, known := doc.Minor(on)
		if minor != (c.known && c.years < 14) || known != c.known {
			t.Errorf("born %s on %s: minor %v %v", c.birth, c.on, minor, known)
		}
	}
	if _, known := (Document{Type: TaiwanPermit, Number: "12345678"}).Minor(today); known {
		t.Error("an age out of nothing")
	}
}
