package identity

import "errors"

// Kind says why there is no verdict.
type Kind string

const (
	Retake         Kind = "retake"          // the photo is at fault
	BadInput       Kind = "bad_input"       // name, number, document or file is at fault
	Configuration  Kind = "configuration"   // credentials, subscription, settings
	Quota          Kind = "quota"           // no calls or no money left
	Clock          Kind = "clock"           // this machine's clock is off
	Busy           Kind = "busy"            // rate limit, or the service is down: later
	NotSent        Kind = "not_sent"        // surely not sent, surely not charged
	UnknownOutcome Kind = "unknown_outcome" // sent, no readable answer: may have been charged
	Guarded        Kind = "guarded"         // refused here to avoid a doubled call
	Records        Kind = "records"         // the records cannot be written; no call was made
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{Retake, BadInput, Configuration, Quota, Clock, Busy, NotSent, UnknownOutcome, Guarded, Records}
}

// Field names the input that a complaint is about.
type Field string

const (
	FieldName    Field = "name"
	FieldNumber  Field = "number"
	FieldType    Field = "type"
	FieldNation  Field = "nation"
	FieldPhoto   Field = "photo"
	FieldConsent Field = "consent"
)

// Error is why there is no verdict. Its text says what happened, that nothing
// was lost or charged where that is so, and what to do; it never carries
// personal data, a secret or a response body.
type Error struct {
	Kind    Kind
	Field   Field // the input at fault, "" where none is
	Text    Text
	Charged Charged
	Vendor  Vendor // what the service said, empty where it said nothing
	Cause   error  // for errors.Is and errors.As; never shown
}

// Error returns the English sentence.
func (e *Error) Error() string { return e.Text.EN }

// Unwrap returns the private cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind that err or an error it wraps carries, "" for none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// Bad returns a BadInput error about one field. Nothing was charged.
func Bad(f Field, zh, en string) *Error {
	return &Error{Kind: BadInput, Field: f, Text: Text{ZH: zh, EN: en}, Charged: ChargedNo}
}
