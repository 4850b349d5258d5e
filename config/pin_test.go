package config

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"facedesk/identity"
)

// The reference implementation's own test vector (phc-winner-argon2, src/test.c).
func TestPINHashReferenceVector(t *testing.T) {
	const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	h, ok := parsePINHash(reference)
	if !ok || string(h.salt) != "somesalt" || h.memory != 65536 || h.passes != 2 || h.lanes != 1 {
		t.Fatalf("%v %+v", ok, h)
	}
	const want = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
	if hex.EncodeToString(h.key) != want || hex.EncodeToString(h.derive("password", 32)) != want {
		t.Error("not argon2id")
	}
}

func TestHashPIN(t *testing.T) {
	hash, err := HashPIN("802914", bytes.NewReader(bytes.Repeat([]byte{7}, 16)))
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$") {
		t.Fatalf("%q, %v", hash, err)
	}
	other, err := HashPIN("802914", rand.Reader)
	if err != nil || other == hash {
		t.Error("the salt is not random")
	}
	for pin, want := range map[string]bool{"802914": true, "802915": false, "80291": false, "8029144": false, "": false, "８０２９１４": false} {
		if ok, err := CheckPIN(other, pin); ok != want || err != nil {
			t.Errorf("%q: %v %v", pin, ok, err)
		}
	}
	_, err = HashPIN("802914", iotest.ErrReader(errors.New("no entropy")))
	refused(t, err, "no random numbers")
}

func TestRefusedPINs(t *testing.T) {
	for _, pin := range []string{"", "123", "1234567890123", "12a4", "１２３４", "1234\n", " 1234", "12-34", "٤٥٦٧"} {
		_, err := HashPIN(pin, rand.Reader)
		if e, ok := errors.AsType[*identity.Error](err); !ok || e.Kind != identity.BadInput || e.What.ZH == "" || pin != "" && strings.Contains(e.Error(), pin) {
			t.Errorf("%q: %v", pin, err)
		}
	}
	for _, pin := range []string{"0000", "123456789012"} {
		if _, err := HashPIN(pin, rand.Reader); err != nil {
			t.Errorf("%q: %v", pin, err)
		}
	}
}

const goodHash = "$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// A malformed hash lets nobody in, and one that asks for the moon is malformed.
func TestMalformedHashes(t *testing.T) {
	if _, ok := parsePINHash(goodHash); !ok {
		t.Fatal("the pattern itself is refused")
	}
	for _, c := range [][2]string{
		{"argon2id", "argon2i"}, {"argon2id", "argon2d"}, {"argon2id", "Argon2id"}, {"v=19", "v=16"}, {"v=19$", ""},
		{"m=19456", "m=7167"}, {"m=19456", "m=262145"}, {"m=19456", "m=4294967297"}, {"m=19456", "m=019456"}, {"m=19456", "m=+19456"},
		{"t=2", "t=0"}, {"t=2", "t=11"}, {"p=1", "p=0"}, {"p=1", "p=5"}, {"p=1", "p=257"}, {"p=1", "p=1,x=2"}, {"m=19456,t=2", "t=2,m=19456"},
		{"BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBx"}, {"BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBw=="}, {"BwcHBwcHBwcHBwcHBwcHBw", "BwcHBw"},
		{"$AAAA", "$AAA-"}, {"$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "$"}, {"$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""},
		{"$AAAA", "$" + strings.Repeat("A", 200)}, {"$argon2id", "argon2id"}, {"$argon2id", " $argon2id"},
	} {
		hash := strings.Replace(goodHash, c[0], c[1], 1)
		ok, err := CheckPIN(hash, "1234")
		if ok {
			t.Errorf("%s lets somebody in", hash)
		}
		refused(t, err, "ui.pin_hash: This is not a valid hash")
		if strings.Contains(err.Error(), "19456") {
			t.Error("the hash is repeated")
		}
	}
	ok, err := CheckPIN("", "")
	if refused(t, err, "config pin set"); ok {
		t.Error("no PIN lets everybody in")
	}
}

func FuzzCheckPIN(f *testing.F) {
	f.Add(goodHash)
	f.Add(strings.Replace(goodHash, "m=19456", "m=7168", 1))
	f.Fuzz(func(t *testing.T, text string) {
		h, ok := parsePINHash(text)
		if ok && (h.String() != text || h.memory > 256<<10 || h.passes > 10 || h.lanes < 1 || len(h.key) < 16) {
			t.Errorf("%q: %+v", text, h)
		}
	})
}

func TestPINHashOfSettings(t *testing.T) {
	src := place(t, "", "")
	if hash, err := PINHash(loaded(t, src)); hash != "" || err != nil {
		t.Errorf("none set: %q %v", hash, err)
	}
	must(t, Set(src, src.User, KeyPINHash, goodHash))
	if hash, err := PINHash(loaded(t, src)); hash != goodHash || err != nil {
		t.Errorf("written and read: %q %v", hash, err)
	}
	locked := place(t, "locked = ['ui.pin_hash']\n[ui]\npin_hash = '"+goodHash+"'\n", "")
	refused(t, Set(locked, locked.User, KeyPINHash, goodHash), "ui.pin_hash is locked")
	refused(t, Unset(locked, locked.User, KeyPINHash), "ui.pin_hash is locked")
}

