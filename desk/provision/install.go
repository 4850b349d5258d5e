package provision

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/identity"
	"facedesk/providers"
)

// Options say what IT gave with a bundle.
type Options struct {
	Desk        string // the desk's name; "" means the one of the settings
	Serial      uint64 // the number that IT named; 0 if it named none
	SecretsOnly bool   // leave the settings as they are
	Clock       bundle.Clock
}

// Checked is a bundle that this desk may install: signed, in time, for this desk,
// and no older one. Its content is still encrypted.
type Checked struct {
	*bundle.Signed
	place   Place
	options Options
	desk    string
	sum     string
}

// Check judges a bundle by everything that can be told without a passphrase.
func (p Place) Check(ctx context.Context, data []byte, trusted func(bundle.Key) bool, o Options) (*Checked, error) {
	s, err := bundle.Read(bytes.NewReader(data), trusted)
	if err != nil {
		return nil, err
	}
	if err := s.Timely(o.Clock); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	c := &Checked{Signed: s, place: p, options: o, desk: o.Desk, sum: hex.EncodeToString(sum[:])}
	if c.desk == "" {
		c.desk, _ = p.Sources.Stored(config.KeyDeskName).(string)
	}
	if err := s.For(c.desk); err != nil {
		return nil, err
	}
	return c, c.newEnough(ctx)
}

// newEnough returns why the number of the bundle forbids it. The same file may be
// imported again, for a desk that has lost what it brought.
func (c *Checked) newEnough(ctx context.Context) error {
	last, known, err := c.place.last(ctx)
	switch {
	case err != nil:
		return err
	case !known && c.options.Serial != c.Serial:
		return unknownCount(c.Serial)
	case c.Serial == last.serial && c.sum != last.sum:
		return sameNumber(c.Serial)
	}
	return c.After(last.serial)
}

// Ready is a bundle that is open and fits. Nothing is installed yet.
type Ready struct {
	Checked *Checked
	change  change
	brings  string // its settings
}

// Open decrypts the content and checks that this desk can take all of it.
func (c *Checked) Open(with bundle.Opener) (*Ready, error) {
	p, err := c.Signed.Open(with)
	if err != nil {
		return nil, err
	}
	r := &Ready{Checked: c, change: change{serial: c.Serial, sum: c.sum, secrets: newSecrets()}, brings: p.Settings}
	if c.options.SecretsOnly {
		r.brings = ""
	}
	if c.place.Secrets != nil {
		maps.Copy(r.change.secrets, p.Secrets)
		for name := range p.Secrets {
			if err := c.place.Secrets.Known(name); err != nil {
				return nil, err
			}
		}
	}
	if r.brings == "" && len(r.change.secrets) == 0 {
		return nil, nothingHere()
	}
	return r, r.prepare()
}

// prepare works out the settings file.
func (r *Ready) prepare() (err error) {
	c := r.Checked
	if r.brings == "" {
		return nil
	}
	var own []config.Value
	if stored, _ := c.place.Sources.Stored(config.KeyDeskName).(string); c.desk != stored {
		own = append(own, config.Value{Key: config.KeyDeskName, Text: c.desk})
	}
	r.change.settings = kept
	r.change.data, err = config.Replacement(c.place.Sources, c.place.File(), "bundle", []byte(r.brings), own)
	return err
}

// Settings returns the settings that the bundle brings, and Names those of its
// secrets.
func (r *Ready) Settings() string { return r.brings }

// Names returns the names of the secrets that will be stored.
func (r *Ready) Names() []string { return slices.Sorted(maps.Keys(r.change.secrets)) }

// Install does it, whole or not at all.
func (r *Ready) Install(ctx context.Context) error {
	p := r.Checked.place
	release, err := p.Sources.ExcludeEdits(p.File())
	if err != nil {
		return err
	}
	defer release()
	if err := p.recoverLocked(ctx); err != nil {
		return err
	}
	if err := r.Checked.newEnough(ctx); err != nil { // another import may have come first
		return err
	}
	if err := r.prepare(); err != nil { // and another edit
		return err
	}
	s, _, err := p.load()
	if err != nil { // IT has named the number
		s = state{}
	}
	if last, _, err := p.last(ctx); err == nil && s.Generation == 0 {
		s.Serial = last.serial
	}
	return p.apply(ctx, s, r.change)
}

func newSecrets() map[string]providers.Secret { return map[string]providers.Secret{} }

func unknownCount(serial uint64) error {
	n := fmt.Sprint(serial)
	return configuration(identity.Say(
		"本柜台已有设置或密钥，却没有装过哪个配置包的记录，无法判断第 "+n+" 号是否较旧，未作任何更改。",
		"This desk has settings or keys but no count of bundles, so it cannot be told whether number "+n+" is an older one. Nothing was changed.").
		Do("请向 IT 核实最新序号；若就是这一个，请加 --serial "+n+"。", "Ask IT for the newest number; if it is this one, add --serial "+n+"."), bundle.NoCount)
}

func sameNumber(serial uint64) error {
	n := fmt.Sprint(serial)
	return configuration(identity.Say("本柜台已装过另一个第 "+n+" 号配置包，未作任何更改。", "This desk has had another bundle with number "+n+". Nothing was changed.").
		Do("请向 IT 要序号更大的。", "Ask IT for one with a higher number."), bundle.Older)
}

func nothingHere() error {
	return configuration(identity.Say("配置包里没有这里要装的内容，未作任何更改。", "The bundle has nothing to install here. Nothing was changed.").
		Do("--system 只装设置，--secrets-only 只装密钥。", "--system installs settings only, --secrets-only keys only."), nil)
}

// ChangesPIN reports whether the bundle replaces a PIN that is set, or who may sign in.
func (r *Ready) ChangesPIN() bool {
	if r.change.settings != kept {
		return false
	}
	src := r.Checked.place.Sources
	for _, key := range []string{config.KeyPINHash, config.KeyManagerPIN, config.KeyClerks, config.KeyClerkPINs} {
		now := src.Schema.ValueIn(r.change.data, key) // nil: the file sets none
		clerks := key == config.KeyClerks || key == config.KeyClerkPINs
		if (clerks || src.StoredPIN(key) != "") && now != nil && fmt.Sprint(now) != fmt.Sprint(src.Stored(key)) {
			return true
		}
	}
	return false
}
