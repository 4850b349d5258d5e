package identity

import "slices"

// GuestLanguage is a language that guests can read. The clerk's language is
// another thing: see Language.
type GuestLanguage struct {
	Code  string // as BCP 47 has it: ja, zh-Hant
	Name  string // in the language itself
	Label Text   // for the settings
}

// GuestLanguages lists the languages that the program brings, in the order in which
// guests are offered them.
func GuestLanguages() []GuestLanguage { return slices.Clone(guestLanguages) }

var guestLanguages = []GuestLanguage{
	{string(Chinese), "中文", Text{"中文", "Chinese"}},
	{string(Traditional), "繁體中文", Text{"繁体中文", "traditional Chinese"}},
	{string(English), "English", Text{"英文", "English"}},
	{"ja", "日本語", Text{"日文", "Japanese"}},
	{"ko", "한국어", Text{"韩文", "Korean"}},
	{"ru", "Русский", Text{"俄文", "Russian"}},
	{"th", "ไทย", Text{"泰文", "Thai"}},
	{"vi", "Tiếng Việt", Text{"越南文", "Vietnamese"}},
}

// languageOf are the languages of nations for whose guests the program has one.
// Chinese guests read what the desk reads.
var languageOf = map[string]string{
	"JPN": "ja", "KOR": "ko", "PRK": "ko", "RUS": "ru", "BLR": "ru", "KAZ": "ru", "KGZ": "ru", "THA": "th", "VNM": "vi",
	"TWN": string(Traditional), "HKG": string(Traditional), "MAC": string(Traditional), "CHN": "",
}

// Language returns the language that the holder of a document reads in all
// likelihood, by its type and nation. It returns "" if nothing tells it.
func (d Document) Language() string {
	switch d.Type {
	case TaiwanPermit, HKMacauPermit, HongKongPassport, MacauPassport:
		return string(Traditional)
	}
	if d.Type == ResidentID && d.Residence() {
		return string(Traditional)
	}
	code, known := languageOf[d.Nation]
	if !known && d.Nation != "" {
		return string(English)
	}
	return code
}
