package bundle

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"filippo.io/age"
)

// workFactor is the logarithm of scrypt's work: 32 MB of memory (RFC 7914, N*r*128
// bytes with r = 8) and about a tenth of a second. A file that asks for more is
// refused, because counters have little memory.
const workFactor = 15

// maxPlain limits what is decrypted into memory.
const maxPlain = 1 << 20

// Recipient says for whom something is encrypted.
type Recipient struct {
	age age.Recipient
	err error
}

// ByPassphrase encrypts to a passphrase.
func ByPassphrase(passphrase string) []Recipient {
	r, err := age.NewScryptRecipient(passphrase)
	if err == nil {
		r.SetWorkFactor(workFactor)
	}
	return []Recipient{{r, err}}
}

// ToDesks encrypts to the keys that "facedesk bundle identity" prints.
func ToDesks(keys []string) []Recipient {
	out := make([]Recipient, len(keys))
	for i, text := range keys {
		r, err := age.ParseX25519Recipient(text)
		if err != nil {
			err = badRecipient(i + 1)
		}
		out[i] = Recipient{r, err}
	}
	return out
}

// Opener is what opens something encrypted: a passphrase or a desk's identity.
type Opener struct {
	identity age.Identity
	fault    Fault // what it means if it does not fit
}

// Passphrase opens what ByPassphrase encrypted.
func Passphrase(passphrase string) Opener { return Opener{frugal{passphrase}, WrongPassphrase} }

// Identity opens what ToDesks encrypted. The text is the secret of NewIdentity.
func Identity(secret string) (Opener, error) {
	id, err := age.ParseX25519Identity(secret)
	if err != nil {
		return Opener{}, Refuse(NoIdentity)
	}
	return Opener{id, OtherIdentity}, nil
}

// NewIdentity makes a desk's identity: the secret for its keyring, and the key
// that IT encrypts to.
func NewIdentity() (secret, public string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	return id.String(), id.Recipient().String(), nil
}

// PublicIdentity returns the key that belongs to a desk's secret.
func PublicIdentity(secret string) (string, error) {
	id, err := age.ParseX25519Identity(secret)
	if err != nil {
		return "", Refuse(NoIdentity)
	}
	return id.Recipient().String(), nil
}

// frugal is a passphrase that refuses to do much work.
type frugal struct{ passphrase string }

var errWork = errors.New("the file asks for too much work")

// Unwrap implements age.Identity.
func (f frugal) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != "scrypt" || len(s.Args) != 2 {
			continue
		}
		if n, err := strconv.Atoi(s.Args[1]); err == nil && n > workFactor {
			return nil, errWork
		}
	}
	if f.passphrase == "" {
		return nil, age.ErrIncorrectIdentity
	}
	id, err := age.NewScryptIdentity(f.passphrase)
	if err != nil {
		return nil, err
	}
	id.SetMaxWorkFactor(workFactor)
	return id.Unwrap(stanzas)
}

// Encrypt returns a writer that encrypts to w. Closing it does not close w.
func Encrypt(w io.Writer, to []Recipient) (io.WriteCloser, error) {
	recipients := make([]age.Recipient, len(to))
	for i, r := range to {
		if r.err != nil {
			return nil, r.err
		}
		recipients[i] = r.age
	}
	return age.Encrypt(w, recipients...)
}

func encrypt(w io.Writer, plain []byte, to []Recipient) error {
	out, err := Encrypt(w, to)
	if err != nil {
		return err
	}
	if _, err := out.Write(plain); err != nil {
		return err
	}
	return out.Close()
}

// Decrypt returns a reader of what Encrypt wrote. What it gives is genuine, but a
// file that was cut off is an error at its end only.
func Decrypt(r io.Reader, with Opener) (io.Reader, error) {
	plain, err := age.Decrypt(r, with.identity)
	switch {
	case errors.Is(err, errWork):
		return nil, Refuse(TooMuchWork)
	case errors.Is(err, age.ErrIncorrectIdentity):
		return nil, Refuse(with.fault)
	case err != nil:
		return nil, Refuse(Damaged)
	}
	return plain, nil
}

func decrypt(r io.Reader, with Opener) ([]byte, error) {
	plain, err := Decrypt(r, with)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(plain, maxPlain+1)); err != nil || b.Len() > maxPlain {
		return nil, Refuse(Damaged)
	}
	return b.Bytes(), nil
}
