package identity

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// The specimens of ICAO 9303-4, -5 and -6, and the long number of 9303-11.
const (
	specimenTD3  = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
	specimenTD2  = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
	specimenTD1  = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
	specimenLong = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)

func TestParseMRZ(t *testing.T) {
	anna := MRZ{Code: "I", Issuer: "UTO", Number: "D23145890", Nationality: "UTO",
		Birth: "740812", Sex: "F", Expiry: "120415", Surname: "ERIKSSON", Given: "ANNA MARIA"}
	td1, td2, td3 := anna, anna, anna
	td1.Format, td2.Format, td3.Format = "TD1", "TD2", "TD3"
	td3.Code, td3.Number = "P", "L898902C3"
	long := MRZ{Format: "TD1", Code: "I", Issuer: "UTO", Number: "D23145890734", Nationality: "UTO",
		Birth: "340712", Sex: "M", Expiry: "950712", Surname: "STEVENSON", Given: "PETER JOHN"}
	for text, want := range map[string]MRZ{specimenTD1: td1, specimenTD2: td2, specimenTD3: td3, specimenLong: long} {
		for _, typed := range []string{
			text, strings.ToLower(text), strings.ReplaceAll(text, "\n", ""), strings.ReplaceAll(text, "\n", "\r\n") + "\r",
			"\x02" + strings.ReplaceAll(text, "\n", "\t") + "\x03", strings.ReplaceAll(text, "<", "《"), strings.ReplaceAll(text, "<", "＜"),
			strings.ReplaceAll(text, "2", "２"),
		} {
			if got, err := ParseMRZ(typed); err != nil || got != want {
				t.Errorf("%q: %+v %v, want %+v", typed, got, err, want)
			}
		}
	}
}

// TestParseMRZRefuses changes every digit under a check digit.
func TestParseMRZRefuses(t *testing.T) {
	for text, from := range map[string]int{specimenTD3: 45, specimenTD2: 37, specimenTD1: 5, specimenLong: 5} {
		for i := from; i < len(text); i++ {
			if !isDigit(rune(text[i])) {
				continue
			}
			for _, c := range "0123456789" {
				wrong := text[:i] + string(c) + text[i+1:]
				if _, err := ParseMRZ(wrong); err == nil && wrong != text {
					t.Errorf("%q was taken", wrong)
				}
			}
		}
	}
}

func TestParseMRZComplaints(t *testing.T) {
	// swap keeps the length; each change leaves the check digits before it right.
	swap := strings.NewReplacer
	for _, c := range []struct{ text, want string }{
		{"", "incomplete"},
		{specimenTD3[:60], "incomplete"},
		{specimenTD3 + "<", "incomplete"},
		{strings.Replace(specimenTD3, "<", ">", 1), "other than letters"},
		{strings.Replace(specimenTD3, "P", "V", 1), "visa"},
		{strings.Replace(specimenTD3, "P", "<", 1), "visa"},
		{swap("L898902C36", "L898902C37").Replace(specimenTD3), "document number"},
		{swap("L898902C36", "<<<<<<<<<0").Replace(specimenTD3), "document number"},
		{swap("D23145890<7349", "D23145890<<<<<").Replace(specimenLong), "document number"},
		{swap("7408122F", "7408123F").Replace(specimenTD3), "date of birth"},
		{swap("7408122F", "7413122F").Replace(specimenTD3), "date of birth"},
		{swap("7408122F", "740812<F").Replace(specimenTD3), "date of birth"},
		{swap("1204159ZE", "1204158ZE").Replace(specimenTD3), "date of expiry"},
		{swap("B<<<<<10", "B<<<<<20").Replace(specimenTD3), "personal number"},
		{swap("B<<<<<10", "B<<<<<11").Replace(specimenTD3), "overall"},
		{swap("UTO<<<<<<<<<<<6", "UTOABCDEFGHIJK6").Replace(specimenTD1), "overall"},
		{swap("UTO<<<<<<<<<<<6", "UTO<<<<<<<<<<16").Replace(specimenTD1), "overall"},
		{swap("D231458907<<<<<<<<<<<<<<<", "D231458907<<<<<<<<<<<<<<1").Replace(specimenTD1), "overall"},
		{swap("F1204159<<<<<<<6", "F1204159<<<<<<16").Replace(specimenTD2), "overall"},
		{swap("F1204159", "Q1204159").Replace(specimenTD3), "sex"},
		{fix(swap("7408122", dated("741301")).Replace(specimenTD3)), "date of birth"},
		{fix(swap("7408122", dated("740832")).Replace(specimenTD3)), "date of birth"},
		{fix(swap("1204159", dated("12A415")).Replace(specimenTD3)), "date of expiry"},
	} {
		m, err := ParseMRZ(c.text)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), c.want) || e.Field != FieldNumber || e.Kind != BadInput || m != (MRZ{}) {
			t.Errorf("%q: %+v %v, want %q", c.text, m, err, c.want)
		}
	}
}

