package desk

import (
	"errors"
	"testing"
	"time"

	"facedesk/config/keyringtest"
	"facedesk/identity"
	"facedesk/ui/settings"
)

// The page says "stored" only of what the keyring has.
func TestAfterSaving(t *testing.T) {
	label := identity.Text{ZH: "密钥", EN: "Key"}
	locked := identity.Text{ZH: "密钥环已锁定。", EN: "The keyring is locked."}
	has := func(stored bool) []settings.Secret {
		return []settings.Secret{{Name: "a.b", Label: label, Stored: stored}}
	}
	for _, c := range []struct {
		name   string
		s      settings.Page
		err    error
		stored bool
	}{
		{"stored", settings.Page{Secrets: has(true)}, nil, true},
		{"an error of ours", settings.Page{Secrets: has(true)}, &identity.Error{Kind: identity.Configuration, What: locked}, false},
		{"any other error", settings.Page{Secrets: has(true)}, errors.New("dbus"), false},
		{"no error, and the keyring has nothing", settings.Page{Secrets: has(false)}, nil, false},
		{"no error, and the keyring cannot be asked", settings.Page{Secrets: has(false), Fault: locked}, nil, false},
		{"a name that is not known", settings.Page{}, nil, false},
	} {
		got := afterSaving(c.s, "a.b", c.err)
		if stored, fault := got.Stored == label, got.Fault != (identity.Text{}); stored != c.stored || fault == stored || fault && (got.Fault.ZH == "" || got.Fault.EN == "") {
			t.Errorf("%s: stored %q, fault %q", c.name, got.Stored.EN, got.Fault.EN)
		}
	}
}

func TestSaveSecretInALockedKeyring(t *testing.T) {
	home := t.TempDir()
	_, env := keyringtest.StartLocked(t)
	s := NewSettings(t.Context(), Outside{Env: append(env, "FACEDESK_HOME="+home), Now: time.Now})
	got := s.SaveSecret("muzhiyun.app_code", "keyring-test-value")
	if got.Stored != (identity.Text{}) || got.Fault == (identity.Text{}) {
		t.Errorf("stored %q, fault %q", got.Stored.EN, got.Fault.EN)
	}
}
