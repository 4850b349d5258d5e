package bundle

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// MaxSize is the largest bundle, in bytes. It is far more than settings and
// secrets take.
const MaxSize = 2 << 20

const (
	magic   = "facedesk-bundle 1"
	family  = "facedesk-bundle "
	newline = "\n"
)

// EveryDesk in Head.Desks means that a bundle is for whichever desk has it.
const EveryDesk = "*"

// Head is what a bundle says in the clear, so that a desk can refuse it before it
// asks for a passphrase. It is signed like the rest.
type Head struct {
	Serial  uint64    `json:"serial"` // a desk takes no bundle with a lower one than the last
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Desks   []string  `json:"desks"` // names of desks, or EveryDesk
	ToDesks bool      `json:"to_desks"`
}

// Payload is what a bundle brings.
type Payload struct {
	Settings string // a whole settings file; "" if the bundle has none
	Secrets  map[string]providers.Secret
}

// payloadJSON is Payload with its secrets in the clear, on their way into and out
// of the encryption only.
type payloadJSON struct {
	Settings string            `json:"settings"`
	Secrets  map[string]string `json:"secrets"`
}

// Seal writes a bundle: encrypted for the recipients, then signed.
func Seal(w io.Writer, h Head, p Payload, to []Recipient, key ed25519.PrivateKey) error {
	plain := payloadJSON{Settings: p.Settings, Secrets: map[string]string{}}
	for name, secret := range p.Secrets {
		plain.Secrets[name] = secret.Reveal()
	}
	content, err := json.Marshal(plain)
	if err != nil {
		return err
	}
	head, err := json.Marshal(h)
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	if err := encrypt(&sealed, content, to); err != nil {
		return err
	}
	body := slices.Concat(head, []byte(newline), sealed.Bytes())
	if len(content) > maxPlain || len(body) > MaxSize/2 {
		return tooLarge()
	}
	signature := ed25519.Sign(key, signed(body))
	public := KeyOf(key)
	line := signatureLine(public, signature)
	_, err = w.Write(slices.Concat([]byte(magic+newline+line+newline), body))
	return err
}

// signed is what the signature covers: the format and all that follows the
// signature's own line.
func signed(body []byte) []byte { return slices.Concat([]byte(magic+newline), body) }

// Signed is a bundle of which a trusted key has signed every byte.
type Signed struct {
	Head
	Signer  Key
	content []byte // still encrypted
}

// Read reads a bundle and checks its signature against the keys that this machine
// trusts. trusted reports whether a key is one of them.
func Read(r io.Reader, trusted func(Key) bool) (*Signed, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil || len(data) > MaxSize {
		return nil, Refuse(Damaged)
	}
	first, rest, _ := strings.Cut(string(data), newline)
	switch {
	case first != magic && strings.HasPrefix(first, family) && len(first) < 32:
		return nil, Refuse(Newer)
	case first != magic:
		return nil, Refuse(NoBundle)
	}
	line, body, _ := strings.Cut(rest, newline)
	key, signature, ok := parseSignature(line)
	switch {
	case !ok:
		return nil, Refuse(Damaged)
	case !trusted(key):
		return nil, Refuse(Foreign)
	case ed25519.VerifyWithOptions(key[:], signed([]byte(body)), signature, &ed25519.Options{Hash: crypto.Hash(0)}) != nil:
		return nil, Refuse(Damaged)
	}
	return parse(body, key)
}

func parseSignature(line string) (Key, []byte, bool) {
	strict := base64.StdEncoding.Strict()
	keyText, signatureText, _ := strings.Cut(line, " ")
	key, badKey := strict.DecodeString(keyText)
	signature, badSignature := strict.DecodeString(signatureText)
	if badKey != nil || badSignature != nil || len(key) != len(Key{}) || len(signature) != ed25519.SignatureSize {
		return Key{}, nil, false
	}
	// A decoder of base64 skips line breaks; a bundle is written in one way only.
	return Key(key), signature, line == signatureLine(Key(key), signature)
}

func signatureLine(key Key, signature []byte) string {
	return base64.StdEncoding.EncodeToString(key[:]) + " " + base64.StdEncoding.EncodeToString(signature)
}

// parse reads what has turned out to be signed.
func parse(body string, signer Key) (*Signed, error) {
	head, content, ok := strings.Cut(body, newline)
	s := &Signed{Signer: signer, content: []byte(content)}
	if !ok || strict([]byte(head), &s.Head) != nil || len(s.Desks) == 0 || s.Serial == 0 {
		return nil, Refuse(Damaged)
	}
	return s, nil
}

func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more behind the value")
	}
	return nil
}

// Clock is the time at the desk. Built is when the program was built, or zero.
type Clock struct{ Now, Built time.Time }

// slack is how far IT's clock and the desk's may be apart.
const slack = 24 * time.Hour

// Timely returns nil if the bundle is valid now. A clock that shows a time before
// the bundle or the program was made is wrong; by it nothing can be called valid.
func (s *Signed) Timely(c Clock) error {
	switch {
	case c.Now.Add(slack).Before(s.Created) || c.Now.Add(slack).Before(c.Built):
		return Refuse(WrongClock)
	case c.Now.After(s.Expires):
		return expired(s.Expires, c.Now)
	}
	return nil
}

// For returns nil if the bundle is for a desk of this name.
func (s *Signed) For(desk string) error {
	if slices.Contains(s.Desks, EveryDesk) || desk != "" && slices.Contains(s.Desks, desk) {
		return nil
	}
	return otherDesk(desk, s.Desks)
}

// After returns nil if the bundle is not older than the last one.
func (s *Signed) After(serial uint64) error {
	if s.Serial < serial {
		return older(s.Serial, serial)
	}
	return nil
}

// Open decrypts the content.
func (s *Signed) Open(with Opener) (Payload, error) {
	plain, err := decrypt(bytes.NewReader(s.content), with)
	if err != nil {
		return Payload{}, err
	}
	var in payloadJSON
	if err := strict(plain, &in); err != nil {
		return Payload{}, Refuse(Damaged)
	}
	p := Payload{Settings: in.Settings, Secrets: map[string]providers.Secret{}}
	for name, value := range in.Secrets {
		p.Secrets[name] = providers.NewSecret(value)
	}
	return p, nil
}

// Said is what a person reads of a bundle before it is installed.
func (h Head) Said() identity.Text {
	date := h.Expires.In(identity.China()).Format(time.DateOnly)
	zh, en := strings.Join(h.Desks, "、"), strings.Join(h.Desks, ", ")
	if slices.Contains(h.Desks, EveryDesk) {
		zh, en = "所有柜台", "every desk"
	}
	n := number(h.Serial)
	return identity.Text{ZH: "配置包 " + n + "，用于" + zh + "，有效期至 " + date + "。",
		EN: "Bundle " + n + ", for " + en + ", valid until " + date + "."}
}
