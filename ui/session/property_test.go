//go:build !race

package session

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// witness watches a Model from outside and complains of broken promises. It
// keeps its own books from messages and commands, not from the model's.
type witness struct {
	laying  bool             // a card or a scan, which may begin the next guest
	last    identity.Subject // sent
	t       *testing.T
	m       Model
	now     time.Time
	texts   []TextKey
	trail   []string
	consent map[string]bool // recipient → agreed to by the present customer and not dropped
	open    *Send           // awaiting its answer
	match   bool            // the last answer taken was a Match
	free    bool            // it surely cost nothing
	loaded  bool            // a demo has been asked for
	camera  bool
	sends   int
	passes  int
}

func newWitness(t *testing.T) *witness {
	return &witness{t: t, m: New(momentAt(morning), identity.Chinese), now: morning, texts: TextKeys(), consent: map[string]bool{}}
}

func (w *witness) fail(why string) {
	w.t.Helper()
	w.t.Fatalf("%s after %q", why, w.trail[max(0, len(w.trail)-25):])
}

// do passes one message through Update and looks at what came of it.
func (w *witness) do(name string, msg Msg) {
	w.trail = append(w.trail, name)
	before, shown := w.m, w.m.View()
	next, cmds := Update(before, momentAt(w.now), msg)
	if again, same := Update(before, momentAt(w.now), msg); !reflect.DeepEqual(cmds, same) || !reflect.DeepEqual(again.View(), next.View()) {
		w.fail("not a pure function")
	}
	if !reflect.DeepEqual(before.View(), shown) {
		w.fail("changed the old model")
	}
	w.m = next
	w.answer(before, msg)
	if (shown.Screen == Verdict || shown.Screen == Repeat) && next.screen == Notice && !w.free {
		w.fail("another service is one key away though the last call may have cost money")
	}
	w.agreement(shown, next.View(), cmds)
	for _, c := range cmds {
		w.command(shown, c)
	}
	w.forgotten(before)
	w.screen()
}

// answer notes whether the answer awaited has come.
func (w *witness) answer(before Model, msg Msg) {
	a, ok := msg.(Answered)
	if !ok || w.open == nil || a.ID != w.open.ID || a.Generation != w.open.Generation {
		return
	}
	w.free = a.Err == nil && a.Verdict.Charged == identity.ChargedNo
	if e, failed := a.Err.(*identity.Error); failed { //nolint:errorlint // reply made it
		w.free = e.Charged == identity.ChargedNo && e.Kind != identity.Guarded
	}
	w.match = a.Err == nil && a.Verdict.Outcome == identity.Match && a.Generation == before.generation &&
		a.Generation == w.m.generation && !w.open.Request.Portrait.Empty()
	w.open = nil
}

// agreement keeps the books of consents.
func (w *witness) agreement(before, after View, cmds []Cmd) {
	for _, c := range cmds {
		if r, ok := c.(RecordConsent); ok && r.Event == ConsentGiven {
			n := before.Notice
			if before.Screen != Notice || n.Code != r.Consent.Recipient || len(n.Missing) > 0 || r.Consent.By == "" {
				w.fail("a consent without a notice that names its recipient")
			}
			w.consent = map[string]bool{r.Consent.Recipient: true}
		} else if ok {
			w.consent = map[string]bool{}
		}
	}
	if after.Screen == Notice || after.Screen == Desk || after.Generation != before.Generation {
		w.consent = map[string]bool{}
	}
}

func (w *witness) command(before View, c Cmd) {
	switch c := c.(type) {
	case Send:
		w.sent(before, c)
	case OpenCamera:
		if len(w.consent) == 0 {
			w.fail("the camera opens without a consent")
		}
		w.camera = true
	case CloseCamera:
		w.camera = false
	}
}

