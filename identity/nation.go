package identity

import (
	"slices"
	"strings"
)

// nations are the codes of ISO 3166-1, alpha-3 and numeric, in alphabetical
// order.
const nations = `
ABW533 AFG004 AGO024 AIA660 ALA248 ALB008 AND020 ARE784 ARG032 ARM051 ASM016 ATA010 ATF260
ATG028 AUS036 AUT040 AZE031 BDI108 BEL056 BEN204 BES535 BFA854 BGD050 BGR100 BHR048 BHS044
BIH070 BLM652 BLR112 BLZ084 BMU060 BOL068 BRA076 BRB052 BRN096 BTN064 BVT074 BWA072 CAF140
CAN124 CCK166 CHE756 CHL152 CHN156 CIV384 CMR120 COD180 COG178 COK184 COL170 COM174 CPV132
CRI188 CUB192 CUW531 CXR162 CYM136 CYP196 CZE203 DEU276 DJI262 DMA212 DNK208 DOM214 DZA012
ECU218 EGY818 ERI232 ESH732 ESP724 EST233 ETH231 FIN246 FJI242 FLK238 FRA250 FRO234 FSM583
GAB266 GBR826 GEO268 GGY831 GHA288 GIB292 GIN324 GLP312 GMB270 GNB624 GNQ226 GRC300 GRD308
GRL304 GTM320 GUF254 GUM316 GUY328 HKG344 HMD334 HND340 HRV191 HTI332 HUN348 IDN360 IMN833
IND356 IOT086 IRL372 IRN364 IRQ368 ISL352 ISR376 ITA380 JAM388 JEY832 JOR400 JPN392 KAZ398
KEN404 KGZ417 KHM116 KIR296 KNA659 KOR410 KWT414 LAO418 LBN422 LBR430 LBY434 LCA662 LIE438
LKA144 LSO426 LTU440 LUX442 LVA428 MAC446 MAF663 MAR504 MCO492 MDA498 MDG450 MDV462 MEX484
MHL584 MKD807 MLI466 MLT470 MMR104 MNE499 MNG496 MNP580 MOZ508 MRT478 MSR500 MTQ474 MUS480
MWI454 MYS458 MYT175 NAM516 NCL540 NER562 NFK574 NGA566 NIC558 NIU570 NLD528 NOR578 NPL524
NRU520 NZL554 OMN512 PAK586 PAN591 PCN612 PER604 PHL608 PLW585 PNG598 POL616 PRI630 PRK408
PRT620 PRY600 PSE275 PYF258 QAT634 REU638 ROU642 RUS643 RWA646 SAU682 SDN729 SEN686 SGP702
SGS239 SHN654 SJM744 SLB090 SLE694 SLV222 SMR674 SOM706 SPM666 SRB688 SSD728 STP678 SUR740
SVK703 SVN705 SWE752 SWZ748 SXM534 SYC690 SYR760 TCA796 TCD148 TGO768 THA764 TJK762 TKL772
TKM795 TLS626 TON776 TTO780 TUN788 TUR792 TUV798 TWN158 TZA834 UGA800 UKR804 UMI581 URY858
USA840 UZB860 VAT336 VCT670 VEN862 VGB092 VIR850 VNM704 VUT548 WLF876 WSM882 YEM887 ZAF710
ZMB894 ZWE716
`

// china is the nation of holders of resident cards and of permits for people
// from Hong Kong, Macau and Taiwan.
const china = "CHN"

// travelCodes are those that passports carry (ICAO 9303-3, section 5) and that
// ISO 3166-1 does not have: Kosovo, stateless persons, refugees, others without a
// nation, the European Union, the United Nations, and two orders.
const travelCodes = "RKS XXA XXB XXC XXX EUE UNO UNA UNK XOM XPO"

// IsNation reports whether code, upper case, is an alpha-3 code of ISO 3166-1 or
// one that only travel documents have.
func IsNation(code string) bool {
	_, ok := lookNation(code, 0, 3)
	return len(code) == 3 && (ok || slices.Contains(strings.Fields(travelCodes), code))
}

// lookNation returns the entry whose characters from..to are code.
func lookNation(code string, from, to int) (string, bool) {
	for f := range strings.FieldsSeq(nations) {
		if f[from:to] == code {
			return f, true
		}
	}
	return "", false
}

// ImpliedNation returns the nation that follows from a document's type and
// normalised number: CHN for resident cards, permits and Chinese passports, and
// the nation inside a permanent resident's number (three letters up to 2023,
// since then digits 4 to 6, ISO 3166-1 numeric).
func ImpliedNation(t DocumentType, number string) (string, bool) {
	k, known := kindOf(t)
	if !known {
		return "", false
	}
	implied := k.holder(k.cut(number)).implied
	return implied, implied != ""
}

// cardNation reads the nation out of a permanent resident's number, "" where it
// names none.
func cardNation(number string) string {
	if code := number[:3]; len(number) == 15 {
		if !IsNation(code) {
			return ""
		}
		return code
	}
	if f, ok := lookNation(number[3:6], 3, 6); ok {
		return f[:3]
	}
	return ""
}

// NormaliseNation returns a nation as it is sent: as NormaliseNumber does, and
// the codes that passports have for Germany and the kinds of British nationals
// as ISO 3166-1 has them.
func NormaliseNation(s string) string {
	code := NormaliseNumber(s)
	switch code {
	case "D":
		return "DEU"
	case "GBD", "GBN", "GBO", "GBP", "GBS":
		return "GBR"
	}
	return code
}

// mrzNation is NormaliseNation of a zone, which leaves out a nation that is not
// specified.
func mrzNation(code string) string {
	if code == "" {
		return "XXX"
	}
	return NormaliseNation(code)
}
