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

// Error is why there is no verdict. What and Next are whole sentences; neither
// speaks of money, which Money words from Charged. No sentence carries personal
// data, a secret or a response body, and nothing acts on what a sentence says.
type Error struct {
	Kind    Kind
	Field   Field // the input at fault, "" where none is
	What    Text  // what happened
	Next    Text  // what to do, empty where nothing is left to do
	Charged Charged
	Sent    bool   // the service has had the request, though it may not charge for it
	Vendor  Vendor // what the service said, empty where it said nothing
	Cause   error  // for errors.Is and errors.As; never shown
}

// Error returns the whole in English.
func (e *Error) Error() string { return e.Full().EN }

// Said returns what happened and what to do.
func (e *Error) Said() Sentences { return Sentences{What: e.What, Next: e.Next} }

// Full returns what happened, what became of the money, and what to do.
func (e *Error) Full() Text { return e.What.Then(e.Money()).Then(e.Next) }

// Unwrap returns the private cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind that err or an error it wraps carries, "" for none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// Bad returns a BadInput error about one field. Nothing was sent or charged.
func Bad(f Field, s Sentences) *Error {
	return &Error{Kind: BadInput, Field: f, What: s.What, Next: s.Next, Charged: ChargedNo}
}
