package session

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers"
)

var morning = time.Date(2025, 6, 15, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// service returns a service for tests, with everything the notice needs.
func service(code string, face bool, types ...identity.DocumentType) Service {
	d := providers.Descriptor{
		Code: code, Face: face, Name: identity.Text{ZH: "服务" + code, EN: "service " + code},
		Recipient: providers.Recipient{Name: identity.Text{ZH: "接收方" + code, EN: "recipient " + code}},
	}
	if face {
		d.Portrait = identity.PortraitSpec{MaxBytes: 100}
	}
	for _, t := range types {
		d.Documents = append(d.Documents, providers.Accepted{Type: t})
	}
	return Service{Descriptor: d, Values: providers.Values{
		providers.KeyRecipient: d.Recipient.Name.ZH, providers.KeyContact: "400-1", providers.KeyPrivacyURL: "https://rules.example",
	}}
}

func config() Config {
	c := Config{
		Language: identity.Chinese, Desk: "前台 2", Clerk: "王", ITPhone: "8009",
		Company: "滨江酒店", Phone: "8001", Contact: "前台 8001", Reason: "办理入住须确认本人持证", RetentionDays: 180,
		Services: []Service{
			service("face", true, identity.ResidentID, identity.PermanentResident),
			service("other", true, identity.ResidentID),
			service("travel", true, identity.OrdinaryPassport, identity.HKMacauPermit, identity.TaiwanPermit),
			service("plain", false, identity.ResidentID),
		},
		Persons: []TestPerson{{Claim: identity.Claim{Name: "张三", Number: "11010519491231002X"}}, {Claim: identity.Claim{Name: "李四", Number: "440524188001010014"}}},
	}
	c.Routes = everywhereRouted(c.Services)
	return c
}

// everywhereRouted lets every service have every document.
func everywhereRouted(services []Service) map[identity.DocumentType][]string {
	out := map[identity.DocumentType][]string{}
	for _, t := range identity.Types() {
		for _, s := range services {
			out[t.Code] = append(out[t.Code], s.Descriptor.Code)
		}
	}
	return out
}

// world drives a Model in virtual time and keeps what was asked of the outside.
type world struct {
	t    *testing.T
	m    Model
	now  time.Time
	cfg  Config
	cmds []Cmd
	shot uint64
	sent []Send

	set, slept time.Duration // of the wall clock, and in sleep
}

// momentAt is the moment on clocks that may disagree.
func (w *world) at() Moment {
	awake := w.now.Sub(time.Unix(0, 0))
	return Moment{Wall: w.now.Add(w.set), Awake: awake, Passed: awake + w.slept}
}

func newWorld(t *testing.T) *world {
	return &world{t: t, m: New(momentAt(morning), identity.Chinese), now: morning, cfg: config()}
}

func (w *world) do(msg Msg) {
	var cmds []Cmd
	w.m, cmds = Update(w.m, w.at(), msg)
	w.cmds = append(w.cmds, cmds...)
	for _, c := range cmds {
		switch c := c.(type) {
		case Shoot:
			w.shot = c.Shot
		case Send:
			w.sent = append(w.sent, c)
		}
	}
}

// tap is a tap of its own, however soon after the last one.
func (w *world) tap(a Action) {
	w.m.tapped = tap{}
	w.do(Pressed{a})
}

// wait lets time pass in ticks of 100 ms.
func (w *world) wait(d time.Duration) {
	for end := w.now.Add(d); w.now.Before(end); {
		w.now = w.now.Add(min(100*time.Millisecond, end.Sub(w.now)))
		w.do(Tick{})
	}
}

// watch is wait with pictures coming in.
func (w *world) watch(d time.Duration, problems ...Hint) {
	for end := w.now.Add(d); w.now.Before(end); {
		w.now = w.now.Add(100 * time.Millisecond)
		w.do(pictured(w.m.generation, problems))
		w.do(Tick{})
	}
}

// pictured is a picture with these problems. Many faces are two; "chosen" is two of
// whom the second was chosen, "lost" the same without that one.
func pictured(generation uint64, problems []Hint) Previewed {
	p := Previewed{Generation: generation}
	left, right := Face{Box: Box{0.1, 0.2, 0.2, 0.3}, Customer: true}, Face{Box: Box{0.6, 0.2, 0.2, 0.3}}
	for _, h := range problems {
		switch h {
		case "chosen":
			left.Customer, right.Customer = false, true
			p.Faces = []Face{left, right}
		case "lost":
			left.Customer = false
			p.Faces, p.Lost, p.Problems = []Face{left}, true, []Hint{HintUnclear}
		case HintManyFaces:
			p.Faces = []Face{left, right}
			p.Problems = append(p.Problems, h)
		default:
			p.Problems = append(p.Problems, h)
		}
	}
	return p
}

var jpeg = []byte("\xff\xd8 a portrait \xff\xd9")

func portrait() identity.Portrait {
	return identity.Portrait{JPEG: jpeg, Width: 2, Height: 2, Source: identity.SourceCamera}
}

// step carries out one line of a story.
func (w *world) step(line string) {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "start":
		w.do(Loaded{w.cfg})
	case "set":
		w.settings(rest)
	case "name":
		w.do(Edited{identity.FieldName, rest})
	case "number":
		w.do(Edited{identity.FieldNumber, rest})
	case "nation":
		w.do(Edited{identity.FieldNation, rest})
	case "keys": // one character after the other
		for i, r := range rest {
			w.do(Edited{identity.FieldNumber, rest[:i+utf8.RuneLen(r)]})
		}
	case "typed":
		w.do(Typed{rest})
	case "type":
		w.do(TypePicked{identity.DocumentType(rest)})
	case "focus":
		w.do(Focused{identity.Field(rest)})
	case "service":
		w.do(ServicePicked{rest})
	case "press":
		w.tap(Action(rest))
	case "hold":
		w.do(KeyPressed{Key: Key(rest), Repeat: true})
	case "camera":
		w.do(CameraReported{CameraState(rest)})
	case "cameras":
		w.do(CamerasListed{[]Camera{{ID: "a"}, {ID: "b"}}})
	case "network":
		w.do(NetworkReported{rest == "up"})
	case "asleep": // by all clocks
		w.slept, w.set = w.slept+w.duration(rest), w.set+w.duration(rest)
	case "asleep-unset": // the wall clock stood still too, or was set back
		w.slept += w.duration(rest)
	case "clock": // is set
		w.set += w.duration(rest)
	case "lid": // is about to be closed
		w.do(Sleeping{})
	case "tick":
		w.do(Tick{})
	case "wait":
		w.wait(w.duration(rest))
	case "see":
		w.see(rest)
	case "shot":
		w.shoot(rest)
	case "answer", "late":
		w.answer(rest)
	case "save":
		w.do(SaveAsked{[]Change{{"desk.name", rest}}})
	case "load":
		w.load(rest)
	case "claim": // the usual customer, up to the notice
		w.step("name 张三")
		w.step("number 11010519491231002X")
		w.step("focus number")
		w.step("Enter")
	case "portrait": // from the notice on to Confirm
		w.step("F8")
		w.step("see 1s")
		w.step("F2")
		w.step("shot ok")
	default:
		w.do(KeyPressed{Key: Key(verb)})
	}
}