// Whoever passes over the error must not take a damaged PIN for none.
func TestMalformedHashIsNotNone(t *testing.T) {
	f := &Settings{values: map[string]placed{KeyPINHash: {value: "1234"}}}
	hash, err := PINHash(f)
	if refused(t, err, "ui.pin_hash"); hash == "" {
		t.Error("damaged reads as unset")
	}
}

// loadedPIN reads the hash as the program does at start.
func loadedPIN(src Sources) (string, error) {
	s, err := Load(src)
	if err != nil {
		return "", err
	}
	return PINHash(s)
}

func TestMalformedHashIsAComplaint(t *testing.T) {
	src := place(t, "[ui]\npin_hash = '1234'\n", "")
	_, err := loadedPIN(src)
	refused(t, err, "system.toml:2:", "ui.pin_hash: This is not a valid hash")
	if all, ok := errors.AsType[Complaints](err); !ok || len(all) != 1 || all[0].Key != KeyPINHash || strings.Contains(err.Error(), "1234") {
		t.Errorf("%#v", err)
	}
}

func TestKiosk(t *testing.T) {
	for _, c := range []struct {
		name, user string
		want       bool
		complaint  string
	}{
		{"off", "", false, ""},
		{"off with a PIN", "ui.pin_hash = '" + goodHash + "'", false, ""},
		{"on with a PIN", "ui.kiosk = true\nui.pin_hash = '" + goodHash + "'", true, ""},
		{"on without", "ui.kiosk = true", false, "config pin set"},
		{"on with a damaged one", "ui.kiosk = true\nui.pin_hash = '$argon2id$'", false, "not a valid hash"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Load(place(t, "", c.user))
			on := false
			if err == nil {
				on, err = Kiosk(s, false)
			}
			if on != c.want || (err != nil) != (c.complaint != "") {
				t.Fatalf("%v %v", on, err)
			}
			if err != nil {
				refused(t, err, c.complaint)
			}
		})
	}
}

func TestTrivialPIN(t *testing.T) {
	for pin, want := range map[string]bool{
		"0000": true, "1234": true, "7890": true, "9876": true, "2109": true, "123456789012": true, "1212": true, "123123": true, "807807807": true,
		"1357": false, "8029": false, "1221": false, "12341": false, "0001": false, "8090": false,
	} {
		if TrivialPIN(pin) != want {
			t.Errorf("%s: %v", pin, !want)
		}
	}
}

func TestPINTries(t *testing.T) {
	now := time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)
	var tries PINTries
	for i, want := range []time.Duration{0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 600, 600, 600} {
		want *= time.Second
		if got := tries.Wait(now); got != want {
			t.Errorf("after %d: %v, want %v", i, got, want)
		}
		if got := tries.Wait(now.Add(want / 2)); got != want/2 {
			t.Errorf("after %d, half way: %v", i, got)
		}
		if got := tries.Wait(now.Add(want)); got != 0 {
			t.Errorf("after %d, at the end: %v", i, got)
		}
		if got := tries.Wait(now.Add(-24 * time.Hour)); got != want {
			t.Errorf("after %d, clock set back: %v, want %v", i, got, want)
		}
		now = now.Add(want)
		tries = tries.Wrong(now)
	}
	for range 1000 {
		tries = tries.Wrong(now)
	}
	if got := tries.Wait(now); got != maxPause {
		t.Errorf("after many: %v", got)
	}
}

func TestPINTriesOutliveTheProgram(t *testing.T) {
	now := time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)
	var tries, later PINTries
	for range 6 {
		tries = tries.Wrong(now)
	}
	text, err := tries.MarshalText()
	if err != nil || later.UnmarshalText(text) != nil || later != tries || later.Wait(now) != time.Minute {
		t.Errorf("%q became %v, %v", text, later, err)
	}
	for _, bad := range []string{"", "x", "-1 2025-06-01T08:00:00Z", "3", "3 yesterday"} {
		if later.UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// No number in the file is so large that one more makes the brake forget.
func TestPINTriesDoNotOverflow(t *testing.T) {
	now := time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)
	var tries PINTries
	if err := tries.UnmarshalText([]byte("9223372036854775807 2025-06-01T08:00:00Z")); err != nil {
		t.Fatal(err)
	}
	if got := tries.Wrong(now).Wait(now); got != maxPause {
		t.Errorf("one more leaves %v", got)
	}
}

// A complaint about a hash keeps what is wrong and what to do apart.
func TestHashComplaintSaysWhatToDo(t *testing.T) {
	said := checkPINHash("8029")
	if said == nil || strings.Contains(said.What.EN, "facedesk") || strings.Contains(said.What.ZH, "facedesk") {
		t.Fatalf("%+v", said)
	}
	if said.Next.EN != "Run: facedesk config pin set" || said.Next.ZH != "请运行：facedesk config pin set" {
		t.Errorf("%+v", said.Next)
	}
}
