package config

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers"
)

// Clerk is somebody who may sign in at the desk.
type Clerk struct {
	Code string // as it is typed and recorded
	Name string // as the screen shows it
	Lead bool   // the shift lead
	Hash string // of the PIN that counts; see HashPIN
	// listed is the hash in the list, "" for that of a clerk who is not in it yet. A PIN
	// that was set at the desk may hold instead.
	listed string
	// Temporary says that somebody else chose the PIN, so that the clerk chooses his
	// own when he signs in.
	Temporary bool
}

const (
	roleClerk = "clerk"
	roleLead  = "lead"
	// temporary marks a PIN that somebody else has chosen.
	temporary = "temporary"
)

// clerkCode is short and plain, because it is typed and names a file.
var clerkCode = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,11}$`)

// longestClerk is how many characters a clerk's name may have.
const longestClerk = 20

// NormaliseCode returns a clerk's code as it is kept.
func NormaliseCode(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// clerkFields say who may sign in. Hashes hold commas, so that no variable and no
// text form of a list can bring one.
func clerkFields() []providers.Field {
	return []providers.Field{
		{Key: KeySignIn, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "经办人登录", EN: "Clerks sign in"},
			Help:  identity.Text{ZH: "开启后，经办人须用工号和 PIN 登录，每条记录写明工号；先用 facedesk clerks add 添加经办人。", EN: "Clerks sign in by code and PIN, and every record names the code. Add them first: facedesk clerks add."}},
		{Key: KeyLockTime, Type: providers.TypeDuration, Default: 45 * time.Second, Min: 10, Max: 600,
			Label: identity.Text{ZH: "锁定时限", EN: "Lock time"},
			Help:  identity.Text{ZH: "经办人多久无操作后锁定画面，如 45s；客人的资料按“无操作时限”清除。", EN: "Time without a key press after which the screen is locked, such as 45s. The guest's data goes by the idle time."}},
		{Key: KeyClerks, Type: providers.TypeList, Default: []string{}, Check: checkClerk,
			Label: identity.Text{ZH: "经办人名单", EN: "Clerks"},
			Help:  identity.Text{ZH: "由 facedesk clerks 写入，请勿手工编辑。", EN: "Written by facedesk clerks; not to be edited by hand."}},
		{Key: KeyClerkPINs, Type: providers.TypeList, Default: []string{}, Check: checkClerkPIN,
			Label: identity.Text{ZH: "柜台上重设的 PIN", EN: "PINs set at the desk"},
			Help:  identity.Text{ZH: "在柜台上重设的 PIN，优先于名单中的 PIN。", EN: "They hold instead of those in the list of clerks."}},
		{Key: KeyMinors, Type: providers.TypeBool, Default: true,
			Label: identity.Text{ZH: "未成年人入住事项", EN: "Card for guests under 18"},
			Help:  identity.Text{ZH: "客人未满 18 周岁时，办完后显示“五必须”事项，供逐项确认并记录。", EN: "After a guest under 18, the duties of a hotel towards minors are shown, to be ticked and recorded."}},
	}
}

// HoldsHash reports whether a setting holds hashes of PINs. Its value is shown
// nowhere, and only the commands for PINs change it.
func HoldsHash(key string) bool {
	return slices.Contains([]string{KeyPINHash, KeyManagerPIN, KeyClerks, KeyClerkPINs}, key)
}

// String returns the clerk as the settings keep him.
func (c Clerk) String() string {
	role := roleClerk
	if c.Lead {
		role = roleLead
	}
	return strings.Join([]string{c.Code, role, c.Name, cmp.Or(c.listed, c.Hash)}, "|")
}

// WithPIN returns the clerk with another PIN in the list. One that was set at the desk
// before it holds no longer.
func (c Clerk) WithPIN(hash string) Clerk {
	c.Hash, c.listed, c.Temporary = hash, "", false
	return c
}

// replaced names the PIN of the list that one set at the desk holds instead of. As soon
// as IT sets another in the list, the one of the desk holds no longer.
func (c Clerk) replaced() string {
	sum := sha256.Sum256([]byte(cmp.Or(c.listed, c.Hash)))
	return hex.EncodeToString(sum[:8])
}

func parseClerk(item string) (Clerk, bool) {
	parts := strings.Split(item, "|")
	if len(parts) != 4 {
		return Clerk{}, false
	}
	c := Clerk{Code: parts[0], Name: parts[2], Lead: parts[1] == roleLead, Hash: parts[3], listed: parts[3]}
	_, hashed := parsePINHash(c.Hash)
	return c, hashed && clerkCode.MatchString(c.Code) && (c.Lead || parts[1] == roleClerk) && wellNamed(c.Name)
}

func wellNamed(name string) bool {
	return name != "" && name == strings.TrimSpace(name) && !strings.ContainsFunc(name, func(r rune) bool { return r == '|' || unicode.IsControl(r) }) && utf8.RuneCountInString(name) <= longestClerk
}

func checkClerk(item string) *identity.Sentences {
	if _, ok := parseClerk(item); ok {
		return nil
	}
	return brokenClerk()
}

func checkClerkPIN(item string) *identity.Sentences {
	p := splitPIN(item)
	if _, ok := parsePINHash(p.hash); ok && clerkCode.MatchString(p.code) && (p.mark == "" || p.mark == temporary) {
		return nil
	}
	return brokenClerk()
}

// deskPIN is a PIN that was set at the desk.
type deskPIN struct{ code, hash, replaced, mark string }

func splitPIN(item string) (p deskPIN) {
	p.code, item, _ = strings.Cut(item, "|")
	p.hash, item, _ = strings.Cut(item, "|")
	p.replaced, p.mark, _ = strings.Cut(item, "|")
	return p
}

// at returns the clerk with the PIN that was set for him at the desk, if it still holds.
func (c Clerk) at(pins map[string]deskPIN) Clerk {
	if p, set := pins[c.Code]; set && p.replaced == c.replaced() {
		c.Hash, c.Temporary = p.hash, p.mark == temporary
	}
	return c
}

func brokenClerk() *identity.Sentences {
	said := identity.Say("不是经办人名单的写法。", "This is no entry of the list of clerks.").
		Do("请用 facedesk clerks 添加或修改。", "Use facedesk clerks to add or change one.")
	return &said
}

// NewClerk returns a clerk with a PIN, or what is wrong with him.
func NewClerk(code, name string, lead bool, pin string, random io.Reader) (Clerk, error) {
	c := Clerk{Code: NormaliseCode(code), Name: strings.TrimSpace(name), Lead: lead}
	if !clerkCode.MatchString(c.Code) {
		return c, identity.Bad("", identity.Say("工号应为 1 至 12 位字母、数字或连字符。未作任何更改。", "A code has 1 to 12 letters, digits or hyphens. Nothing was changed."))
	}
	if !wellNamed(c.Name) {
		return c, identity.Bad("", identity.Say("姓名应为 1 至 20 个字，不含“|”。未作任何更改。", "A name has 1 to 20 characters and no “|”. Nothing was changed."))
	}
	hash, err := HashPIN(pin, random)
	c.Hash = hash
	return c, err
}

// Clerks returns who may sign in, with the PINs that count. Of two entries with one
// code the first counts.
func (s *Settings) Clerks() []Clerk {
	pins := map[string]deskPIN{}
	for _, item := range s.List(KeyClerkPINs) {
		p := splitPIN(item)
		pins[p.code] = p
	}
	var out []Clerk
	for _, item := range s.List(KeyClerks) {
		c, ok := parseClerk(item)
		if ok && !slices.ContainsFunc(out, func(o Clerk) bool { return o.Code == c.Code }) {
			out = append(out, c.at(pins))
		}
	}
	return out
}

// SetClerks writes the list of clerks into a settings file.
func SetClerks(src Sources, file string, clerks []Clerk) error {
	items := make([]string, len(clerks))
	for i, c := range clerks {
		items[i] = c.String()
	}
	return setList(src, file, KeyClerks, items)
}

// SetClerkPIN writes the PIN of c, as it was set at the desk, into a settings file; an
// empty hash removes it.
func SetClerkPIN(src Sources, file string, s *Settings, c Clerk) error {
	items := slices.DeleteFunc(slices.Clone(s.List(KeyClerkPINs)), func(item string) bool { return strings.HasPrefix(item, c.Code+"|") })
	if c.Hash != "" {
		mark := ""
		if c.Temporary {
			mark = temporary
		}
		items = append(items, strings.Join([]string{c.Code, c.Hash, c.replaced(), mark}, "|"))
	}
	return setList(src, file, KeyClerkPINs, items)
}
