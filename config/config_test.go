package config

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// TestMain also plays the second process of TestHashKeyProcesses.
func TestMain(m *testing.M) {
	if service := os.Getenv("CONFIG_TEST_HASHKEY"); service != "" {
		k := NewKeyring(KeyringOptions{Service: service, Env: os.Environ(), Limit: time.Minute})
		key, err := k.HashKey(context.Background(), rand.Reader, nil)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Print(hex.EncodeToString(key))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Two services as the real ones are: one for travel documents whose list is a
// setting, one without a face.
func descriptors() []providers.Descriptor {
	text := identity.Text{ZH: "文字", EN: "text"}
	travel := providers.Descriptor{
		Code: "travel", Face: true,
		Documents: []providers.Accepted{{Type: identity.OrdinaryPassport}, {Type: identity.HKMacauPermit}},
		Settings: []providers.Field{
			{Key: providers.KeyEndpoint, Type: providers.TypeURL, Default: "https://api.example.com/check", Label: text, Help: text},
			{Key: providers.KeyPrice, Type: providers.TypeNumber, Min: 0, Max: 100, Label: text, Help: text},
			{Key: providers.KeyTimeout, Type: providers.TypeDuration, Way: true, Default: 30 * time.Second, Min: 1, Max: 120, Label: text, Help: text},
			{Key: providers.KeyMaxBytes, Type: providers.TypeInteger, Default: 51200, Min: 8192, Max: 2 << 20, Label: text, Help: text},
			{Key: providers.KeyDocumentTypes, Type: providers.TypeList, Default: []string{"414", "516"}, Choices: []string{"414", "516", "413"}, Label: text, Help: text},
			{Key: "codes_confirmed", Type: providers.TypeBool, Default: false, Label: text, Help: text},
		},
		Secrets: []providers.SecretField{{Key: "member_id", Label: text, Help: text}, {Key: "app_key", Label: text, Help: text}},
	}
	plain := providers.Descriptor{
		Code:      "plain",
		Documents: []providers.Accepted{{Type: identity.ResidentID, Length: 18}, {Type: identity.PermanentResident, Length: 18}},
		Settings: []providers.Field{
			{Key: providers.KeyEndpoint, Type: providers.TypeURL, Label: text, Help: text},
			{Key: "sign_mode", Type: providers.TypeChoice, Default: "md5", Choices: []string{"md5", "secret"}, Label: text, Help: text},
		},
		Secrets: []providers.SecretField{{Key: "app_id", Label: text, Help: text}, {Key: "secret", Label: text, Help: text}},
	}
	resident := providers.Descriptor{
		Code: "resident", Face: true,
		Documents: []providers.Accepted{{Type: identity.ResidentID, Length: 18}, {Type: identity.PermanentResident, Length: 18}},
		Settings:  []providers.Field{{Key: providers.KeyEndpoint, Type: providers.TypeURL, Default: "https://r.example.com/", Label: text, Help: text}},
		Secrets:   []providers.SecretField{{Key: "app_code", Label: text, Help: text}},
	}
	return []providers.Descriptor{travel, plain, resident}
}

func schema() *Schema { return NewSchema(descriptors()) }

// place is a folder with the two files of an installation.
func place(t *testing.T, system, user string) Sources {
	t.Helper()
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o700)) // whatever the umask: others must not write there
	src := Sources{Schema: schema(), System: System{filepath.Join(dir, "system.toml"), os.Getuid()}, User: filepath.Join(dir, "user.toml")}
	for file, text := range map[string]string{src.System.File: system, src.User: user} {
		if text != "" {
			must(t, os.WriteFile(file, []byte(text), 0o600))
		}
	}
	return src
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// loaded is Load of sources that are known to be good.
func loaded(t *testing.T, src Sources) *Settings {
	t.Helper()
	s, err := Load(src)
	must(t, err)
	return s
}

// refused checks that an error is one of configuration, worded in both
// languages, and that its English holds every given piece.
func refused(t *testing.T, err error, pieces ...string) {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok || e.Kind != identity.Configuration || e.Charged != identity.ChargedNo || e.What.ZH == "" || e.What.ZH == e.What.EN {
		t.Fatalf("not a proper configuration error: %#v", err)
	}
	for _, piece := range pieces {
		if !strings.Contains(e.Error(), piece) {
			t.Errorf("%q is not in %q", piece, e.Error())
		}
	}
}

func contents(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return string(data)
}