func (w *world) duration(s string) time.Duration {
	d, err := time.ParseDuration(s)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) see(rest string) {
	d, problems, _ := strings.Cut(rest, " ")
	var list []Hint
	for _, p := range strings.Fields(problems) {
		list = append(list, Hint(p))
	}
	w.watch(w.duration(d), list...)
}

func (w *world) shoot(rest string) {
	kind, problems, _ := strings.Cut(rest, " ")
	var list []Hint
	for _, p := range strings.Fields(problems) {
		list = append(list, Hint(p))
	}
	p := portrait()
	switch kind {
	case "rejected":
		w.do(ShotRejected{Shot: w.shot, Problem: list[0]})
		return
	case "file":
		p.Source = identity.SourceFile
	case "large":
		p.JPEG = make([]byte, 101)
	case "old":
		w.do(ShotTaken{Shot: w.shot - 1, Portrait: p})
		return
	}
	w.do(ShotTaken{Shot: w.shot, Portrait: p, Problems: list})
}

// answer answers the last Send, or the nth as in "1:match".
func (w *world) answer(rest string) {
	n := len(w.sent)
	if at, what, ok := strings.Cut(rest, ":"); ok {
		n, _ = strconv.Atoi(at)
		rest = what
	}
	if n < 1 || n > len(w.sent) {
		w.t.Fatal("nothing has been sent")
	}
	s := w.sent[n-1]
	rest, free := strings.CutSuffix(rest, " free") // certain to have cost nothing
	a := Answered{ID: s.ID, Generation: s.Generation, Attempt: fmt.Sprint("attempt", n)}
	score := 99.5
	if o, ok := identity.ParseOutcome(rest); ok {
		a.Verdict = identity.Verdict{Outcome: o, Score: &score, Vendor: identity.Vendor{Code: "1", Order: "order1"}}
	} else {
		a.Err = w.failure(rest, &a)
	}
	if e, ok := a.Err.(*identity.Error); ok && (free || e.Kind == identity.NotSent) { //nolint:errorlint // failure made it
		e.Charged = identity.ChargedNo
	} else if free {
		a.Verdict.Charged = identity.ChargedNo
	}
	w.do(a)
}

