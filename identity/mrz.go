package identity

import (
	"strings"
	"time"
	"unicode"
)

// MRZ is the machine-readable zone of a travel document (ICAO 9303), its check
// digits verified. The name has none: let it be compared with the document.
type MRZ struct {
	Format      string // TD1, TD2 or TD3
	Code        string // P…, I…, A…, C…
	Issuer      string // as printed: ISO 3166-1 alpha-3 or a code of ICAO's own
	Number      string
	Nationality string // as printed, like Issuer
	Birth       string // YYMMDD; '<' for digits that are not known
	Sex         string // M, F, "" for unspecified
	Expiry      string // YYMMDD; '<' for digits that are not known
	Surname     string
	Given       string
	Truncated   bool // the name fills its line, so that its end may be missing
}

// ParseMRZ reads the zone of a passport or card in the formats TD1 (three lines
// of 30), TD2 (two of 36) and TD3 (two of 44), with or without line breaks, in
// any case, as a scanner types it, also through a Chinese input method that makes
// full-width characters and 《 of it. Every check digit is verified. The error is a
// BadInput about the number.
func ParseMRZ(text string) (MRZ, error) {
	m, fault := readZone(text)
	if fault != nil {
		return MRZ{}, fault.complaint()
	}
	return m, nil
}

// mrzText drops what scanners add and undoes what input methods do.
func mrzText(text string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToUpper(halfWidth(r))
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), isInvisible(r):
			return -1
		case strings.ContainsRune(fillers, r):
			return '<'
		}
		return r
	}, text)
}

func isMRZ(r rune) bool { return isDigit(r) || r >= 'A' && r <= 'Z' || r == '<' }

// mrz takes the fields apart that have been checked.
func (f mrzFields) mrz(format string) MRZ {
	surname, given, _ := strings.Cut(f.names, "<<")
	return MRZ{
		Format:      format,
		Code:        unfill(f.code),
		Issuer:      unfill(f.issuer),
		Number:      strings.ReplaceAll(f.number, "<", ""),
		Nationality: unfill(f.nationality),
		Birth:       f.birth,
		Sex:         strings.Trim(f.sex, "<X"),
		Expiry:      f.expiry,
		Surname:     unfill(surname),
		Given:       unfill(given),
		Truncated:   !strings.HasSuffix(f.names, "<"),
	}
}

// unfill turns fillers into single spaces and trims.
func unfill(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '<' }), " ")
}

// Name returns surname and given names in the order of the document.
func (m MRZ) Name() string { return strings.TrimSpace(m.Surname + " " + m.Given) }

// Claim returns the claim that the zone makes: type 414 for passports, else to
// be guessed from the number. The name stays empty for Chinese nationals, whose
// registered name is in Chinese characters, and where it may be cut. ICAO's own
// codes become ISO 3166-1 where they can (D is DEU, GBN and the like are GBR);
// others (stateless persons, the UN) are left for Parse to complain of.
func (m MRZ) Claim() Claim {
	c := Claim{Number: m.Number, Nation: mrzNation(m.Nationality)}
	if strings.HasPrefix(m.Code, "P") {
		c.Type = OrdinaryPassport
	}
	if c.Nation != china && !m.Truncated {
		c.Name = m.Name()
	}
	return c
}

// BirthDate returns the date of birth at midnight UTC: the latest that its two
// digits of year allow and that is not after today. False where it is not known.
func (m MRZ) BirthDate(today time.Time) (time.Time, bool) {
	return century(m.Birth, Day(today).Year()/100, func(t time.Time) bool { return !isAfter(t, today) })
}

// ExpiryDate returns the last day of validity at midnight UTC, of the years
// that its two digits allow the one from 49 years before today to 50 after.
func (m MRZ) ExpiryDate(today time.Time) (time.Time, bool) {
	year := Day(today).Year()
	return century(m.Expiry, year/100+1, func(t time.Time) bool { return t.Year() <= year+50 })
}

// century returns YYMMDD in the latest century, from first down, that is a
// possible date and fits.
func century(yymmdd string, first int, fits func(time.Time) bool) (time.Time, bool) {
	if len(yymmdd) != 6 || !digitsOnly(yymmdd) || first < 1 || first > 99 {
		return time.Time{}, false
	}
	for c := first; c > 0 && c > first-4; c-- {
		prefix := string([]byte{'0' + byte(c/10), '0' + byte(c%10)})
		if t, err := time.Parse("20060102", prefix+yymmdd); err == nil && fits(t) {
			return t, true
		}
	}
	return time.Time{}, false
}
