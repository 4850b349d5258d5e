package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"facedesk/identity"
	"facedesk/providers"
)

const secret = "canary-secret-8812"

var (
	signing = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	foreign = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, ed25519.SeedSize))
	made    = time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	head    = Head{Serial: 12, Created: made, Expires: made.AddDate(0, 1, 0), Desks: []string{"front-1", "front-2"}}
	content = Payload{Settings: "version = 1\n", Secrets: map[string]providers.Secret{"wapi.secret": providers.NewSecret(secret)}}
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func seal(t testing.TB, h Head, to []Recipient, key ed25519.PrivateKey) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, Seal(&b, h, content, to, key))
	return b.Bytes()
}

func ours(k Key) bool { return k == KeyOf(signing) }

func read(data []byte) (*Signed, error) { return Read(bytes.NewReader(data), ours) }

func TestSealAndOpen(t *testing.T) {
	desk, public, err := NewIdentity()
	must(t, err)
	mine, err := Identity(desk)
	must(t, err)
	for _, c := range []struct {
		to   []Recipient
		with Opener
	}{
		{ByPassphrase("correct horse"), Passphrase("correct horse")},
		{ToDesks([]string{public}), mine},
	} {
		data := seal(t, head, c.to, signing)
		if bytes.Contains(data, []byte(secret)) || bytes.Contains(data, []byte("version = 1")) {
			t.Error("the content can be read")
		}
		s, err := read(data)
		must(t, err)
		if s.Signer != KeyOf(signing) || s.Serial != 12 || !s.Expires.Equal(head.Expires) {
			t.Errorf("%+v", s.Head)
		}
		p, err := s.Open(c.with)
		must(t, err)
		if p.Settings != content.Settings || p.Secrets["wapi.secret"].Reveal() != secret {
			t.Error("something else was opened")
		}
	}
}

// Each refusal has a sentence of its own, in both languages, and says that nothing
// was changed.
func TestRefusals(t *testing.T) {
	good := seal(t, head, ByPassphrase("right"), signing)
	other, public, err := NewIdentity()
	must(t, err)
	elsewhere := seal(t, head, ToDesks([]string{public}), signing)
	mine, _, err := NewIdentity()
	must(t, err)
	_ = other
	opened := func(data []byte, with Opener) error {
		s, err := read(data)
		if err != nil {
			return err
		}
		_, err = s.Open(with)
		return err
	}
	id, err := Identity(mine)
	must(t, err)
	_, noIdentity := Identity("")
	s, err := read(good)
	must(t, err)
	heavy, err := age.NewScryptRecipient("right")
	must(t, err)
	heavy.SetWorkFactor(workFactor + 1)
	seen := map[string]Fault{}
	for want, err := range map[Fault]error{
		NoBundle:        opened([]byte("PK\x03\x04 a picture"), Passphrase("right")),
		Newer:           opened([]byte("facedesk-bundle 2\nx"), Passphrase("right")),
		Damaged:         opened(good[:len(good)-1], Passphrase("right")),
		Foreign:         opened(seal(t, head, ByPassphrase("right"), foreign), Passphrase("right")),
		NoTrust:         Refuse(NoTrust),
		WrongPassphrase: opened(good, Passphrase("Right")),
		NoIdentity:      noIdentity,
		OtherIdentity:   opened(elsewhere, id),
		TooMuchWork:     opened(seal(t, head, []Recipient{{heavy, nil}}, signing), Passphrase("right")),
		Expired:         s.Timely(Clock{Now: head.Expires.Add(time.Second)}),
		WrongClock:      s.Timely(Clock{Now: made.AddDate(0, 0, -2)}),
		OtherDesk:       s.For("back"),
		Older:           s.After(13),
	} {
		e, ok := errors.AsType[*identity.Error](err)
		if FaultOf(err) != want || !ok {
			t.Errorf("want %s: %v", want, err)
			continue
		}
		if before, twice := seen[e.What.ZH+e.What.EN]; twice {
			t.Errorf("%s says the same as %s", want, before)
		}
		seen[e.What.ZH+e.What.EN] = want
		if !strings.Contains(e.What.ZH, "未作任何更改") || !strings.Contains(e.What.EN, "Nothing was changed") || e.Next == (identity.Text{}) {
			t.Errorf("%s: %+v", want, e.Said())
		}
	}
	if len(seen) != 13 {
		t.Errorf("%d sentences", len(seen))
	}
}

