package providers

import (
	"slices"
	"unicode/utf8"

	"facedesk/identity"
)

// Descriptor is one service as data. The settings screen, the command line, the
// consent notice and the documentation use it.
type Descriptor struct {
	Code      string        // slsj, tianyan, …
	Name      identity.Text // the product
	Homepage  string
	Recipient Recipient
	// Face is true if the service compares a face. It then needs a portrait and
	// the guest's consent, and its best outcome is Match.
	Face      bool
	Portrait  identity.PortraitSpec
	Documents []Accepted
	Names     NameRule
	Settings  []Field
	Secrets   []SecretField
	// Confirmation is what IT must confirm before the service is offered, or
	// nil.
	Confirmation *Confirmation
	// Advice returns what an operator should know about these settings, or nil.
	// The settings screen, config check and doctor show it.
	Advice func(Values) []identity.Text
}

// Offered reports whether the desk may use the service under these settings.
func (d Descriptor) Offered(v Values) bool { return d.Confirmation == nil || d.Confirmation.Given(v) }

// Recipient is who receives the photo. The notice names it (PIPL 23).
type Recipient struct {
	Name       identity.Text
	Contact    string
	PrivacyURL string
}

// Accepted is one kind of document that a service takes.
type Accepted struct {
	Type   identity.DocumentType
	Length int // characters of the number, 0 for any number of them
}

// NameRule is a service's rule for names.
type NameRule struct {
	Max      int  // code points; 0 for no limit
	Warn     int  // code points above which the manual contradicts itself; 0 for none
	NoSpaces bool // a space is refused
}

// refusal returns the error for a subject that the chosen service does not
// take.
func refusal(f identity.Field, zh, en string) error {
	return identity.Bad(f, identity.Say(zh, en).Do("请改选服务，或人工核对证件。", "Choose another service, or check the document by hand."))
}

// Takes checks whether the service accepts a subject under the given settings.
// The error is a BadInput about one field.
func (d Descriptor) Takes(s identity.Subject, v Values) error {
	if !d.takesDocument(s.Document, v) {
		return refusal(identity.FieldType,
			"所选核验服务（"+d.Name.ZH+"）不受理这种证件。", "The chosen service ("+d.Name.EN+") does not take this document.")
	}
	return d.Names.check(s.Name)
}

func (d Descriptor) takesDocument(doc identity.Document, v Values) bool {
	if types, ok := v[KeyDocumentTypes].([]string); ok {
		return slices.Contains(types, string(doc.Type))
	}
	return slices.ContainsFunc(d.Documents, func(a Accepted) bool {
		return a.Type == doc.Type && (a.Length == 0 || a.Length == len(doc.Number))
	})
}

// TakesType reports whether the service takes some number of a type of document
// under the given settings.
func (d Descriptor) TakesType(t identity.DocumentType, v Values) bool {
	if types, ok := v[KeyDocumentTypes].([]string); ok {
		return slices.Contains(types, string(t))
	}
	return slices.ContainsFunc(d.Documents, func(a Accepted) bool { return a.Type == t })
}

func (r NameRule) check(name string) error {
	n := utf8.RuneCountInString(name)
	if r.Max > 0 && n > r.Max {
		return refusal(identity.FieldName,
			"姓名超过所选服务的长度上限。", "The name is longer than the chosen service accepts.")
	}
	if r.NoSpaces && slices.Contains([]rune(name), ' ') {
		return refusal(identity.FieldName,
			"所选服务不接受带空格的姓名。", "The chosen service does not accept a name with spaces.")
	}
	return nil
}

// Spec is the portrait limit under the given settings: max_bytes where the
// operator has set it, else the service's documented limit. The JPEG may be
// progressive where the manual or the operator says that the service reads it.
func (d Descriptor) Spec(v Values) identity.PortraitSpec {
	spec := d.Portrait
	if n := v.Int(KeyMaxBytes); n > 0 {
		spec = identity.PortraitSpec{MaxBytes: n}
	}
	spec.Progressive = d.Portrait.Progressive || v.Bool(KeyProgressive)
	return spec
}
