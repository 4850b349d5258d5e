package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"slices"
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
	c := NewClerks(o, noNote)
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

// A name goes into a line of the settings and of the screen.
func TestClerkNames(t *testing.T) {
	for _, name := range []string{"李\n明", "李\t明", "李|明", "", strings.Repeat("李", 21)} {
		if _, err := config.NewClerk("0012", name, false, "2580", rand.Reader); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}

// noNote records nothing.
func noNote(context.Context, session.RecordClerk) error { return nil }

// noted keeps what is recorded of clerks.
type noted []session.RecordClerk

func (n *noted) note(_ context.Context, c session.RecordClerk) error {
	*n = append(*n, c)
	return nil
}

func reset(lead, code, pin string) session.SetClerkPIN {
	return session.SetClerkPIN{Visit: 3, Lead: lead, Clerk: lead, Code: code, PIN: providers.NewSecret(pin)}
}

// The lead sets a PIN at the desk. It holds instead of that of the list until the clerk
// chooses his own, and nobody else may do it. What is recorded says who and for whom.
func TestLeadSetsPIN(t *testing.T) {
	o := clerksOutside(t)
	in := addClerks(t, o)
	var events noted
	c := NewClerks(o, events.note)
	for _, who := range []string{"0012", "", "0099"} { // no manager's PIN is set
		if got := c.SetPIN(t.Context(), reset(who, "0001", "9753")); got.Err == nil || got.Visit != 3 {
			t.Errorf("%q sets the lead's PIN", who)
		}
	}
	for range 6 {
		c.Check("0012", "1111")
	}
	for _, pin := range []string{"9753", "8642"} { // once more, and the tries are forgotten
		if got := c.SetPIN(t.Context(), reset("0001", "0012", pin)); got.Err != nil {
			t.Fatal(got.Err)
		}
	}
	try := func(pin string) session.ClerkChecked {
		return c.SignIn(t.Context(), session.CheckClerk{Code: "0012", PIN: providers.NewSecret(pin)})
	}
	if try("2580").Right || try("9753").Right {
		t.Error("an old PIN still signs in")
	}
	if got := try("8642"); !got.Right || !got.Temporary {
		t.Errorf("%+v", got)
	}
	own := session.SetClerkPIN{Own: true, Code: "0012", PIN: providers.NewSecret("8642")}
	if c.SetPIN(t.Context(), own).Err == nil {
		t.Error("the temporary PIN stays")
	}
	if own.PIN = providers.NewSecret("12"); c.SetPIN(t.Context(), own).Err == nil {
		t.Error("two digits are a PIN")
	}
	if own.PIN = providers.NewSecret("7531"); c.SetPIN(t.Context(), own).Err != nil {
		t.Error("no PIN of his own")
	}
	if got := try("7531"); !got.Right || got.Temporary || try("8642").Right {
		t.Errorf("%+v", got)
	}
	if len(events) != 3 || events[0] != (session.RecordClerk{Event: session.ClerkPINSet, Clerk: "0001", About: "0012"}) || events[2].Clerk != "0012" {
		t.Errorf("%+v", events)
	}
	data, err := os.ReadFile(in.Paths.User)
	if err != nil || strings.Contains(string(data), "8642") || strings.Contains(string(data), "7531") || strings.Count(string(data), "argon2id") != 3 {
		t.Errorf("%v %s", err, data)
	}
}

// What IT sets in the list, as in the system's file, holds at once: a PIN that was set
// at the desk before it is forgotten, and belongs to nobody who gets the code later.
// Another change of the list leaves it as it is.
func TestListedPINReplacesThatOfTheDesk(t *testing.T) {
	o := clerksOutside(t)
	in := addClerks(t, o)
	var events noted
	c := NewClerks(o, events.note)
	must(t, pinError(c.SetPIN(t.Context(), reset("0001", "0012", "9753"))))
	try := func(pin string) session.ClerkChecked {
		return c.SignIn(t.Context(), session.CheckClerk{Code: "0012", PIN: providers.NewSecret(pin)})
	}
	now, err := o.Load()
	must(t, err)
	all := now.Settings.Clerks()
	other, err := config.NewClerk("0099", "周杰", false, "4826", rand.Reader)
	must(t, err)
	must(t, config.SetClerks(in.Sources, in.Paths.User, append(all, other)))
	if got := try("9753"); !got.Right || !got.Temporary {
		t.Errorf("%+v after another clerk was added", got)
	}
	i := slices.IndexFunc(all, func(c config.Clerk) bool { return c.Code == "0012" })
	hash, err := config.HashPIN("7531", rand.Reader)
	must(t, err)
	all[i] = all[i].WithPIN(hash)
	must(t, config.SetClerks(in.Sources, in.Paths.User, all))
	if got := try("7531"); !got.Right || got.Temporary || try("9753").Right {
		t.Errorf("%+v after IT has set a PIN", got)
	}
}

func pinError(p session.PINChanged) error {
	if p.Err == nil {
		return nil
	}
	return p.Err
}

// The duty manager sets a PIN too; the clerk who is signed in is named beside the desk.
// Where that cannot be recorded, the PIN stays.
func TestManagerSetsPIN(t *testing.T) {
	o := clerksOutside(t)
	in := addClerks(t, o)
	hash, err := config.HashPIN("4826", rand.Reader)
	must(t, err)
	must(t, config.Set(in.Sources, in.Paths.User, config.KeyManagerPIN, hash))
	must(t, config.Set(in.Sources, in.Paths.User, config.KeyDeskName, "前台 2"))
	ask := session.SetClerkPIN{Clerk: "0001", Code: "0012", PIN: providers.NewSecret("9753")}
	if got := NewClerks(o, func(context.Context, session.RecordClerk) error { return errors.New("full") }).SetPIN(t.Context(), ask); got.Err == nil {
		t.Error("a PIN is set that nobody recorded")
	}
	var events noted
	c := NewClerks(o, events.note)
	if right, _ := c.Check("0012", "2580"); !right {
		t.Error("the PIN is another")
	}
	if got := c.SetPIN(t.Context(), ask); got.Err != nil {
		t.Fatal(got.Err)
	}
	if len(events) != 1 || events[0].Clerk != "0001 · 前台 2 (PIN)" || events[0].About != "0012" {
		t.Errorf("%+v", events)
	}
}
