package desk

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/config/keyringtest"
	"facedesk/desk/provision"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/settings"
)

const stickPass = "passphrase of bundle"

var stickKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

// plugged is a desk with a keyring, and with a stick.
type plugged struct {
	t     *testing.T
	o     Outside
	home  string
	stick string
	s     *Settings
}

func plug(t *testing.T, toml string) *plugged {
	t.Helper()
	_, env := keyringtest.Start(t)
	o, home := installation(t, toml)
	o.Env = append(append(o.Env, env...), "FACEDESK_HOME="+home, "USER=kiosk")
	media, etc := t.TempDir(), t.TempDir()
	must(t, os.Chmod(etc, 0o700))
	o.System = config.System{File: filepath.Join(etc, "settings.toml"), Owner: os.Getuid()}
	was := sticks
	t.Cleanup(func() { sticks = was })
	sticks = []string{media}
	p := &plugged{t: t, o: o, home: home, stick: filepath.Join(media, "kiosk", "stick", "desk.fdb"), s: NewSettings(t.Context(), o)}
	must(t, os.MkdirAll(filepath.Dir(p.stick), 0o700))
	return p
}

// put seals a bundle onto the stick.
func (p *plugged) put(serial uint64, change func(*bundle.Head)) {
	p.t.Helper()
	h := bundle.Head{Serial: serial, Created: time.Now().Add(-time.Hour).UTC(), Expires: time.Now().Add(time.Hour).UTC(), Desks: []string{"front-1"}}
	if change != nil {
		change(&h)
	}
	to := bundle.ByPassphrase(stickPass)
	if h.ToDesks {
		in, err := p.o.Find()
		must(p.t, err)
		public, err := in.Provisioning().Identity(p.t.Context())
		must(p.t, err)
		to = bundle.ToDesks([]string{public})
	}
	var b bytes.Buffer
	must(p.t, bundle.Seal(&b, h, bundle.Payload{Settings: "[notice]\ncompany = 'Hotel'\n", Secrets: map[string]providers.Secret{"muzhiyun.app_code": providers.NewSecret("a test value")}}, to, stickKey))
	must(p.t, os.WriteFile(p.stick, b.Bytes(), 0o600))
}

func (p *plugged) trust() {
	p.t.Helper()
	_, err := provision.AddTrust(p.o.System, []bundle.Key{bundle.KeyOf(stickKey)})
	must(p.t, err)
}

// answer answers what is asked until there is no more, and returns what was asked.
func (p *plugged) answer(with settings.Answers) (asked []settings.Ask) {
	p.t.Helper()
	given := settings.Answers{}
	for range 6 {
		q := p.s.ImportBundle(given)
		if q.Ask == "" {
			return asked
		}
		asked = append(asked, q.Ask)
		if about := q.About != (identity.Text{}); about != (q.Ask == settings.AskPassphrase || q.Ask == settings.AskAgreement) {
			p.t.Errorf("%s tells of the bundle: %v", q.Ask, about)
		}
		given[q.Ask] = with[q.Ask]
	}
	p.t.Fatalf("asked without end: %v", asked)
	return nil
}

func (p *plugged) company() string {
	p.t.Helper()
	in, err := p.o.Load()
	must(p.t, err)
	return in.Settings.String(config.KeyCompany)
}

// IT plugs a stick in and answers what the desk cannot know.
func TestABundleIsImportedFromTheWindow(t *testing.T) {
	fingerprint := bundle.KeyOf(stickKey).Fingerprint()
	whole := settings.Answers{settings.AskFingerprint: fingerprint, settings.AskDesk: "front-1", settings.AskSerial: "4", settings.AskPassphrase: stickPass}
	for name, c := range map[string]struct {
		toml  string
		trust bool
		head  func(*bundle.Head)
		asked []settings.Ask
	}{
		"a new desk":                  {"", false, nil, []settings.Ask{settings.AskFingerprint, settings.AskDesk, settings.AskPassphrase}},
		"a key is trusted":            {"", true, nil, []settings.Ask{settings.AskDesk, settings.AskPassphrase}},
		"a desk that was set up":      {"[desk]\nname = 'front-1'\n", true, nil, []settings.Ask{settings.AskSerial, settings.AskPassphrase}},
		"for every desk":              {"", true, func(h *bundle.Head) { h.Desks = []string{bundle.EveryDesk} }, []settings.Ask{settings.AskPassphrase}},
		"encrypted to the desk's key": {"", true, func(h *bundle.Head) { h.ToDesks = true }, []settings.Ask{settings.AskDesk, settings.AskAgreement}},
	} {
		t.Run(name, func(t *testing.T) {
			p := plug(t, c.toml)
			if c.trust {
				p.trust()
			}
			p.put(4, c.head)
			asked := p.answer(whole)
			page := p.s.Page()
			if strings.Join(words(asked), " ") != strings.Join(words(c.asked), " ") || page.Fault != (identity.Text{}) || p.company() != "Hotel" {
				t.Fatalf("asked %v, fault %q, company %q", asked, page.Fault.EN, p.company())
			}
			if step := page.Steps[0]; !step.Done || step.Bundle || !strings.Contains(step.Said.EN, "Bundle 4 is imported") {
				t.Errorf("the guide says %+v", step)
			}
		})
	}
}

