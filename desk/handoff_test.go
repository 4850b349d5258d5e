//go:build linux

package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/ui/session"
)

const aGuest = `{"schema":1,"name":"张三","number":"11010519491231002X","ref":"R-2031"}`

// handDesk is a window's socket with a session that answers as it is told.
type handDesk struct {
	t       *testing.T
	dir     string
	guests  *HandOff
	offered chan session.Offered
	setting string
}

// answering is a desk whose session takes every guest, or none, or does not answer.
func answering(t *testing.T, answer func(h *HandOff, o session.Offered)) *handDesk {
	t.Helper()
	d := &handDesk{t: t, dir: t.TempDir(), offered: make(chan session.Offered, 99), setting: config.HandOffOffer}
	tick := time.Now()
	var mu sync.Mutex
	now := func() time.Time { // each request comes a minute after the last
		mu.Lock()
		defer mu.Unlock()
		tick = tick.Add(time.Minute)
		return tick
	}
	d.guests = NewHandOff(HandOffOptions{
		Setting: func() string { return d.setting }, Clock: NewClock(time.Now), Now: now,
		Post: func(m session.Msg) {
			o := m.(session.Offered)
			d.offered <- o
			go answer(d.guests, o)
		},
	})
	i := first(t, d.dir)
	i.TakeGuests(d.guests)
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel) // before the instance closes
	go i.Serve(ctx, func(context.Context) {})
	return d
}

func take(h *HandOff, o session.Offered) { h.Answer(session.AnswerOffer{ID: o.ID, Taken: true}) }

// connect is a raw connection.
func (d *handDesk) connect() net.Conn {
	d.t.Helper()
	c, err := net.Dial("unix", filepath.Join(d.dir, socketName))
	must(d.t, err)
	d.t.Cleanup(func() { _ = c.Close() })
	return c
}

// ask sends a text and returns the line that answers it, "" for none.
func (d *handDesk) ask(text string) string {
	d.t.Helper()
	c := d.connect()
	_, _ = c.Write([]byte(text))
	line, _ := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(line)
}

func answerOf(answer, reason string) string {
	return fmt.Sprintf(`{"schema":1,"answer":%q,"reason":%q}`, answer, reason)
}

func (d *handDesk) want(text, answer, reason string) {
	d.t.Helper()
	if got := d.ask(text); got != answerOf(answer, reason) {
		d.t.Errorf("%.80s: %s, want %s %s", text, got, answer, reason)
	}
}

func TestHandOff(t *testing.T) {
	d := answering(t, take)
	d.want("hand/1 "+aGuest+"\n", HandTaken, "")
	o := <-d.offered
	if o.Claim.Name != "张三" || o.Claim.Number != "11010519491231002X" || o.Reference != "R-2031" || o.ID == 0 || o.Party != (session.Party{}) {
		t.Errorf("%+v", o)
	}
	d.want(`hand/1 {"ref":"","party":{"of":4,"guest":2},"schema":1,"number":"E12345678","type":"414","nation":"GBR"}`+"\n", HandTaken, "")
	if o = <-d.offered; o.Party != (session.Party{Number: 2, Of: 4}) || o.Claim.Type != "414" || o.Claim.Nation != "GBR" {
		t.Errorf("%+v", o)
	}
	d.setting = config.HandOffOff
	d.want("hand/1 "+aGuest+"\n", HandRefused, HandOffOff)
	d.setting = "" // the settings are not read yet
	d.want("hand/1 "+aGuest+"\n", HandBusy, HandNotEmpty)
	if len(d.offered) > 0 {
		t.Error("a guest was offered all the same")
	}
}

