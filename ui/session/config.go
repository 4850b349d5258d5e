package session

import (
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// Config is what the flow needs of the settings. It is read only: nobody
// changes what its maps and slices hold once it has been handed over.
type Config struct {
	Language identity.Language
	Demo     bool // everything goes to the sandbox, by choice
	Desk     string
	Clerk    string // of the settings, where nobody signs in
	// SignIn has the Clerks sign in, and locks the desk after Lock without a key
	// press; 0: DefaultLock.
	SignIn bool
	Clerks []Clerk
	Lock   time.Duration
	// Minors shows the duties after a guest under eighteen.
	Minors bool
	// LastGood says that the settings files cannot be used, and that these settings are
	// the last good ones.
	LastGood bool
	// ITPhone is shown where only IT can help.
	ITPhone string

	// The values of the notice.
	Company, Phone, Contact, Reason string
	RetentionDays                   int
	// Guests are the languages in which guests may read the notice, the usual one
	// first. None: Chinese, with Reason and Contact.
	Guests []NoticeLanguage

	// Services are those that are offered for any document, Routes the codes of
	// those for a type of document, in the order of preference. No other service
	// is ever given a document of that type.
	Services []Service
	Routes   map[identity.DocumentType][]string
	// Persons are the test persons of the demo.
	Persons []TestPerson
	// TestReader is set where the demo has a card reader of its own.
	TestReader bool

	// Pass is how long a pass stays, Idle after what rest a customer is
	// forgotten; 0: DefaultPass, DefaultIdle.
	Pass, Idle time.Duration
	// Files allows a photo from a file: in the demo, and where an administrator's
	// PIN stands before it, which is the window's to ask for.
	Files bool
	// Shared reports that the records go to a database, too, that Operator keeps.
	Shared   bool
	Operator string
	// AutoShutter takes the picture by itself once all has been good.
	AutoShutter bool
	// Display is how the window looks.
	Display Display
	// Voice says that prompts are read out.
	Voice bool
}

// Times of the flow.
const (
	DefaultPass = 10 * time.Second
	DefaultIdle = 60 * time.Second
	DefaultLock = 45 * time.Second
	// IdleWarning is how long before forgetting the screen warns.
	IdleWarning = 15 * time.Second
	// KeyGuard is how long keys are ignored on a screen that came by itself or
	// decides something, so that no key meant for the last one counts.
	KeyGuard = 800 * time.Millisecond
	// textPause ends a text that was typed where none is taken.
	textPause = time.Second
	// AutoShutterAfter is how long all must be good.
	AutoShutterAfter = 800 * time.Millisecond
)

const (
	hintSteady    = 300 * time.Millisecond // a new hint must last that long to be shown
	shotPatience  = 3 * time.Second        // then the shutter works again
	openPatience  = 12 * time.Second       // from opening to the first picture; some cameras need seven
	framePatience = 3 * time.Second        // between two pictures
	pictureGap    = 500 * time.Millisecond // longer than between two pictures of a camera at work
	probeEvery    = 30 * time.Second
	probeStale    = 10 * time.Second
)

func (c Config) pass() time.Duration {
	if c.Pass > 0 {
		return c.Pass
	}
	return DefaultPass
}

func (c Config) idle() time.Duration {
	if c.Idle > 0 {
		return max(c.Idle, 2*IdleWarning)
	}
	return DefaultIdle
}

func (c Config) lock() time.Duration {
	if c.Lock > 0 {
		return c.Lock
	}
	return DefaultLock
}

// Service is one service as the desk sees it.
type Service struct {
	Descriptor providers.Descriptor
	Values     providers.Values
	Demo       bool // a loopback endpoint
	State      ServiceState
}

// ServiceState says whether a service can be used. The zero value is ready:
// whether it answers is known afterwards only.
type ServiceState string

const (
	ServiceReady    ServiceState = ""
	ServiceNoSecret ServiceState = "no_secret" // a key is missing
	ServiceLocked   ServiceState = "locked"    // the keyring is locked
	ServiceSettings ServiceState = "settings"  // its settings are at fault
	ServiceQuota    ServiceState = "quota"     // its account is used up
	ServiceContact  ServiceState = "contact"   // the notice cannot name whom to ask there
	ServiceDown     ServiceState = "down"      // it has failed several times in a row
	ServiceLimit    ServiceState = "limit"     // the day's limit of money is used up
)

func serviceStates() []ServiceState {
	return []ServiceState{ServiceReady, ServiceNoSecret, ServiceLocked, ServiceSettings, ServiceQuota, ServiceContact, ServiceDown, ServiceLimit}
}

// Recipient is the name shown in the notice. Where the settings keep the
// built-in name, its English form is known too.
func (s Service) Recipient() identity.Text {
	name := s.Values.String(providers.KeyRecipient)
	if name == s.Descriptor.Recipient.Name.ZH {
		return s.Descriptor.Recipient.Name
	}
	return identity.Text{ZH: name, EN: name}
}

// TestPerson is a documented person of the sandbox.
type TestPerson struct {
	Claim identity.Claim
	Note  identity.Text // what the sandbox answers
}

// route returns the services for a type of document, in the order of preference.
func (c Config) route(t identity.DocumentType) []Service {
	var out []Service
	for _, code := range c.Routes[t] {
		if svc, ok := c.service(code); ok {
			out = append(out, svc)
		}
	}
	return out
}

func (c Config) service(code string) (Service, bool) { return find(c.Services, code) }