func words(asked []settings.Ask) (out []string) {
	for _, a := range asked {
		out = append(out, string(a))
	}
	return out
}

// Each refusal is said in its own sentence on the set-up screen, and changes nothing.
func TestTheWindowSaysWhyABundleIsRefused(t *testing.T) {
	whole := settings.Answers{settings.AskDesk: "front-1", settings.AskSerial: "4", settings.AskPassphrase: stickPass}
	with := func(what settings.Ask, text string) settings.Answers {
		a := settings.Answers{what: text}
		for k, v := range whole {
			if k != what {
				a[k] = v
			}
		}
		return a
	}
	for name, c := range map[string]struct {
		says  string
		given settings.Answers
		head  func(*bundle.Head)
		spoil func(p *plugged)
	}{
		"another desk": {"for another desk", with(settings.AskDesk, "front-2"), nil, nil},
		"expired":      {"expired on", whole, func(h *bundle.Head) { h.Expires = time.Now().Add(-time.Minute) }, nil},
		"a clock": {"clock is wrong", whole, func(h *bundle.Head) {
			h.Created = time.Now().Add(99 * time.Hour)
			h.Expires = time.Now().Add(999 * time.Hour)
		}, nil},
		"foreign":      {"not signed by the IT", whole, nil, func(p *plugged) { p.trustAnother() }},
		"damaged":      {"damaged", whole, nil, func(p *plugged) { p.flip() }},
		"no bundle":    {"no bundle of Facedesk", whole, nil, func(p *plugged) { must(p.t, os.WriteFile(p.stick, []byte("x"), 0o600)) }},
		"pulled out":   {"no new bundle on the removable medium", whole, nil, func(p *plugged) { must(p.t, os.Remove(p.stick)) }},
		"an older one": {"older one: number 4", whole, nil, func(p *plugged) { p.put(9, nil); p.answer(whole); p.put(4, nil) }},
	} {
		t.Run(name, func(t *testing.T) {
			p := plug(t, "")
			if name != "foreign" {
				p.trust()
			}
			p.put(4, c.head)
			if c.spoil != nil {
				c.spoil(p)
			}
			before := p.company()
			p.answer(c.given)
			if got := p.s.Page().Fault; !strings.Contains(got.EN, c.says) || !strings.Contains(got.EN, "Nothing was changed") || got.ZH == "" || p.company() != before {
				t.Errorf("it says %q, company %q", got.EN, p.company())
			}
		})
	}
}

func (p *plugged) trustAnother() {
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, ed25519.SeedSize))
	_, err := provision.AddTrust(p.o.System, []bundle.Key{bundle.KeyOf(other)})
	must(p.t, err)
}

// flip changes one byte of the encrypted part.
func (p *plugged) flip() {
	data, err := os.ReadFile(p.stick)
	must(p.t, err)
	data[len(data)-40] ^= 1
	must(p.t, os.WriteFile(p.stick, data, 0o600))
}

// An answer that is no use is asked for again, with the reason. What was right before
// is not typed anew.
func TestAWrongAnswerIsAskedForAgain(t *testing.T) {
	p := plug(t, "")
	p.put(4, nil)
	given := settings.Answers{}
	for _, c := range []struct {
		ask          settings.Ask
		about, wrong string
		right        string
	}{
		{settings.AskFingerprint, "fingerprint is not whole", "d239 24b6", bundle.KeyOf(stickKey).Fingerprint()},
		{settings.AskDesk, "", "", "front-1"},
		{settings.AskPassphrase, "passphrase is wrong", "another", stickPass},
	} {
		if q := p.s.ImportBundle(given); q.Ask != c.ask {
			t.Fatalf("asked %q, want %q", q.Ask, c.ask)
		}
		if c.about != "" {
			for range 3 {
				given[c.ask] = c.wrong
				if q := p.s.ImportBundle(given); q.Ask != c.ask || !strings.Contains(q.About.EN, c.about) || q.About.ZH == "" || p.company() != "" {
					t.Fatalf("%s, wrong: %+v", c.ask, q)
				}
			}
		}
		given[c.ask] = c.right
	}
	if q := p.s.ImportBundle(given); q.Ask != "" || p.company() != "Hotel" {
		t.Errorf("%+v %q", q, p.s.Page().Fault.EN)
	}
}