func TestHandOffRefuses(t *testing.T) {
	d := answering(t, take)
	for text, reason := range map[string]string{
		``: HandFormat, `{`: HandFormat, `[]`: HandFormat, `null`: HandFormat, `{}`: HandFormat, aGuest + "{}": HandFormat, "x" + aGuest: HandFormat,
		`{"schema":2,"name":"张三"}`: HandFormat, `{"schema":"1","name":"张三"}`: HandFormat, `{"Schema":1,"name":"张三"}`: HandFormat,
		`{"schema":1,"name":"张三","score":1}`: HandFormat, `{"schema":1,"name":"张三","name":"李四"}`: HandFormat,
		`{"schema":1,"name":null}`: HandFormat, `{"schema":1,"name":1}`: HandFormat, `{"schema":1,"name":"张\u0000三"}`: HandFormat,
		`{"schema":1,"name":"张\n三"}`: HandFormat, `{"schema":1,"name":"\ud83d"}`: HandFormat, "{\"schema\":1,\"name\":\"\xff\"}": HandFormat,
		`{"schema":1,"name":"P<GBRSMITH<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<"}`: HandFormat,
		`{"schema":1,"name":"张三","party":{"guest":5,"of":4}}`:                HandFormat, `{"schema":1,"name":"张三","party":{"guest":1,"of":1000}}`: HandFormat,
		`{"schema":1,"name":"张三","party":2}`: HandFormat, `{"schema":1,"name":"张三","party":{"guest":1,"of":2,"x":1}}`: HandFormat,
		`{"schema":1,"name":"张三","photo":"x"}`: HandFormat,
		`{"schema":1}`: HandGuest, `{"schema":1,"name":"","number":""}`: HandGuest, `{"schema":1,"name":"张三","type":"999"}`: HandGuest,
		`{"schema":1,"name":"张三","ref":"110105194912310021"}`: HandReference, `{"schema":1,"name":"张三","ref":"11010519491231002X"}`: HandReference,
		`{"schema":1,"name":"张三","ref":"110105491231002"}`: HandReference, `{"schema":1,"name":"张三","ref":"R110105-19491231-002X"}`: HandReference,
		`{"schema":1,"name":"张三","ref":"110.105.491.231.002"}`: HandReference, `{"schema":1,"number":"E12345678","ref":"b-e1234-5678"}`: HandReference,
		`{"schema":1,"name":"张三","ref":"a b"}`: HandReference, `{"schema":1,"name":"张三","ref":"` + strings.Repeat("a", 65) + `"}`: HandReference,
		`{"schema":1,"name":"张三","ref":"编号"}`: HandReference,
	} {
		d.want("hand/1 "+text+"\n", HandRefused, reason)
	}
	for _, text := range []string{"hand/2 " + aGuest + "\n", "HAND/1 " + aGuest + "\n", aGuest + "\n", "hand/1" + aGuest + "\n"} {
		if got := d.ask(text); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
	for _, ref := range []string{strings.Repeat("a", 64), "R-2031", "20281128.0042_A", "550e8400-e29b-41d4-a716-446655440000", "12345678-1234-4234-8234-123456789012"} {
		d.want(`hand/1 {"schema":1,"name":"张三","ref":"`+ref+`"}`+"\n", HandTaken, "")
	}
	if len(d.offered) != 5 {
		t.Errorf("%d guests were offered", len(d.offered))
	}
}

// A line that is too long, cut or slow fills in nothing and holds up nobody.
func TestHandOffOfBadLines(t *testing.T) {
	d := answering(t, take)
	d.want(`hand/1 {"schema":1,"name":"`+strings.Repeat("x", 100_000)+`"}`+"\n", HandRefused, HandFormat)
	for _, slow := range []string{"", "hand/1 ", "hand/1 " + aGuest} { // no end of the line
		_, _ = d.connect().Write([]byte(slow))
	}
	cut := d.connect()
	_, _ = cut.Write([]byte("hand/1 " + aGuest[:20]))
	_ = cut.Close()
	begun := time.Now()
	d.want("hand/1 "+aGuest+"\n", HandTaken, "")
	if took := time.Since(begun); took >= askLimit {
		t.Errorf("it waited %v for those before", took)
	}
	if _, err := claim(t, d.dir); err == nil {
		t.Error("a later start got the window")
	}
	if got := d.ask("hand/1 " + aGuest); got != answerOf(HandRefused, HandFormat) { // after its time is over
		t.Errorf("a line without an end: %s", got)
	}
	if len(d.offered) != 1 {
		t.Errorf("%d guests were offered", len(d.offered))
	}
}

func TestHandOffFlood(t *testing.T) {
	d := answering(t, take)
	at := time.Now()
	d.guests.o.Now = func() time.Time { return at } // all at one moment
	counts := map[string]int{}
	for range 3 * handBurst {
		counts[d.ask("hand/1 "+aGuest+"\n")]++
	}
	if counts[answerOf(HandTaken, "")] != handBurst || counts[answerOf(HandBusy, HandRate)] != 2*handBurst {
		t.Errorf("%v", counts)
	}
	at = at.Add(handPeriod)
	d.want("hand/1 "+aGuest+"\n", HandTaken, "")
}

// Two at once: one is asked about, the other is told to come back.
func TestTwoHandOffsAtOnce(t *testing.T) {
	goOn := make(chan struct{})
	d := answering(t, func(h *HandOff, o session.Offered) {
		<-goOn
		take(h, o)
	})
	one := d.connect()
	_, err := one.Write([]byte("hand/1 " + aGuest + "\n"))
	must(t, err)
	<-d.offered
	d.want("hand/1 "+aGuest+"\n", HandBusy, HandAnother)
	close(goOn)
	if line, _ := bufio.NewReader(one).ReadString('\n'); strings.TrimSpace(line) != answerOf(HandTaken, "") {
		t.Error(line)
	}
}

// A window that hangs takes nobody; an answer that comes later is heard by nobody.
func TestHandOffToAWindowThatHangs(t *testing.T) {
	d := answering(t, func(*HandOff, session.Offered) {})
	d.want("hand/1 "+aGuest+"\n", HandBusy, HandNotEmpty)
	o := <-d.offered
	if o.Until > d.guests.o.Clock.Now().Awake {
		t.Error("the session may still take it")
	}
	take(d.guests, o)
	d.guests.End(session.EndOffer{ID: o.ID})
}

// The end goes to the connection that offered, and holds nothing personal.
func TestHandOffTellsTheEnd(t *testing.T) {
	d := answering(t, take)
	var answers, ends []string
	for _, word := range []string{"hand-wait/1 ", "hand/1 "} {
		c := d.connect()
		_, err := c.Write([]byte(word + aGuest + "\n"))
		must(t, err)
		in := bufio.NewReader(c)
		line, err := in.ReadString('\n')
		must(t, err)
		answers = append(answers, strings.TrimSpace(line))
		d.guests.End(session.EndOffer{ID: (<-d.offered).ID, Result: session.OfferResult{Family: session.OfferPass, Outcome: "match", Attempt: "a1", At: time.Unix(1_700_000_000, 5).UTC()}})
		line, _ = in.ReadString('\n')
		ends = append(ends, strings.TrimSpace(line))
	}
	if answers[0] != answerOf(HandTaken, "") || answers[1] != answers[0] || ends[1] != "" ||
		ends[0] != `{"schema":1,"ref":"R-2031","family":"pass","outcome":"match","attempt":"a1","at":"2023-11-14T22:13:20Z","demo":false,"edited":false}` {
		t.Errorf("%q %q", answers, ends)
	}
}

// The wait ends early: nothing happens at the desk, and the next guest is taken.
func TestHandOffWhoseWaitIsCut(t *testing.T) {
	d := answering(t, take)
	c := d.connect()
	_, err := c.Write([]byte("hand-wait/1 " + aGuest + "\n"))
	must(t, err)
	_, err = bufio.NewReader(c).ReadString('\n')
	must(t, err)
	must(t, c.Close())
	id := (<-d.offered).ID
	d.want("hand/1 "+aGuest+"\n", HandTaken, "")
	d.guests.End(session.EndOffer{ID: id})
	d.guests.End(session.EndOffer{ID: id}) // once more: nobody is there
}

// The client finds the window, and says so where none is open.
func TestHandOver(t *testing.T) {
	d := answering(t, func(h *HandOff, o session.Offered) {
		take(h, o)
		h.End(session.EndOffer{ID: o.ID, Result: session.OfferResult{Family: session.OfferByEye}})
	})
	over := func(dir string, wait bool) (string, string, error) {
		var said HandAnswer
		end, err := HandOver(t.Context(), config.Paths{Logs: dir}, "", []byte(aGuest), wait, time.Now, func(a HandAnswer) { said = a })
		family := ""
		if end != nil {
			family = end.Family + " " + end.Ref
		}
		return said.Answer + said.Reason, family, err
	}
	for _, c := range []struct {
		dir         string
		wait        bool
		said, ended string
	}{{d.dir, true, "taken", "by_eye R-2031"}, {d.dir, false, "taken", ""}, {t.TempDir(), true, "busyclosed", ""}} {
		if said, ended, err := over(c.dir, c.wait); said != c.said || ended != c.ended || err != nil {
			t.Errorf("%+v: %s, %s, %v", c, said, ended, err)
		}
	}
}

// Another user of the machine gets nothing, even where the files let him through. The
// test needs root, who may become somebody else.
func TestHandOffByAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("run this test as root")
	}
	d := answering(t, take)
	program := copied(t, os.Args[0])
	client := func() string {
		cmd := exec.Command(program, "-test.run", "^TestHandClient$")
		cmd.Env = append(os.Environ(), "DESK_TEST_HAND="+filepath.Join(d.dir, socketName))
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = "/"
		out, _ := cmd.CombinedOutput()
		return string(out)
	}
	for at := d.dir; at != "/"; at = filepath.Dir(at) { // the folders of this test alone stay closed
		if info, err := os.Stat(at); err == nil && at != d.dir && strings.HasPrefix(at, os.TempDir()) && at != os.TempDir() {
			must(t, os.Chmod(at, info.Mode()|0o055))
		}
	}
	if got := client(); !strings.Contains(got, "permission denied") {
		t.Errorf("the files let him through: %s", got)
	}
	must(t, os.Chmod(d.dir, 0o755))
	must(t, os.Chmod(filepath.Join(d.dir, socketName), 0o666))
	if got := client(); !strings.Contains(got, answerOf(HandRefused, HandUser)) {
		t.Errorf("%s", got)
	}
	if len(d.offered) > 0 {
		t.Error("a guest was offered all the same")
	}
}

