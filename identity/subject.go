package identity

// DocumentType is a type code of GA/T 517.
type DocumentType string

const (
	ResidentID            DocumentType = "111" // 居民身份证, also residence permits 81/82/83…
	DiplomaticPassport    DocumentType = "411" // 外交护照
	ServicePassport       DocumentType = "412" // 公务护照
	PublicAffairsPassport DocumentType = "413" // 因公普通护照
	OrdinaryPassport      DocumentType = "414" // 普通护照
	HongKongPassport      DocumentType = "420" // 香港特区护照
	MacauPassport         DocumentType = "421" // 澳门特区护照
	TaiwanPermit          DocumentType = "511" // 台湾居民来往大陆通行证
	ExitPermit            DocumentType = "513" // 往来港澳通行证
	HKMacauPermit         DocumentType = "516" // 港澳居民来往内地通行证
	PermanentResident     DocumentType = "553" // 外国人永久居留证
	ForeignerResidence    DocumentType = "554" // 外国人居留证
	TemporaryResidence    DocumentType = "555" // 外国人临时居留证
)

// Document is one normalised, validated document. Nation is ISO 3166-1 alpha-3,
// or where that has none what ICAO has for it; CHN for holders of Taiwan permits
// and of permits for Chinese residents of Hong Kong and Macau.
type Document struct {
	Type   DocumentType
	Number string
	Nation string
}

// Subject is the claimed identity. Make one with Claim.Parse; a Subject that
// came from there is normalised and well-formed.
type Subject struct {
	Name     string
	Document Document
}