func (w *witness) sent(before View, s Send) {
	w.sends++
	r := s.Request
	svc, _ := w.m.cfg.service(r.Provider)
	switch {
	case w.open != nil:
		w.fail("two Sends without an answer between")
	case w.m.outageOf(r.Provider) != ServiceReady:
		w.fail("a Send to a service that is out of use")
	case !r.Consent.Covers(r.Provider) || !w.consent[r.Provider]:
		w.fail("a Send without a consent for its recipient")
	case r.Subject.Name == "" || r.Subject.Document.Number == "":
		w.fail("a Send of nobody")
	case before.Screen == Verdict && (r.Subject != w.last || svc.Descriptor.Face):
		w.fail("somebody else is sent again, or an old picture")
	case before.Screen != Verdict && (r.Subject.Name != identity.NormaliseName(before.Claim.Name) || r.Subject.Document.Number != identity.NormaliseNumber(before.Claim.Number)):
		w.fail("somebody is sent who is not shown")
	case before.Demo != (svc.Demo || w.m.cfg.Demo):
		w.fail("a demo and a real service are mixed up")
	case svc.Descriptor.Face == r.Portrait.Empty():
		w.fail("a portrait that is not wanted, or none that is")
	case r.Repeat != (before.Screen == Repeat):
		w.fail("a repeat that nobody confirmed")
	case before.Screen == Confirm && !samePortrait(before.Confirm.Portrait, r.Portrait):
		w.fail("what is sent is not what was shown")
	case before.Screen != Confirm && before.Screen != Repeat && before.Screen != Verdict && (before.Screen != Notice || svc.Descriptor.Face):
		w.fail("a Send from " + string(before.Screen))
	case !svc.Demo && !w.m.cfg.Demo && !r.Portrait.Empty() && r.Portrait.Source != identity.SourceCamera && (!w.m.cfg.Files || r.Portrait.Source != identity.SourceFile):
		w.fail("a file is sent to a real service")
	}
	w.open, w.match, w.last = &s, false, r.Subject
}

// forgotten: a new generation starts with nobody.
func (w *witness) forgotten(before Model) {
	if w.m.generation == before.generation {
		return
	}
	c := w.m.customer
	if decided := before.screen == ByEye && before.customer.undecided && w.m.screen == Desk; decided &&
		identity.NormaliseName(c.claim.name) != w.last.Name && identity.NormaliseNumber(c.claim.number) != w.last.Document.Number {
		c.claim = claim{} // the next guest's, who waited for the decision
	}
	if w.laying || before.customer.laid != nil || before.customer.waits {
		c.claim = claim{} // the next guest's card or scan
	}
	c.result.until, c.claim.name = time.Time{}, "" // a typed name starts the next customer
	c.claim.left, c.claim.focus, c.claim.told, c.claim.auto = fields{}, "", false, ""
	if !reflect.DeepEqual(c.claim, claim{}) || c.subject != (identity.Subject{}) || c.sent != (identity.Subject{}) || !c.portrait.Empty() ||
		c.consent != (identity.Consent{}) || c.result.name != "" || c.result.tail != "" {
		w.fail("somebody is left in memory")
	}
	if w.m.screen == Desk && (c.undecided || c.attempts != nil || c.service != "" || c.result.what != "") {
		w.fail("the last customer's check is left")
	}
	if w.camera {
		w.fail("the camera stays open")
	}
}

// screen looks at what is shown.
func (w *witness) screen() {
	v := w.m.View()
	if v.Verdict.Family == FamilyPass {
		w.passes++
		if !w.match || v.Screen != Verdict {
			w.fail("a pass without a match")
		}
	}
	if v.Screen == Verdict && !w.m.customer.portrait.Empty() {
		w.fail("a portrait that is no longer needed")
	}
	if v.Demo && !w.loaded {
		w.fail("a demo that nobody asked for")
	}
	if !w.m.camera.open && w.camera {
		w.fail("a camera that the model has forgotten")
	}
	used := map[Key]bool{}
	for _, b := range v.Keys {
		for _, k := range b.Keys {
			if used[k] {
				w.fail("two things on " + string(k))
			}
			used[k] = true
		}
	}
	for _, k := range shownKeys(reflect.ValueOf(v)) {
		if _, ok := slices.BinarySearch(w.texts, k); !ok {
			w.fail("a text that TextKeys does not list: " + string(k))
		}
	}
}

// shownKeys are all non-empty TextKeys anywhere in a View.
func shownKeys(v reflect.Value) []TextKey {
	var keys []TextKey
	switch v.Kind() {
	case reflect.String:
		if k, ok := v.Interface().(TextKey); ok && k != "" {
			keys = append(keys, k)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return nil
		}
		for i := range v.NumField() {
			keys = append(keys, shownKeys(v.Field(i))...)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				keys = append(keys, shownKeys(v.Index(i))...)
			}
		}
	}
	return keys
}