func (w *world) failure(kind string, a *Answered) error {
	e := &identity.Error{Kind: identity.Kind(kind), What: identity.Text{ZH: "错", EN: kind}}
	switch kind {
	case "keyring":
		e.Kind, a.State, a.Attempt = identity.Configuration, ServiceLocked, ""
	case "confirmable":
		e.Kind, a.Confirmable, a.Attempt = identity.Guarded, true, ""
	case "busy_confirmable":
		e.Kind, a.Confirmable = identity.Busy, true
	case "limit":
		e.Kind, a.State, a.Attempt = identity.Quota, ServiceLimit, ""
	case "guarded":
		a.Attempt = ""
	case "bad_number":
		e.Kind, e.Field = identity.BadInput, identity.FieldNumber
	case "strange":
		return errors.New("strange")
	}
	return e
}

func (w *world) load(what string) {
	switch what {
	case "nothing":
		w.do(NothingConfigured{})
	case "demo":
		w.cfg.Demo = true
		w.do(Loaded{w.cfg})
	case "ok":
		w.do(Loaded{w.cfg})
	case "empty":
		w.do(Loaded{Config{}})
	case "saved":
		w.do(Saved{})
	default:
		w.do(LoadFailed{Reason: SetupReason(what)})
	}
}

// settings changes the settings before start.
func (w *world) settings(what string) {
	switch what {
	case "auto":
		w.cfg.AutoShutter = true
	case "no operator":
		w.cfg.Shared, w.cfg.Operator = true, " "
	case "no company":
		w.cfg.Company = " "
	case "no contact":
		w.cfg.Contact = ""
	case "no recipient":
		w.cfg.Services[0].Values[providers.KeyRecipient] = ""
	case "no recipient contact":
		w.cfg.Services[0].Values[providers.KeyContact] = ""
	case "no secret":
		for i := range w.cfg.Services {
			w.cfg.Services[i].State = ServiceNoSecret
		}
	case "no secret of face":
		w.cfg.Services[0].State = ServiceNoSecret
	case "loopback":
		w.cfg.Services[0].Demo = true
	case "demo":
		w.cfg.Demo = true
	default:
		w.t.Fatal("unknown setting", what)
	}
}

