package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strings"

	"filippo.io/age/armor"
)

// Key is the public key with which a desk checks IT's bundles.
type Key [ed25519.PublicKeySize]byte

const (
	publicPrefix  = "facedesk-key "
	privatePrefix = "facedesk-signing-key "
)

// KeyOf returns the public key of a signing key.
func KeyOf(signing ed25519.PrivateKey) (k Key) {
	copy(k[:], signing[ed25519.PrivateKeySize-ed25519.PublicKeySize:])
	return k
}

// String returns the line that a file of keys holds.
func (k Key) String() string { return publicPrefix + base64.StdEncoding.EncodeToString(k[:]) }

// Fingerprint returns 128 bits of a hash of the key in groups of four digits, to be
// read out and typed.
func (k Key) Fingerprint() string {
	sum := sha256.Sum256([]byte(k.String()))
	digits := hex.EncodeToString(sum[:16])
	groups := make([]string, 0, 8)
	for len(digits) > 0 {
		groups, digits = append(groups, digits[:4]), digits[4:]
	}
	return strings.Join(groups, " ")
}

// HasFingerprint reports whether typed is the whole fingerprint, however it is
// grouped.
func (k Key) HasFingerprint(typed string) bool {
	return digitsOf(typed) == digitsOf(k.Fingerprint())
}

func digitsOf(fingerprint string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -:\t", r) {
			return -1
		}
		return r
	}, fingerprint))
}

// WholeFingerprint reports whether a text has the form of a fingerprint.
func WholeFingerprint(typed string) bool {
	sum, err := hex.DecodeString(digitsOf(typed))
	return err == nil && len(sum) == 16
}

// ParseKeys reads a file of public keys, one a line. Empty lines and lines that
// begin with # are comments. Anything else is an error.
func ParseKeys(data []byte) ([]Key, error) {
	var keys []Key
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, ok := strings.CutPrefix(line, publicPrefix)
		raw, err := base64.StdEncoding.Strict().DecodeString(text)
		if !ok || err != nil || len(raw) != len(Key{}) {
			return nil, badKeys()
		}
		keys = append(keys, Key(raw))
	}
	return keys, nil
}

// WriteSigningKey writes IT's signing key, encrypted by a passphrase.
func WriteSigningKey(w io.Writer, key ed25519.PrivateKey, passphrase string) error {
	text := armor.NewWriter(w)
	if err := encrypt(text, []byte(privatePrefix+base64.StdEncoding.EncodeToString(key.Seed())), ByPassphrase(passphrase)); err != nil {
		return err
	}
	return text.Close()
}

// ReadSigningKey reads what WriteSigningKey wrote.
func ReadSigningKey(data []byte, passphrase string) (ed25519.PrivateKey, error) {
	plain, err := decrypt(armor.NewReader(bytes.NewReader(data)), Passphrase(passphrase))
	if err != nil {
		return nil, err
	}
	text, ok := strings.CutPrefix(string(plain), privatePrefix)
	seed, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(seed) != ed25519.SeedSize {
		return nil, Refuse(Damaged)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
