package providers

import (
	"time"

	"facedesk/identity"
)

// FieldType is the type of a setting.
type FieldType int

const (
	TypeText     FieldType = iota // string
	TypeURL                       // string; https unless the host is loopback
	TypeInteger                   // int
	TypeNumber                    // float64
	TypeBool                      // bool
	TypeDuration                  // time.Duration, written "30s"
	TypeChoice                    // string, one of Choices
	TypeList                      // []string, each one of Choices where given
)

// Field describes one setting: its key, its type and limits, and its texts on
// the settings screen and in --help.
type Field struct {
	Key      string // below providers.<code>, or the whole key for the product's own settings
	Type     FieldType
	Default  any // of the Go type of FieldType; nil means unset
	Choices  []string
	Min, Max float64 // inclusive, for numbers and durations (in seconds); both 0 means no limits
	// Check returns what is wrong with a non-empty text, or with a number as it is
	// written, or nil. A TypeURL without a Check uses CheckEndpoint.
	Check func(text string) *identity.Sentences
	// Way marks what decides how an endpoint is reached: it is locked with it.
	Way bool
	// Money marks what decides how a limit of money is counted or who may lift it:
	// it is locked with a limit that is set.
	Money bool
	Label identity.Text
	Help  identity.Text
}

// SecretField describes one secret. The keyring keeps it as <code>.<key>.
type SecretField struct {
	Key   string
	Label identity.Text
	Help  identity.Text
}

// Keys that every service has.
const (
	KeyEndpoint = "endpoint"  // TypeURL, the complete URL
	KeyPrice    = "price"     // TypeNumber, yuan a call
	KeyTimeout  = "timeout"   // TypeDuration, for reading the answer
	KeyMaxBytes = "max_bytes" // TypeInteger, of the JPEG; services with a face
	// KeyProgressive lets IT say that the service reads progressive JPEGs, where
	// the manual does not. TypeBool; services with a face.
	KeyProgressive = "progressive"
	// KeyDocumentTypes (TypeList) replaces Descriptor.Documents where a service has it.
	KeyDocumentTypes = "document_types"
	// The recipient that the consent notice names (PIPL 23).
	KeyRecipient  = "recipient"
	KeyContact    = "contact"
	KeyPrivacyURL = "privacy_url"
)

// Values holds a service's settings by key, each in the Go type of its Field. A
// missing key has the zero value.
type Values map[string]any

func value[T any](v Values, key string) T {
	got, _ := v[key].(T)
	return got
}

// String reads a setting of TypeText, TypeURL or TypeChoice.
func (v Values) String(key string) string { return value[string](v, key) }

// Int reads a setting of TypeInteger.
func (v Values) Int(key string) int { return value[int](v, key) }

// Number reads a setting of TypeNumber.
func (v Values) Number(key string) float64 { return value[float64](v, key) }

// Bool reads a setting of TypeBool.
func (v Values) Bool(key string) bool { return value[bool](v, key) }

// Duration reads a setting of TypeDuration.
func (v Values) Duration(key string) time.Duration { return value[time.Duration](v, key) }

// List reads a setting of TypeList.
func (v Values) List(key string) []string { return value[[]string](v, key) }

// Defaults returns the built-in settings of a service.
func (d Descriptor) Defaults() Values {
	v := Values{}
	for _, f := range d.Settings {
		if f.Default != nil {
			v[f.Key] = f.Default
		}
	}
	return v
}