// names lists commands as stories write them; signals and probes are left out.
func names(cmds []Cmd) string {
	var out []string
	for _, c := range cmds {
		switch c := c.(type) {
		case Play, ProbeNetwork:
		case MoveOval:
			if c.Aim != (Aim{}) {
				out = append(out, fmt.Sprintf("oval:%.2f,%.2f", c.Aim.X, c.Aim.Y))
			}
		case ChooseFace:
			out = append(out, fmt.Sprintf("face:%.1f", c.Face.X))
		case RecordConsent:
			out = append(out, string(c.Event)+":"+c.Consent.Recipient)
		case RecordDecision:
			out = append(out, fmt.Sprintf("%s:%d", c.Decision, len(c.Attempts)))
		case Send:
			text := "send:" + c.Request.Provider
			if c.Request.Repeat {
				text += ":repeat"
			}
			out = append(out, text)
		case Shoot:
			text := "shoot"
			for _, h := range c.Accepted {
				text += ":" + string(h)
			}
			out = append(out, text)
		case RecordAccepted:
			text := fmt.Sprintf("accepted:%d", len(c.Stops))
			if c.Chosen {
				text = "chosen"
			}
			out = append(out, text)
		case OpenCamera:
			out = append(out, strings.TrimSuffix("open:"+c.Device, ":"))
		default:
			out = append(out, strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", c), "session.")))
		}
	}
	return strings.Join(out, " ")
}

// facts are what stories can say of a View.
func facts(v View) map[string]string {
	keys := func(list []TextKey) string {
		var out []string
		for _, k := range list {
			out = append(out, string(k))
		}
		return strings.Join(out, ",")
	}
	var bound []string
	var grey []string
	for _, b := range v.Keys {
		if b.Enabled {
			bound = append(bound, string(b.Keys[0]))
		} else {
			grey = append(grey, string(b.Keys[0]))
		}
	}
	return map[string]string{
		"family": v.Verdict.Family.String(), "word": string(v.Verdict.Word), "reason": string(v.Verdict.Reason), "next": string(v.Verdict.Next),
		"extra": keys(v.Verdict.Extra), "who": v.Verdict.Name, "tail": v.Verdict.Tail, "count": fmt.Sprint(v.Verdict.Countdown), "order": v.Verdict.Order,
		"demo": fmt.Sprint(v.Demo), "verdictdemo": fmt.Sprint(v.Verdict.Demo), "idle": fmt.Sprint(v.IdleIn), "keys": strings.Join(bound, ","), "grey": strings.Join(grey, ","),
		"hint": string(v.Capture.Hint), "refused": string(v.Capture.Refused), "ask": string(v.Capture.Ask.Text), "faces": fmt.Sprint(len(v.Capture.Faces)), "aim": fmt.Sprintf("%.2f,%.2f", v.Capture.Aim.X, v.Capture.Aim.Y), "problem": string(v.Capture.Problem), "cameranext": string(v.Capture.Next),
		"missing": keys(v.Notice.Missing), "warn": keys(v.Notice.Warnings), "title": string(v.Notice.Title), "recipient": v.Notice.Code,
		"name": strings.ReplaceAll(v.Claim.Name, " ", "_"), "namenote": mark(v.Claim.NameNote), "numbernote": mark(v.Claim.NumberNote), "number": strings.ReplaceAll(v.Claim.Number, " ", "_"), "nation": v.Claim.Nation, "type": string(v.Claim.Type), "focus": string(v.Claim.Focus),
		"namefault": mark(v.Claim.NameFault), "numberfault": mark(v.Claim.NumberFault), "typefault": mark(v.Claim.TypeFault), "nationfault": mark(v.Claim.NationFault),
		"numberok": string(v.Claim.NumberText), "service": current(v), "waiting": string(v.Confirm.Waiting), "confirmwarn": keys(v.Confirm.Warnings),
		"state": string(v.Status.ServiceText), "green": fmt.Sprint(v.Status.ServiceReady && !v.Status.Unrecorded), "agreedto": v.Recipient.ZH, "limit": fmt.Sprint(v.Waiting.Limit),
		"network": string(v.Status.Network), "camera": string(v.Status.Camera), "served": fmt.Sprint(v.Status.Served), "late": fmt.Sprint(v.Status.Late),
		"setup": string(v.Setup.What), "language": string(v.Language), "help": fmt.Sprint(v.Help), "undecided": string(v.ByEye.Undecided), "body": string(v.ByEye.Body),
	}
}

func mark(t identity.Text) string {
	if t == (identity.Text{}) {
		return ""
	}
	return "yes"
}

func current(v View) string {
	i := slices.IndexFunc(v.Claim.Services, func(s ServiceChoice) bool { return s.Current })
	if i < 0 {
		return ""
	}
	return v.Claim.Services[i].Code
}

// story runs lines of the form
//
//	step | screen | commands | fact=value …
//
// where empty columns are not checked and "-" stands for none.
func story(t *testing.T, text string) *world {
	w := newWorld(t)
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cols := strings.Split(line, "|")
		w.cmds = nil
		w.step(strings.TrimSpace(cols[0]))
		if !w.holds(cols[1:]) {
			t.Fatalf("line %d: %s", n+1, strings.TrimSpace(line))
		}
	}
	return w
}

func (w *world) holds(cols []string) bool {
	ok := true
	for i, col := range cols {
		col = strings.TrimSpace(col)
		if col == "" {
			continue
		}
		switch i {
		case 0:
			ok = w.same("screen", string(w.m.screen), col) && ok
		case 1:
			ok = w.same("commands", names(w.cmds), strings.TrimPrefix(col, "-")) && ok
		case 2:
			all := facts(w.m.View())
			for _, f := range strings.Fields(col) {
				k, want, _ := strings.Cut(f, "=")
				got, known := all[k]
				if !known {
					w.t.Fatal("no such fact: ", k)
				}
				ok = w.same(k, got, want) && ok
			}
		}
	}
	return ok
}

func (w *world) same(what, got, want string) bool {
	if got != want {
		w.t.Errorf("%s %q, want %q", what, got, want)
	}
	return got == want
}

func samePortrait(a, b identity.Portrait) bool {
	return bytes.Equal(a.JPEG, b.JPEG) && a.Source == b.Source && a.Width == b.Width && a.Height == b.Height
}

// momentAt is the moment of a single clock that nobody sets, on a machine that never
// sleeps.
func momentAt(t time.Time) Moment {
	passed := t.Sub(time.Unix(0, 0))
	return Moment{Wall: t, Awake: passed, Passed: passed}
}
