package desk

import (
	"crypto/rand"
	"os"
	"strings"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/providers"
	"facedesk/ui/session"
)

func clerksOutside(t *testing.T) Outside {
	t.Helper()
	begun := time.Now()
	return Outside{Random: rand.Reader, Env: []string{"FACEDESK_HOME=" + t.TempDir()}, Now: func() time.Time { return begun }}
}

func addClerks(t *testing.T, o Outside) *Installation {
	t.Helper()
	in, err := o.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all []config.Clerk
	for _, code := range []string{"0001", "0012"} {
		c, err := config.NewClerk(code, "李明"+code, code == "0001", "2580", rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if err := config.SetClerks(in.Sources, in.Paths.User, all); err != nil {
		t.Fatal(err)
	}
	return in
}

func TestClerksSignIn(t *testing.T) {
	o := clerksOutside(t)
	addClerks(t, o)
	c := NewClerks(o)
	got := c.SignIn(t.Context(), session.CheckClerk{Asked: 7, Code: " 0012 ", PIN: providers.NewSecret("2580")})
	if !got.Right || got.Code != "0012" || got.Asked != 7 {
		t.Errorf("%+v", got)
	}
	if right, _ := c.Check("0013", "2580"); right {
		t.Error("an unknown code signs in")
	}
	for range 5 {
		if right, _ := c.Check("0012", "1111"); right {
			t.Fatal("a wrong PIN signs in")
		}
	}
	if right, wait := c.Check("0012", "2580"); right || wait < 20*time.Second {
		t.Errorf("the brake does not hold: %v, %v", right, wait)
	}
	if right, _ := c.Check("0001", "2580"); !right {
		t.Error("one clerk's tries hold up another")
	}
}

// The lead sets a PIN at the desk. It holds instead of that of the list, and nobody
// else may do it.
func TestLeadSetsPIN(t *testing.T) {
	o := clerksOutside(t)
	in := addClerks(t, o)
	c := NewClerks(o)
	if err := c.SetPIN("0012", "0001", "9753"); err == nil {
		t.Error("a clerk sets the lead's PIN")
	}
	for range 6 {
		c.Check("0012", "1111")
	}
	if err := c.SetPIN("0001", "0012", "9753"); err != nil {
		t.Fatal(err)
	}
	if right, _ := c.Check("0012", "2580"); right {
		t.Error("the old PIN still signs in")
	}
	if err := c.SetPIN("0001", "0012", "8642"); err != nil { // once more, and its tries are forgotten
		t.Fatal(err)
	}
	if right, _ := c.Check("0012", "8642"); !right {
		t.Error("the new PIN does not sign in")
	}
	data, err := os.ReadFile(in.Paths.User)
	if err != nil || strings.Contains(string(data), "8642") || strings.Count(string(data), "argon2id") != 3 {
		t.Errorf("%v %s", err, data)
	}
}