func dated(yymmdd string) string { return yymmdd + string(checkDigit(yymmdd)) }

// fix renews the overall check digit of a TD3 zone with one line break.
func fix(text string) string {
	line := text[45:]
	return text[:len(text)-1] + string(checkDigit(line[:10]+line[13:20]+line[21:43]))
}

func TestParseMRZUnknownDates(t *testing.T) {
	text := fix(strings.Replace(specimenTD3, "7408122", dated("74<<<<"), 1))
	m, err := ParseMRZ(text)
	if _, known := m.BirthDate(today); err != nil || m.Birth != "74<<<<" || known {
		t.Errorf("%+v %v", m, err)
	}
	text = fix(strings.Replace(specimenTD3, "ZE184226B<<<<<1", "<<<<<<<<<<<<<<<", 1))
	if _, err := ParseMRZ(text); err != nil {
		t.Errorf("no personal number, filler as its check digit: %v", err)
	}
}

func TestMRZClaim(t *testing.T) {
	passport := MRZ{Code: "P", Number: "C01X00T47", Nationality: "D", Surname: "MUSTERMANN", Given: "ERIKA"}
	with := func(change func(*MRZ)) MRZ {
		m := passport
		change(&m)
		return m
	}
	for _, c := range []struct {
		mrz  MRZ
		want Claim
	}{
		{passport, Claim{"MUSTERMANN ERIKA", "C01X00T47", OrdinaryPassport, "DEU"}},
		{with(func(m *MRZ) { m.Nationality = "GBN" }), Claim{"MUSTERMANN ERIKA", "C01X00T47", OrdinaryPassport, "GBR"}},
		{with(func(m *MRZ) { m.Given = "" }), Claim{"MUSTERMANN", "C01X00T47", OrdinaryPassport, "DEU"}},
		{with(func(m *MRZ) { m.Truncated = true }), Claim{"", "C01X00T47", OrdinaryPassport, "DEU"}},
		{with(func(m *MRZ) { m.Code, m.Nationality, m.Number = "PO", "CHN", "E12345678" }), Claim{"", "E12345678", OrdinaryPassport, "CHN"}},
		{with(func(m *MRZ) { m.Nationality = "XXA" }), Claim{"MUSTERMANN ERIKA", "C01X00T47", OrdinaryPassport, "XXA"}},
		{with(func(m *MRZ) { m.Nationality = "" }), Claim{"MUSTERMANN ERIKA", "C01X00T47", OrdinaryPassport, "XXX"}},
		{with(func(m *MRZ) { m.Code = "I" }), Claim{"MUSTERMANN ERIKA", "C01X00T47", "", "DEU"}},
	} {
		if got := c.mrz.Claim(); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.mrz, got, c.want)
		}
	}
	if s, complaints := with(func(m *MRZ) { m.Nationality, m.Number = "", "E12345678" }).Claim().Parse(today); s.Document.Nation != "XXX" {
		t.Error("a stateless person became Chinese by the number's shape", complaints)
	}
}

func TestMRZDates(t *testing.T) {
	for _, c := range []struct{ birth, want string }{
		{"740812", "1974-08-12"}, {"250615", "2025-06-15"}, {"250616", "1925-06-16"}, {"000229", "2000-02-29"}, {"010229", ""},
	} {
		got, ok := MRZ{Birth: c.birth}.BirthDate(today)
		if ok != (c.want != "") || ok && got.Format(time.DateOnly) != c.want {
			t.Errorf("%s: %v, want %q", c.birth, got, c.want)
		}
	}
	for expiry, want := range map[string]string{"350101": "2035-01-01", "750101": "2075-01-01", "760101": "1976-01-01", "991231": "1999-12-31"} {
		if got, ok := (MRZ{Expiry: expiry}).ExpiryDate(today); !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%s: %v, want %s", expiry, got, want)
		}
	}
}

func FuzzParseMRZ(f *testing.F) {
	for _, s := range []string{specimenTD1, specimenTD2, specimenTD3, specimenLong} {
		f.Add(s, int64(0))
	}
	f.Fuzz(func(t *testing.T, text string, now int64) {
		m, err := ParseMRZ(text)
		if err != nil {
			if KindOf(err) != BadInput || m != (MRZ{}) {
				t.Errorf("%+v %v", m, err)
			}
			return
		}
		if m.Number == "" || strings.Contains(m.Number+m.Name()+m.Nationality, "<") || len(m.Birth) != 6 || len(m.Expiry) != 6 {
			t.Errorf("%+v", m)
		}
		clock := time.Unix(now, 0)
		m.Claim().Parse(clock)
		if birth, ok := m.BirthDate(clock); ok && isAfter(birth, clock) {
			t.Errorf("born %v, today %v", birth, clock)
		}
		m.ExpiryDate(clock)
	})
}
