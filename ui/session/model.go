package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// Model is the state of the desk: a value, never changed in place. Its fields
// are private; see View.
type Model struct {
	now        time.Time // of the calendar
	clocks     clocks
	screen     Screen
	cfg        Config
	language   identity.Language
	setup      setup
	generation uint64   // of the customer
	customer   customer // all that is personal: forgotten by one assignment
	flight     flight
	camera     camera
	trial      trial // on the camera page
	connection connection
	reader     reader
	door       door // who is signed in
	party      party
	duties     duties
	tapped     tap
	byTap      bool // the last input was a tap
	machine    bool // while a line of the scanner is taken in

	screenState ScreenState // of the guest's own screen
	answersOn   Channel     // while a press there is handled
	asked       string      // what the guest can decide about there
	askedAt     time.Time   // since when, by the time awake

	strokes      strokes
	struck       time.Duration // when the newest key went down: Moment.Awake
	droppedText  time.Time     // when text was last typed where none is taken, by the time awake
	guardUntil   time.Time     // keys are ignored before, by the time awake
	lastActivity time.Time     // by the time elapsed
	clerkAt      time.Time     // the clerk's last, by the time elapsed
	warned       bool          // the idle warning has sounded
	help         bool
	served       int                     // customers finished since the start
	late         int                     // answers that came for customers who had left
	unrecorded   bool                    // a consent, decision or check could not be recorded, since the start
	journal      JournalState            // what people have to know of the records
	outages      map[string]outage       // of services that cannot be used for a while; never changed in place
	troubles     map[string]ServiceState // of services that have refused a check; never changed in place
	records      []Record
	today        ShiftCount // of the clerk whose records they are
	recordsFault identity.Text
	chosen       string // attempt of the record to be settled
	noManager    bool   // there is no duty manager's PIN
	visits       uint64 // of the duty manager
	ledger       ledger
	staff        staff
	shift        shift
}

// customer is everything about one customer. The zero value is no customer.
type customer struct {
	claim     claim
	picked    string           // service chosen by the clerk, "": by the document
	subject   identity.Subject // of the claim, once it is complete; none while it is edited
	sent      identity.Subject // whom the verdict is of
	sentAge   age              // of the same; kept until it is decided, for it names nobody
	service   string           // code of the service the notice names
	language  string           // in which the guest chose to read, "" if he did not
	cannotUse bool             // the guest cannot use his own screen
	guardian  bool             // the guest is under fourteen: the guardian's consent is asked for
	consent   identity.Consent
	portrait  identity.Portrait
	problems  []Hint // of the portrait
	chosen    bool   // among several faces
	aim       Aim    // of the oval
	accepted  []Hint // the clerk said that they will do; never appended to in place
	rejected  int    // shots for which there was no portrait
	result    result
	attempts  []string         // undecided, never appended to in place
	ahead     ahead            // text of the next guest, typed before the pass may go
	undecided bool             // a verdict or refusal waits for the decision
	reference string           // of the booking, as the clerk typed it for a decision by eye alone
	handed    handed           // by the hotel's own software
	met       identity.Subject // of whom the clerk and the guest have said things
	refused   identity.Subject // who has declined the camera or withdrawn
	asks      bool             // the guest, or the guardian, asks for the photo all the same
	details   bool             // name and number alone were asked for
	under18   bool             // the clerk said so
	unfit     bool             // what was typed as reference is none
	laid      *Card            // the next guest's card, laid down before the pass may go; not changed
	waits     bool             // the text ahead is a whole scan, which begins the next guest
}

// flight is the one Send that may be awaiting its answer.
type flight struct {
	last       uint64 // ID of the last Send
	open       bool
	generation uint64
	since      time.Time
	face       bool // a portrait was sent
	service    string
	clerk      string        // who sent it
	limit      time.Duration // how long the answer is awaited
}

// New returns the model before anything is known, in a language. Init returns
// its first commands.
func New(at Moment, l identity.Language) Model {
	c := newClocks(at)
	return Model{now: at.Wall, clocks: c, screen: Starting, language: l, cfg: Config{Language: l}, generation: 1, lastActivity: c.elapsed, clerkAt: c.elapsed}
}

// Init returns the commands to begin with.
func (m Model) Init() []Cmd { return []Cmd{LoadSetup{}} }

// Generation numbers the customers. It grows when one is forgotten.
func (m Model) Generation() uint64 { return m.generation }

// goTo changes the screen.
func (m Model) goTo(s Screen) Model {
	m.screen, m.help, m.guardUntil = s, false, time.Time{}
	m.ledger, m.staff, m.shift = ledger{}, staff{}, shift{} // what a manager looked at goes with the PIN
	return m
}

// guarded is goTo for a screen that comes by itself or decides something.
func (m Model) guarded(s Screen) Model {
	m = m.goTo(s)
	m.guardUntil = m.clocks.awake.Add(KeyGuard)
	return m
}

// closeCamera closes the camera if it is open.
func (m Model) closeCamera() (Model, []Cmd) {
	if !m.camera.open {
		return m, nil
	}
	m.camera = m.camera.closed()
	return m, []Cmd{CloseCamera{}}
}

// nextCustomer drops everything personal and shows the empty desk.
func (m Model) nextCustomer() (Model, []Cmd) {
	m, cmds := m.forget()
	m.customer = customer{}
	m.language = m.cfg.Language
	return m.goTo(Desk), cmds
}

// nextGuest ends a pass and begins the next claim with the card that was laid or
// with what was typed ahead. The card tells it all.
func (m Model) nextGuest() (Model, []Cmd) {
	text, laid := m.customer.ahead.asOf(m.clocks.awake), m.customer.laid
	m, cmds := m.owes().counted(MemberPassed).nextCustomer()
	switch {
	case laid != nil:
		m.customer.claim = laid.claim(m.now)
	case text != "":
		m = m.edited(identity.FieldName, text)
	}
	return m.afterGuest(), cmds
}

// forget drops the person and keeps what is needed to decide: the family of
// the verdict and the attempts.
func (m Model) forget() (Model, []Cmd) {
	m, cmds := m.closeCamera()
	m.generation++
	old, was := m.customer, m.age()
	m.customer = customer{
		result: old.result.nameless(), attempts: old.attempts, undecided: old.undecided, service: old.service,
		handed: old.nameless(m.now),
	}
	if old.undecided {
		m.customer.sentAge = was
	}
	return m, cmds
}

// demo reports whether anything on the screen is of the demo: the service, or
// every one where none is chosen yet, or the answer that is shown or decided about.
func (m Model) demo() bool {
	svc, chosen := m.cfg.service(m.customer.service)
	if !chosen {
		svc.Demo = m.cfg.practises()
	}
	return m.cfg.Demo || svc.Demo || m.page().answer && m.customer.result.demo
}

// practises reports whether nothing here can be anything else than a demo.
func (c Config) practises() bool {
	return c.Demo || len(c.Services) > 0 && !slices.ContainsFunc(c.Services, func(s Service) bool { return !s.Demo })
}
