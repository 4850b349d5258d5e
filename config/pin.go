package config

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"

	"facedesk/identity"
)

// An administrator PIN has this many digits.
const (
	MinPIN = 4
	MaxPIN = 12
)

// HashPIN returns the PHC string of a PIN, to be kept under KeyPINHash: argon2id
// (RFC 9106) with 19 MiB, two passes and one lane, a setting that OWASP's
// Password Storage Cheat Sheet recommends, and 16 bytes of salt read from
// random. A PIN that is not MinPIN to MaxPIN digits 0 to 9 is BadInput.
func HashPIN(pin string, random io.Reader) (string, error) {
	if !wellFormedPIN(pin) {
		return "", identity.Bad("", identity.Say(
			fmt.Sprintf("PIN 应为 %d 至 %d 位半角数字。未作任何更改。", MinPIN, MaxPIN),
			fmt.Sprintf("The PIN must be %d to %d digits, 0 to 9. Nothing was changed.", MinPIN, MaxPIN)))
	}
	h := pinHash{memory: 19 << 10, passes: 2, lanes: 1, salt: make([]byte, 16)}
	if _, err := io.ReadFull(random, h.salt); err != nil {
		return "", configuration(identity.Say("系统没有给出随机数，PIN 未更改。", "The system gave no random numbers. The PIN is unchanged.").
			Do("请重试。", "Try again."), err)
	}
	h.key = h.derive(pin, 32)
	return h.String(), nil
}

// CheckPIN reports whether a PIN belongs to a hash, in a time that does not
// depend on how much of it is right (some 40 ms; not for the thread of a
// screen). The error, for a hash that is empty or malformed, is of kind
// configuration: then no PIN is right.
func CheckPIN(hash, pin string) (bool, error) {
	if hash == "" {
		return false, configuration(identity.Say("尚未设置管理员 PIN。", "No administrator PIN is set.").
			Do("请运行：facedesk config pin set", "Run: facedesk config pin set"), nil)
	}
	h, ok := parsePINHash(hash)
	if !ok {
		return false, refusal(KeyPINHash, about(KeyPINHash, *checkPINHash(hash)))
	}
	if !wellFormedPIN(pin) {
		return false, nil
	}
	return subtle.ConstantTimeCompare(h.derive(pin, len(h.key)), h.key) == 1, nil
}

// PINHash returns the hash in force, "" where no PIN is set. A malformed one is
// an error with its place, like any other complaint about settings, and is
// returned all the same: CheckPIN accepts no PIN for it, where "" may mean that no
// PIN is asked for.
func PINHash(s *Settings) (string, error) {
	v, origin := s.Get(KeyPINHash)
	hash, _ := v.(string)
	if complaint := checkPINHash(hash); complaint != nil {
		return hash, Complaints{{Origin: origin, Key: KeyPINHash, Sentences: about(KeyPINHash, *complaint)}}.Err()
	}
	return hash, nil
}

// Kiosk reports whether to start as a kiosk, because the settings say so or the
// caller was asked to. A kiosk without a usable PIN could
// not be left by anybody, so that is an error of kind configuration.
func Kiosk(s *Settings, asked bool) (bool, error) {
	if !asked && !s.Bool(KeyKiosk) {
		return false, nil
	}
	hash, err := PINHash(s)
	if err != nil {
		return false, err
	}
	if hash == "" {
		return false, refusal(KeyPINHash, identity.Say(
			"专用机模式（"+KeyKiosk+" 或 --kiosk）需要管理员 PIN，但没有设置，启动后将无法退出，因此没有启动。",
			"A kiosk ("+KeyKiosk+" or --kiosk) needs the administrator PIN, but none is set. Nobody could leave it, so it was not started.").
			Do("请运行：facedesk config pin set", "Run: facedesk config pin set"))
	}
	return true, nil
}

// TrivialPIN reports whether a PIN is among the first that anybody tries: digits
// that stay the same or count up or down, or a short piece repeated (1212).
func TrivialPIN(pin string) bool {
	return counts(pin, 0) || counts(pin, 1) || counts(pin, 9) || repeats(pin)
}

// counts reports whether each digit is the one before plus step, modulo ten.
func counts(pin string, step byte) bool {
	for i := 1; i < len(pin); i++ {
		if (pin[i]-pin[i-1]+10)%10 != step {
			return false
		}
	}
	return true
}

func repeats(pin string) bool {
	for n := 1; n <= len(pin)/2; n++ {
		if len(pin)%n == 0 && strings.Repeat(pin[:n], len(pin)/n) == pin {
			return true
		}
	}
	return false
}

func wellFormedPIN(pin string) bool {
	return len(pin) >= MinPIN && len(pin) <= MaxPIN && strings.Trim(pin, "0123456789") == ""
}

// checkPINHash returns what is wrong with a hash, and nil for a valid or empty
// one. It never repeats the hash.
func checkPINHash(hash string) *identity.Sentences {
	if _, ok := parsePINHash(hash); ok || hash == "" {
		return nil
	}
	said := identity.Say("不是有效的 PIN 散列值。", "This is not a valid hash of a PIN.").
		Do("请运行：facedesk config pin set", "Run: facedesk config pin set")
	return &said
}

// pinHash is a PHC string taken apart
// (github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md).
type pinHash struct {
	memory, passes uint32 // memory in KiB
	lanes          uint8
	salt, key      []byte
}

const maxPINHash = 256 // bytes of a PHC string

// phc64 is base64 as the format has it: without padding, one text per value.
var phc64 = base64.RawStdEncoding.Strict()

// parsePINHash takes other settings than HashPIN's too, within limits: what is
// written in a file must not take all memory, nor cost a guesser nothing.
func parsePINHash(text string) (pinHash, bool) {
	var h pinHash
	parts := strings.Split(text, "$")
	if len(text) > maxPINHash || len(parts) != 6 {
		return h, false
	}
	_, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes)
	salt, badSalt := phc64.DecodeString(parts[4])
	key, badKey := phc64.DecodeString(parts[5])
	h.salt, h.key = salt, key
	ok := err == nil && badSalt == nil && badKey == nil &&
		h.memory >= 7<<10 && h.memory <= 256<<10 && h.passes >= 1 && h.passes <= 10 && h.lanes >= 1 && h.lanes <= 4 &&
		len(salt) >= 8 && len(salt) <= 64 && len(key) >= 16 && len(key) <= 64
	return h, ok && h.String() == text // one spelling only: algorithm, version, no leading zeros
}

func (h pinHash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes,
		phc64.EncodeToString(h.salt), phc64.EncodeToString(h.key))
}

func (h pinHash) derive(pin string, size int) []byte {
	return argon2.IDKey([]byte(pin), h.salt, h.passes, h.memory, h.lanes, uint32(size))
}