func TestWhatIsTaken(t *testing.T) {
	s, err := read(seal(t, head, ByPassphrase("right"), signing))
	must(t, err)
	for name, err := range map[string]error{
		"in time":            s.Timely(Clock{Now: made.Add(time.Hour)}),
		"a clock a day slow": s.Timely(Clock{Now: made.Add(-23 * time.Hour), Built: made.Add(-25 * time.Hour)}),
		"its desk":           s.For("front-2"),
		"the same again":     s.After(12),
		"a newer one":        s.After(11),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.For("") == nil || s.For("*") == nil || s.For("front") == nil {
		t.Error("a desk took another's bundle")
	}
	if s.Timely(Clock{Now: made, Built: made.AddDate(0, 0, 3)}) == nil {
		t.Error("a clock from before the program was made is right")
	}
	all := head
	all.Desks = []string{EveryDesk}
	s, err = read(seal(t, all, ByPassphrase("right"), signing))
	if err != nil || s.For("") != nil || s.For("any") != nil {
		t.Error("a bundle for every desk is for none")
	}
}

// No byte can be changed, taken away, put in or exchanged.
func TestNoByteCanBeChanged(t *testing.T) {
	good := seal(t, head, ByPassphrase("right"), signing)
	later := head
	later.Serial = 99
	other := seal(t, later, ByPassphrase("right"), signing)
	try := func(what string, data []byte) {
		if s, err := read(data); err == nil {
			t.Errorf("%s: %+v was believed", what, s.Head)
		}
	}
	for i := range good {
		for _, bit := range []byte{1, 0x20, 0x80} {
			data := slices.Clone(good)
			data[i] ^= bit
			try(fmt.Sprint("byte ", i), data)
		}
		try(fmt.Sprint("cut at ", i), good[:i])
	}
	a, b := strings.SplitN(string(good), "\n", 4), strings.SplitN(string(other), "\n", 4)
	for line := range a {
		mixed := slices.Clone(a)
		mixed[line] = b[line]
		if line > 0 {
			try(fmt.Sprint("line ", line, " of another"), []byte(strings.Join(mixed, "\n")))
		}
	}
	try("more behind it", append(slices.Clone(good), 'x'))
	// The key of the file itself is no reason to trust it.
	data := seal(t, head, ByPassphrase("right"), foreign)
	public := KeyOf(signing)
	claims := strings.SplitN(string(data), "\n", 3)
	claims[1] = base64.StdEncoding.EncodeToString(public[:]) + claims[1][strings.Index(claims[1], " "):]
	try("another's key", []byte(strings.Join(claims, "\n")))
}

// What is not signed by a trusted key costs no work.
func TestForeignFilesCostNoWork(t *testing.T) {
	if _, err := Read(neverEnding{}, ours); FaultOf(err) != Damaged {
		t.Error(err)
	}
}

type neverEnding struct{}

func (neverEnding) Read(p []byte) (int, error) { return len(p), nil }

func TestKeys(t *testing.T) {
	k := KeyOf(signing)
	f := k.Fingerprint()
	for typed, want := range map[string]bool{
		f: true, strings.ToUpper(f): true, strings.ReplaceAll(f, " ", ""): true, strings.ReplaceAll(f, " ", "-"): true,
		"": false, f[:len(f)-1]: false, f[:4]: false, f + "0": false, KeyOf(foreign).Fingerprint(): false,
	} {
		if k.HasFingerprint(typed) != want {
			t.Errorf("%q: not %v", typed, want)
		}
		if want && !WholeFingerprint(typed) {
			t.Errorf("%q is no fingerprint", typed)
		}
	}
	keys, err := ParseKeys([]byte("# IT\n\n" + k.String() + "\r\n  " + KeyOf(foreign).String() + "\n"))
	if err != nil || len(keys) != 2 || keys[0] != k {
		t.Errorf("%v, %v", keys, err)
	}
	for _, bad := range []string{"facedesk-key", "facedesk-key AAAA", "age1xyz", k.String() + " comment", "x" + k.String()} {
		if keys, err := ParseKeys([]byte(bad)); err == nil {
			t.Errorf("%q gave %v", bad, keys)
		}
	}
}

func TestSigningKey(t *testing.T) {
	var b bytes.Buffer
	must(t, WriteSigningKey(&b, signing, "pass"))
	if bytes.Contains(b.Bytes(), signing.Seed()) || !strings.HasPrefix(b.String(), "-----BEGIN AGE") {
		t.Error("the key is not encrypted")
	}
	key, err := ReadSigningKey(b.Bytes(), "pass")
	if err != nil || !key.Equal(signing) {
		t.Error(err)
	}
	if _, err := ReadSigningKey(b.Bytes(), "other"); FaultOf(err) != WrongPassphrase {
		t.Error(err)
	}
	if _, err := ReadSigningKey([]byte("nothing"), "pass"); FaultOf(err) != Damaged {
		t.Error(err)
	}
}

// A file that was cut off is no whole file.
func TestCutOffStream(t *testing.T) {
	var b bytes.Buffer
	w, err := Encrypt(&b, ByPassphrase("p"))
	must(t, err)
	_, err = w.Write(bytes.Repeat([]byte("x"), 200_000))
	must(t, err)
	must(t, w.Close())
	r, err := Decrypt(bytes.NewReader(b.Bytes()[:b.Len()-70_000]), Passphrase("p"))
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	if err == nil {
		t.Error("half a file was taken for a whole one")
	}
}

// sealed is a bundle with head, content and signing of above, by the passphrase "right".
// A file keeps it the same in the many processes of a fuzz run, and for later versions.
func sealed(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/sealed.fdb")
	must(t, err)
	return data
}

// A bundle of an earlier version opens.
func TestEarlierBundle(t *testing.T) {
	s, err := read(sealed(t))
	must(t, err)
	p, err := s.Open(Passphrase("right"))
	must(t, err)
	if s.Serial != head.Serial || p.Settings != content.Settings || p.Secrets["wapi.secret"].Reveal() != secret {
		t.Errorf("%+v", s.Head)
	}
}

// Whatever the bytes are, nothing but what IT sealed opens.
func FuzzRead(f *testing.F) {
	good := sealed(f)
	f.Add(good)
	f.Add(good[:40])
	f.Add(bytes.Replace(good, []byte("= "), []byte("\r= "), 1)) // a base64 decoder skips it
	f.Add([]byte("facedesk-bundle 1\n\n{}\nage-encryption.org/v1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := read(data)
		if err != nil {
			if FaultOf(err) == "" {
				t.Errorf("an error without a sentence: %v", err)
			}
			return
		}
		if !bytes.Equal(data, good) {
			t.Fatalf("believed: %q", data)
		}
		if _, err := s.Open(Passphrase("right")); err != nil {
			t.Error(err)
		}
	})
}

// Signed by IT or not, what is encrypted wrongly ends in a sentence.
func FuzzOpen(f *testing.F) {
	s, err := read(seal(f, head, ByPassphrase("right"), signing))
	must(f, err)
	f.Add(s.content)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt bad 99\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		other := Signed{Head: s.Head, content: data}
		if p, err := other.Open(Passphrase("right")); err != nil && FaultOf(err) == "" || err == nil && p.Settings != content.Settings {
			t.Errorf("%v, %v", p, err)
		}
	})
}

// BenchmarkOpen is what an import costs before it writes anything.
func BenchmarkOpen(b *testing.B) {
	data := seal(b, head, ByPassphrase("right"), signing)
	for b.Loop() {
		s, err := read(data)
		must(b, err)
		_, err = s.Open(Passphrase("right"))
		must(b, err)
	}
}

// Opening a bundle by its passphrase takes at most 64 MB at once, with all that it reads.
func TestOpeningTakesLittleMemory(t *testing.T) {
	data := seal(t, head, ByPassphrase("a long passphrase"), signing)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s, err := Read(bytes.NewReader(data), func(Key) bool { return true })
	if err == nil {
		_, err = s.Open(Passphrase("a long passphrase"))
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; err != nil || used > 64<<20 {
		t.Errorf("%d MB, %v", used>>20, err)
	}
}