// pick chooses one message by a number: what a user, a camera, a service or a
// fault could bring, the useful ones more often.
func (w *witness) pick(n int) {
	keys := append(AllKeys(), KeyEnter, KeyF8, KeyF2, KeyF8, KeyF2, KeyEnter)
	lists := [][]Hint{nil, nil, nil, {HintBlurred}, {HintNoFace}, {HintManyFaces}, {"?"}}
	v := n / 32
	switch n % 32 {
	case 0, 1, 2, 3, 4, 5, 6, 7, 8:
		k := keys[v%len(keys)]
		w.do(string(k), KeyPressed{Key: k, Repeat: v/len(keys)%8 == 7})
	case 9:
		b := w.m.keys()
		w.do("press", Pressed{b[v%len(b)].Action})
		w.do("permitted", Permitted{b[v/len(b)%len(b)].Action})
	case 10, 11:
		w.claim(v)
	case 12:
		if v%2 == 1 {
			w.devices(v / 2)
			return
		}
		w.do("typed", Typed{[]string{"李", " ", "a"}[v%3]})
	case 13:
		w.do("type", TypePicked{[]identity.DocumentType{"", "111", "414"}[v%3]})
	case 14:
		w.do("service", ServicePicked{[]string{"face", "other", "travel", "plain", "?"}[v%5]})
	case 15, 16, 17:
		w.wait(time.Duration([]int{100, 300, 900, 900, 900, 4000, 16_000, 70_000}[v%8]) * time.Millisecond)
	case 18:
		s := cameraStates()[v%len(cameraStates())]
		w.do("camera "+string(s), CameraReported{s})
	case 19, 20, 21, 22:
		w.do("preview", Previewed{Generation: w.m.generation - uint64(v%8/7), Problems: lists[v%len(lists)]})
	case 23, 24, 25:
		w.shot(v, lists)
	case 26:
		w.reply(v)
	case 27, 28, 29:
		w.sensible(v, lists)
	case 30:
		w.outside(v)
	case 31:
		w.do("list", []Msg{CamerasListed{[]Camera{{ID: "a"}, {ID: "b"}}}, RecordsLoaded{Rows: []Record{{Attempt: "a", Unsettled: v%2 == 0}}}, Focused{identity.FieldNumber}, PersonPicked{v % 3},
			Touched{}, Lifted{Service: "face", Failed: v%3 == 0}, SettleAsked{Charged: identity.Charged(v % 3)}, Settled{}}[v%8])
	}
}

// devices lays cards down and scans lines, wherever the desk is.
func (w *witness) devices(v int) {
	w.laying = true
	defer func() { w.laying = false }()
	states := append(ReaderStates(), ReaderNone)
	w.do("device", []Msg{
		CardLaid{cardOf("张三", "11010519491231002X")}, CardLaid{cardOf("李四", "440524188001010014")},
		CardLaid{Card{Claim: identity.Claim{Number: "440524188001010015"}, Notes: []identity.Note{{Field: identity.FieldNumber, Text: expired}}}},
		Scanned{Text: "440524188001010014", Ended: v%3 == 0}, Scanned{Text: td3Name + td3Number, Ended: v%3 == 0}, Scanned{Text: td3Name, Ended: true},
		ReaderReported{State: states[v/9%len(states)], Mark: "Z"}, ScannerReported{states[v/9%len(states)]},
		Offered{ID: uint64(v) + 1, Claim: handedOver, Reference: "R-1", Until: momentAt(w.now).Awake + time.Second},
	}[v%9])
}

// sensible does what leads on from here.
func (w *witness) sensible(v int, lists [][]Hint) {
	if v%7 == 0 {
		w.secondThoughts(v)
		return
	}
	switch w.m.screen {
	case Desk:
		w.do("name", Edited{identity.FieldName, "张三"})
		w.do("number", Edited{identity.FieldNumber, "11010519491231002X"})
		w.do("Enter", KeyPressed{Key: KeyEnter})
	case Notice, ByEye, Repeat:
		w.do("F8", KeyPressed{Key: KeyF8})
	case Capture:
		w.do("preview", Previewed{Generation: w.m.generation, Problems: lists[v%len(lists)]})
		w.do("F2", KeyPressed{Key: KeyF2})
		w.shot(v, lists)
	case Confirm:
		w.do("Enter", KeyPressed{Key: KeyEnter})
	case Checking:
		w.reply(v)
	case Verdict:
		w.wait(time.Second)
	default:
		w.do("loaded", Loaded{config()})
		w.do("Esc", KeyPressed{Key: KeyEscape})
	}
}

// secondThoughts corrects the claim into another person's, and looks elsewhere.
func (w *witness) secondThoughts(v int) {
	w.do("F3", KeyPressed{Key: KeyF3})
	w.do("name", Edited{identity.FieldName, []string{"李四", ""}[v%2]})
	w.do("number", Edited{identity.FieldNumber, []string{"440524188001010014", ""}[v%2]})
	w.do("F7", KeyPressed{Key: KeyF7})
	w.wait(time.Second)
	w.do("back", KeyPressed{Key: []Key{KeyEscape, KeyF4}[v%3%2]})
}

