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

// A PIN has MinPIN to MaxPIN digits.
const (
	MinPIN = 4
	MaxPIN = 12
)

// HashPIN returns the PHC string of a PIN, for KeyPINHash. It uses argon2id
// (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's Password Storage
// Cheat Sheet recommends. It reads 16 bytes of salt from random. A PIN that is
// not MinPIN to MaxPIN digits 0 to 9 is an error of kind BadInput.
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

// CheckPIN reports whether a PIN belongs to a hash. It takes about 40 ms, so do
// not call it on the thread of a screen. The time does not depend on how many
// digits are right. An empty or malformed hash accepts no PIN and is an error
// of kind configuration.
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

// PINHash returns the current hash, or "" if no PIN is set. A malformed hash is
// an error with its place in the settings. It is also returned, because "" may
// mean that no PIN is needed, and CheckPIN accepts no PIN for a malformed hash.
func PINHash(s *Settings) (string, error) {
	v, origin := s.Get(KeyPINHash)
	hash, _ := v.(string)
	if complaint := checkPINHash(hash); complaint != nil {
		return hash, Complaints{{Origin: origin, Key: KeyPINHash, Sentences: about(KeyPINHash, *complaint)}}.Err()
	}
	return hash, nil
}

// StoredPIN returns the hash that the files set under a key of a PIN, whatever the
// variables say. It is "" if none is set or if it is malformed, so that no PIN can
// be right.
func (src Sources) StoredPIN(key string) string {
	hash, _ := src.Stored(key).(string)
	if checkPINHash(hash) != nil {
		return ""
	}
	return hash
}

// Kiosk reports whether to start as a kiosk. The answer is yes if the settings
// or the caller ask for it. A kiosk without a valid PIN is an error of kind
// configuration, because nobody could leave it.
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

// TrivialPIN reports whether a PIN is easy to guess. Its digits are all the
// same, count up or down, or repeat a short piece (1212).
func TrivialPIN(pin string) bool {
	return counts(pin, 0) || counts(pin, 1) || counts(pin, 9) || repeats(pin)
}

// counts reports whether each digit is the previous one plus step, modulo ten.
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

// checkPINHash returns what is wrong with a hash, or nil if it is valid or
// empty. It never repeats the hash.
func checkPINHash(hash string) *identity.Sentences {
	if _, ok := parsePINHash(hash); ok || hash == "" {
		return nil
	}
	said := identity.Say("不是有效的 PIN 散列值。", "This is not a valid hash of a PIN.").
		Do("请运行：facedesk config pin set", "Run: facedesk config pin set")
	return &said
}

// pinHash holds the parts of a PHC string
// (github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md).
type pinHash struct {
	memory, passes uint32 // memory in KiB
	lanes          uint8
	salt, key      []byte
}

const maxPINHash = 256 // bytes of a PHC string

// phc64 is the base64 of the PHC format. It has no padding, and each value has
// one spelling only.
var phc64 = base64.RawStdEncoding.Strict()

// parsePINHash also accepts other parameters than those of HashPIN. The limits
// keep a file from using all memory or making guesses cheap.
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
	return h, ok && h.String() == text // each hash has one spelling only: this algorithm and version, and no leading zeros
}

func (h pinHash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes,
		phc64.EncodeToString(h.salt), phc64.EncodeToString(h.key))
}

func (h pinHash) derive(pin string, size int) []byte {
	return argon2.IDKey([]byte(pin), h.salt, h.passes, h.memory, h.lanes, uint32(size))
}
