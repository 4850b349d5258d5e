package providers

import (
	"fmt"
	"log/slog"
)

const hidden = "***"

// Secret is a service key. It prints as *** in every form. Only the signer
// calls Reveal. The value is behind a pointer, because fmt prints unexported
// fields of a struct from memory and calls no methods on them.
type Secret struct{ value *string }

// NewSecret wraps a value read from the keyring.
func NewSecret(value string) Secret { return Secret{&value} }

// Reveal returns the value itself. Never log, store or show it.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Empty reports whether there is no value.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// String returns ***, as do all the forms below.
func (Secret) String() string { return hidden }

// GoString is for %#v.
func (Secret) GoString() string { return hidden }

// Format serves every other verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// MarshalText is for encoders of text, TOML among them.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalJSON is for encoding/json.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// LogValue is for log/slog.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
