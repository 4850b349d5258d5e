package config

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/providers"
)

// troubled is a keyring that misbehaves as real ones do.
type troubled struct {
	memory
	state     State
	onGet     func()
	setFails  func(name string) error
	forgetful bool
	keeps     bool          // deletes nothing
	slow      time.Duration // of the probe
}

func newTroubled() *troubled {
	return &troubled{memory: memory{values: map[string]string{}, creating: make(chan struct{}, 1)}, state: Ready}
}

func (d *troubled) probe(context.Context) (State, error) {
	time.Sleep(d.slow) // only in a bubble
	return d.state, nil
}

func (d *troubled) get(service, name string) (string, error) {
	value, err := d.memory.get(service, name)
	if d.onGet != nil {
		d.onGet()
	}
	return value, err
}

func (d *troubled) set(service, name, value string) error {
	if d.setFails != nil {
		if err := d.setFails(name); err != nil {
			return err
		}
	}
	if d.forgetful {
		return nil
	}
	return d.memory.set(service, name, value)
}

func (d *troubled) delete(service, name string) error {
	if d.keeps {
		return nil
	}
	return d.memory.delete(service, name)
}

func TestKeyringHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		d := newTroubled()
		d.onGet = func() { <-never }
		k := newKeyring(KeyringOptions{Limit: time.Second}, d)
		for range 2 * maxCalls { // the later ones find no free place
			start := time.Now()
			_, err := k.Get(t.Context(), "a.b")
			refused(t, err, "no usable answer")
			if StateOf(err) != Failing || !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
				t.Errorf("%v after %v", StateOf(err), time.Since(start))
			}
		}
		close(never)
		synctest.Wait()
		d.onGet = nil
		must(t, k.Set(t.Context(), "a.b", providers.NewSecret("x"))) // well again
	})
}

// What was given up is not done behind the caller's back.
func TestKeyringTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTroubled()
		d.slow = 2 * time.Second
		k := newKeyring(KeyringOptions{Limit: time.Second}, d)
		refused(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")), "no usable answer")
		time.Sleep(d.slow)
		synctest.Wait()
		if len(d.values) != 0 {
			t.Error("stored after the call had failed")
		}
	})
}

func TestKeyringCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := newKeyring(KeyringOptions{}, newTroubled()).Get(ctx, "a.b")
	refused(t, err)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestKeyringPanics(t *testing.T) {
	d := newTroubled()
	d.onGet = func() { panic("the bus has died") }
	k := newKeyring(KeyringOptions{}, d)
	for range 2 * maxCalls { // a panic gives its place back
		_, err := k.Get(t.Context(), "a.b")
		refused(t, err, "no usable answer")
		if strings.Contains(err.Error(), "died") || errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	}
}

