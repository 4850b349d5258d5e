package providers

import "facedesk/identity"

// Confirmation belongs to a service whose codes are not published. Its answers
// pass nobody until IT has made a test call with a person and a document that
// are known to belong together.
type Confirmation struct {
	Parts string // the fields of the code in the answer, such as result/photoResult
	Proof string // the code that the test call must return
}

// Keys of the settings that hold a confirmation.
const (
	keyCodesConfirmed    = "codes_confirmed"
	keyConfirmedEndpoint = "confirmed_endpoint"
)

// Settings returns the fields that hold the confirmation of a service.
func (c Confirmation) Settings(code string) []Field {
	return []Field{
		{Key: keyCodesConfirmed, Type: TypeBool, Default: false,
			Label: identity.Text{ZH: "结果代码已确认", EN: "Answer codes confirmed"},
			Help: identity.Text{ZH: "供应商未公布代码表。请用 facedesk config confirm-codes " + code + " 核对后启用。",
				EN: "The vendor's code table is not published. Check it with facedesk config confirm-codes " + code + ", which turns this on."}},
		{Key: keyConfirmedEndpoint, Type: TypeText, Default: "",
			Label: identity.Text{ZH: "确认代码时的地址", EN: "Endpoint at the confirmation"},
			Help: identity.Text{ZH: "由 confirm-codes 写入；接口地址改变后须重新确认。为空则没有确认。",
				EN: "Written by confirm-codes; another endpoint must be confirmed anew. Empty: nothing is confirmed."}},
	}
}

// Given reports whether the codes are confirmed at the current endpoint. A test
// call to one address proves nothing about another.
func (c Confirmation) Given(v Values) bool {
	at := v.String(keyConfirmedEndpoint)
	return v.Bool(keyCodesConfirmed) && at != "" && at == v.String(KeyEndpoint)
}

// Give returns the settings that confirm the codes at one endpoint, as pairs of
// key and text.
func (c Confirmation) Give(endpoint string) [][2]string {
	return [][2]string{{keyConfirmedEndpoint, endpoint}, {keyCodesConfirmed, "true"}}
}

// Assume confirms the codes in these values, for the sandbox, which answers by the
// assumed table.
func (c Confirmation) Assume(v Values) {
	v[keyCodesConfirmed], v[keyConfirmedEndpoint] = true, v.String(KeyEndpoint)
}
