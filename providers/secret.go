package providers

import (
	"fmt"
	"log/slog"
)

const hidden = "***"

// Secret is a service key. It prints as *** in every form; Reveal is for the
// signer alone.
type Secret struct{ value string }

// NewSecret wraps a value read from the keyring.
func NewSecret(value string) Secret { return Secret{value} }

// Reveal returns the value itself. Never log, store or show it.
func (s Secret) Reveal() string { return s.value }

// Empty reports whether there is no value.
func (s Secret) Empty() bool { return s.value == "" }

func (Secret) String() string               { return hidden }
func (Secret) GoString() string             { return hidden }
func (Secret) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte(hidden)) }
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }
func (Secret) LogValue() slog.Value         { return slog.StringValue(hidden) }