func TestKeyringLies(t *testing.T) {
	d := newTroubled()
	d.forgetful, d.keeps = true, true
	k := newKeyring(KeyringOptions{}, d)
	refused(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")), "no usable answer")
	d.values["a.b"] = "old"
	refused(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")), "no usable answer")
	refused(t, k.Delete(t.Context(), "a.b"), "no usable answer")
}

// The probe comes before anything that could show a prompt.
func TestKeyringNotReady(t *testing.T) {
	for _, state := range []State{Locked, Absent, Failing} {
		d := newTroubled()
		d.state = state
		d.onGet = func() { t.Error("a call in spite of the state") }
		d.setFails = func(string) error { t.Error("a call in spite of the state"); return nil }
		k := newKeyring(KeyringOptions{}, d)
		_, err := k.Get(t.Context(), "a.b")
		refused(t, err)
		refused(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")))
		refused(t, k.Delete(t.Context(), "a.b"))
		if got, why := k.State(t.Context()); got != state || StateOf(err) != state || why == nil {
			t.Errorf("%v %v %v", got, StateOf(err), why)
		}
	}
}

func TestParseSecret(t *testing.T) {
	for text, want := range map[string]string{
		"abc": "abc", "abc\n": "abc", "abc\r\n": "abc", "a b": "a b", "密": "密",
		strings.Repeat("x", MaxSecret): strings.Repeat("x", MaxSecret), strings.Repeat("x", MaxSecret) + "\n": strings.Repeat("x", MaxSecret),
		"": "!", "\n": "!", "abc\n\n": "!", "a\tb": "!", "a\x00b": "!", " abc": "!", "abc ": "!", "a\xff": "!", strings.Repeat("x", MaxSecret+1): "!",
	} {
		s, err := ParseSecret(text)
		if want == "!" {
			refused(t, err)
		} else if err != nil || s.Reveal() != want {
			t.Errorf("%q: %v %v", text, s.Reveal(), err)
		}
	}
	refused(t, newMemoryKeyring(nil).Set(t.Context(), "a.b", providers.NewSecret("two\nlines")))
}

func TestSecrets(t *testing.T) {
	ctx := t.Context()
	s := NewSecrets(schema(), newMemoryKeyring(map[string]string{"travel.app_key": "key", "records.hash_key": "not ours to see"}))
	_, err := s.Get(ctx, "travel.member_id")
	refused(t, err, "travel.member_id", "facedesk config secret set travel.member_id")
	if !errors.Is(err, ErrNoSecret) || StateOf(err) != Ready {
		t.Error("a missing secret cannot be told from a bad keyring")
	}
	must(t, s.Set(ctx, "travel.member_id", providers.NewSecret("80000001")))
	if got, err := s.Provider("travel")(ctx, "member_id"); err != nil || got.Reveal() != "80000001" {
		t.Error(got.Reveal(), err)
	}
	if names, err := s.List(ctx); err != nil || strings.Join(names, " ") != "travel.member_id travel.app_key" {
		t.Error(names, err)
	}
	must(t, s.Delete(ctx, "travel.member_id"))
	must(t, s.Delete(ctx, "travel.member_id"))
	if names, err := s.List(ctx); err != nil || strings.Join(names, " ") != "travel.app_key" {
		t.Error(names, err)
	}
	all := "Names: travel.member_id, travel.app_key, plain.app_id, plain.secret, resident.app_code, shared.desk, shared.reader, shared.it, network.proxy_login, records.hash_key"
	_, err = s.Get(ctx, "S3CR3T")
	_, hidden := s.Get(ctx, SecretHashKey)
	for _, err := range []error{err, hidden, s.Delete(ctx, "S3CR3T")} {
		refused(t, err, all)
		if strings.Contains(err.Error(), "S3CR3T") {
			t.Error("a name that may be a secret is repeated")
		}
	}
}

func TestImport(t *testing.T) {
	const good = "[travel]\nmember_id = \"m\" # c\napp_key = 'k'\n[plain]\n"
	for _, c := range []struct {
		name, text string
		want       []string // complaints; none: it is stored
	}{
		{"tables", good, nil},
		{"dotted", "travel.member_id = 'm'\ntravel.app_key = 'k'", nil},
		{"inline", "travel = { member_id = 'm', app_key = 'k' }", nil},
		{"unknown secret", "[travel]\nS3CR3T = 'x'\nmember_id = 'm'", []string{"in:2:1: There is no secret of that name. Names: travel.member_id,"}},
		{"unknown service", "[S3CR3T]\nx = 'y'", []string{"in:2:1: ", "in:1:2: There is no secret"}},
		{"every complaint", "[travel]\nmember_id = 1\napp_key = ' S3CR3T'\n[plain]\nsecret = ''", []string{"in:2:1: A secret must be text", "in:3:1: The secret begins", "in:5:1: The secret is empty"}},
		{"twice", "[travel]\napp_key = 'S3CR3T'\napp_key = 'y'", []string{"in:3:1: This is not valid TOML, or too large."}},
		{"syntax", "[travel]\napp_key = S3CR3T", []string{"in:2:11: This is not valid TOML, or too large."}},
		{"array of tables", "[[travel]]\napp_key = 'x'", []string{"in:1:3: "}},
		{"a key for a table", "travel = 'S3CR3T'", []string{"in:1:1: There is no secret"}},
		{"empty", "# nothing\n", []string{"in: There is no secret in the file."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newTroubled()
			names, err := NewSecrets(schema(), newKeyring(KeyringOptions{}, d)).Import(t.Context(), "in", []byte(c.text))
			if c.want == nil {
				must(t, err)
				if strings.Join(names, " ") != "travel.member_id travel.app_key" || d.values["travel.member_id"] != "m" || d.values["travel.app_key"] != "k" {
					t.Error(names, d.values)
				}
				return
			}
			refused(t, err, c.want...)
			if len(d.values) != 0 || names != nil {
				t.Error("something was stored:", d.values)
			}
			if strings.Contains(err.Error(), "S3CR3T") {
				t.Error("the file's text leaks:", err)
			}
		})
	}
}

func TestImportFailsHalfway(t *testing.T) {
	const text = "travel.member_id = 'new'\ntravel.app_key = 'new'\nplain.app_id = 'new'\n"
	stop := errors.New("stop")
	d := newTroubled()
	d.values["travel.member_id"] = "old"
	d.setFails = func(name string) error {
		if name == "plain.app_id" {
			d.values[name] = "stored all the same"
			return stop
		}
		return nil
	}
	names, err := NewSecrets(schema(), newKeyring(KeyringOptions{}, d)).Import(t.Context(), "in", []byte(text))
	refused(t, err, "The keyring is as it was before.")
	if len(names) != 0 || len(d.values) != 1 || d.values["travel.member_id"] != "old" {
		t.Error(names, d.values)
	}

	dead := false // from the second write on nothing can be put back
	d.setFails = func(string) error {
		if dead {
			return stop
		}
		dead = true
		return nil
	}
	names, err = NewSecrets(schema(), newKeyring(KeyringOptions{}, d)).Import(t.Context(), "in", []byte(text))
	refused(t, err, "These may hold their new values, please check: travel.member_id.")
	if strings.Join(names, " ") != "travel.member_id" || !errors.Is(err, stop) {
		t.Error(names, err)
	}
}

func TestHashKey(t *testing.T) {
	d := newTroubled()
	k := newKeyring(KeyringOptions{}, d)
	random := strings.NewReader(strings.Repeat("0123456789abcdef", 4))
	first, err := k.HashKey(t.Context(), random, nil)
	must(t, err)
	again, err := k.HashKey(t.Context(), random, nil)
	must(t, err)
	if string(first) != "0123456789abcdef0123456789abcdef" || string(again) != string(first) {
		t.Errorf("%q, then %q", first, again)
	}
	must(t, k.Set(t.Context(), hashKeyName, providers.NewSecret("damaged")))
	_, err = k.HashKey(t.Context(), random, nil)
	refused(t, err, "damaged", "backup")
	if d.values[hashKeyName] != "damaged" {
		t.Error("a damaged key was replaced")
	}
	delete(d.values, hashKeyName)
	if _, err = k.HashKey(t.Context(), strings.NewReader("short"), nil); !errors.Is(err, io.ErrUnexpectedEOF) || len(d.values) != 0 {
		t.Error(err, d.values)
	}
	d.state = Locked
	_, err = k.HashKey(t.Context(), random, nil)
	refused(t, err, "locked")
}

// slowRandom takes its time, so that whoever may create at once does.
type slowRandom byte

func (r slowRandom) Read(p []byte) (int, error) {
	time.Sleep(time.Second) // of the bubble
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

func TestHashKeyAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTroubled()
		keys := make([]string, 8)
		var all sync.WaitGroup
		for i := range keys {
			all.Go(func() {
				k := newKeyring(KeyringOptions{Limit: time.Minute}, d) // as of several processes
				key, err := k.HashKey(t.Context(), slowRandom('a'+i), nil)
				if err != nil {
					t.Error(err)
				}
				keys[i] = string(key)
			})
		}
		all.Wait()
		for _, key := range keys {
			if key != keys[0] {
				t.Fatalf("several keys: %q", keys)
			}
		}
	})
}

// Desks of one company get the same key of the records through their provisioning.
// A key that is there already is never lost that way.
func TestHashKeyIsProvisioned(t *testing.T) {
	ctx := t.Context()
	keyring := newMemoryKeyring(nil)
	s := NewSecrets(schema(), keyring)
	key, other := strings.Repeat("ab", 32), strings.Repeat("cd", 32)
	refused(t, s.Set(ctx, SecretHashKey, providers.NewSecret("x")), "64 hexadecimal")
	_, err := s.Import(ctx, "f", []byte("[records]\nhash_key = \""+key+"\"\n[shared]\ndesk = \"postgres://a@localhost/b\"\n"))
	must(t, err)
	if got, err := keyring.HashKey(ctx, nil, nil); err != nil || hex.EncodeToString(got) != key {
		t.Errorf("%x %v", got, err)
	}
	must(t, s.Set(ctx, SecretHashKey, providers.NewSecret(strings.ToUpper(key))))
	refused(t, s.Set(ctx, SecretHashKey, providers.NewSecret(other)), "--replace")
	refused(t, s.Delete(ctx, SecretHashKey))
	must(t, keyring.ImportHashKey(ctx, providers.NewSecret(other), true))
	if got, err := keyring.HashKey(ctx, nil, nil); err != nil || hex.EncodeToString(got) != other {
		t.Errorf("%x %v", got, err)
	}
}