// copied puts a program where every user can start it.
func copied(t *testing.T, program string) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "facedesk-client-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	data, err := os.ReadFile(program)
	must(t, err)
	must(t, os.Chmod(folder, 0o755))
	file := filepath.Join(folder, "client")
	must(t, os.WriteFile(file, data, 0o755))
	must(t, os.Chmod(file, 0o755))
	return file
}

// TestHandClient is the other user's program.
func TestHandClient(t *testing.T) {
	path := os.Getenv("DESK_TEST_HAND")
	if path == "" {
		return // it is not called by TestHandOffByAnotherUser
	}
	c, err := net.Dial("unix", path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	_, _ = c.Write([]byte("hand/1 " + aGuest + "\n"))
	var raw json.RawMessage
	_ = json.NewDecoder(c).Decode(&raw)
	fmt.Println(string(raw))
}

// IT switches the hand-off on and off under an open window. A file that cannot be read
// changes nothing.
func TestHandOffIsSwitchedUnderAnOpenWindow(t *testing.T) {
	o, home := installation(t, "[desk]\nhand_off = 'off'\n")
	if (&Current{}).HandOff(o) != "" {
		t.Error("a desk that is not open takes guests")
	}
	c := opened(t, o)
	for _, step := range []struct{ toml, want string }{
		{"[desk]\nhand_off = 'off'\n", config.HandOffOff}, {"[desk]\nhand_off = 'offer'\n", config.HandOffOffer},
		{"[desk]\nhand_off = 'off'\n", config.HandOffOff}, {"[desk\n", config.HandOffOff},
	} {
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), []byte(step.toml), 0o600))
		if got := c.HandOff(o); got != step.want {
			t.Errorf("%q: %q", step.toml, got)
		}
	}
}