func (w *witness) claim(v int) {
	names := []string{"张三", "JOHN SMITH", "张3", "张三 110101199001010015", "LI<WEI", "欧阳 锋", ""}
	numbers := []string{"11010519491231002X", "110105201506150019", "H12345678", "911124198108030024", "1101", "P<"}
	w.do("name", Edited{identity.FieldName, names[v%7%(1+v/64%7)]})
	w.do("number", Edited{identity.FieldNumber, numbers[v%6%(1+v/8%6)]})
	w.do("Enter", KeyPressed{Key: KeyEnter})
}

func (w *witness) wait(d time.Duration) {
	w.now = w.now.Add(d)
	w.do("tick "+d.String(), Tick{})
}

func (w *witness) shot(v int, lists [][]Hint) {
	id := w.m.camera.shots - uint64(v%8/7)
	if v%5 == 4 {
		w.do("rejected", ShotRejected{Shot: id, Problem: HintNoFace})
		return
	}
	p := portrait()
	p.JPEG = []byte{byte(v), byte(v >> 8)}
	if v%11 == 10 {
		p.Source = identity.SourceFile
	}
	w.do("shot", ShotTaken{Shot: id, Portrait: p, Problems: lists[v%len(lists)]})
}

// reply answers what is awaited, mostly; else something made up.
func (w *witness) reply(v int) {
	a := Answered{ID: w.m.flight.last, Generation: w.m.generation, Attempt: "a"}
	if w.open != nil && v%8 != 7 {
		a.ID, a.Generation = w.open.ID, w.open.Generation
	}
	switch k := v / 8 % 16; {
	case k < 7:
		a.Verdict.Outcome, a.Verdict.Charged = identity.Outcome(k-1), identity.Charged(v%3)
	case k < 12:
		a.Verdict.Outcome = identity.Match
	case k < 14:
		a.Err, a.Confirmable, a.Attempt = &identity.Error{Kind: identity.Guarded}, true, ""
	default:
		kinds := identity.Kinds()
		a.Err = &identity.Error{Kind: kinds[v/128%len(kinds)], Field: identity.FieldNumber, Charged: identity.Charged(v % 3)}
		if v%5 == 0 {
			a.State = ServiceLimit
		}
		a.Verdict.Outcome = identity.Match // beside an error it says nothing
	}
	w.do("answer", a)
}

func (w *witness) outside(v int) {
	cfg := config()
	cfg.AutoShutter = v%3 == 0
	switch v % 13 {
	case 0:
		w.loaded, cfg.Demo = true, true
	case 1:
		cfg.Company = ""
	case 2:
		cfg.Services[0].Values[providers.KeyContact] = ""
	case 3:
		w.do("failed", LoadFailed{Reason: SetupLocked})
		return
	case 4:
		w.do("nothing", NothingConfigured{})
		return
	case 5:
		w.do("network", NetworkReported{Up: v%2 == 0})
		return
	case 6:
		cfg.Services[0].State = serviceStates()[v/13%4]
	case 7:
		w.do("saved", Saved{})
		return
	case 8:
		w.do("save", SaveAsked{[]Change{{"a", "b"}}})
		return
	case 9:
		if v%7 == 0 {
			w.do("closing", Closing{})
		}
		return
	}
	w.do("loaded", Loaded{cfg})
}

// TestPromises sends long random rows of messages; TestSoakPromises sends more.
func TestPromises(t *testing.T) { promises(t, 0, 12) }

// promises sends a row of messages for each of so many seeds, the first one given.
func promises(t *testing.T, first uint64, rows int) {
	t.Helper()
	sends, passes := 0, 0
	for n := range uint64(rows) {
		r := rand.New(rand.NewPCG(first+n, 1))
		w := newWitness(t)
		w.do("loaded", Loaded{config()})
		for range 600 {
			w.pick(r.IntN(1 << 20))
		}
		sends, passes = sends+w.sends, passes+w.passes
	}
	if sends < 2*rows || passes < 2*rows {
		t.Errorf("only %d sends and %d passes: the messages lead nowhere", sends, passes)
	}
}

func FuzzUpdate(f *testing.F) {
	f.Add([]byte{30, 1, 10, 0, 3, 9, 19, 0, 4, 9, 23, 0, 0, 0, 26, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		w := newWitness(t)
		w.do("loaded", Loaded{config()})
		for i := 0; i+2 < len(data) && i < 3_000; i += 3 {
			w.pick(int(data[i]) | int(data[i+1])<<8 | int(data[i+2])<<16)
		}
	})
}
