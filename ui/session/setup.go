package session

import "facedesk/identity"

// SetupReason says why the desk cannot work.
type SetupReason string

const (
	SetupUnreadable SetupReason = "unreadable" // the settings cannot be read
	SetupLocked     SetupReason = "locked"     // the keyring is locked
	SetupNoSecret   SetupReason = "no_secret"  // a key is missing
	SetupNoService  SetupReason = "no_service" // no service is offered
	SetupRecords    SetupReason = "records"    // the records cannot be written
	SetupOther      SetupReason = "other"
)

func setupReasons() []SetupReason {
	return []SetupReason{SetupUnreadable, SetupLocked, SetupNoSecret, SetupNoService, SetupRecords, SetupOther}
}

// known maps a reason that is not listed to SetupOther.
func (r SetupReason) known() SetupReason {
	for _, k := range setupReasons() {
		if k == r {
			return r
		}
	}
	return SetupOther
}

// setup is how the settings stand.
type setup struct {
	ready  bool // a Config has been loaded
	reason SetupReason
	detail identity.Sentences // IT's: commands and paths
	asked  bool               // for the detail
	saving bool
	saved  bool
	fault  identity.Sentences // why saving failed
}

// configure handles what concerns the settings. They are loaded on the starting
// screen only and do not change under a customer: what a consent names must not
// move.
func (m Model) configure(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case SaveAsked:
		return m.save(msg.Changes)
	case Saved:
		return m.savedSettings(msg.Err)
	}
	if m.screen != Starting {
		return m, nil
	}
	switch msg := msg.(type) {
	case Loaded:
		return m.loaded(msg.Config)
	case LoadFailed:
		if msg.Language != "" {
			m.cfg.Language, m.language = msg.Language, msg.Language
		}
		return m.notSetUp(msg.Reason, msg.Said), nil
	case NothingConfigured:
		m.setup, m.cfg = setup{}, Config{Language: m.cfg.Language}
		return m.goTo(FirstStart), nil
	}
	return m, nil
}

// busy reports whether there is a customer.
func (m Model) busy() bool {
	switch m.screen {
	case Starting, FirstStart, NotSetUp, Settings:
		return false
	case Desk, Records:
		return !m.customer.claim.empty() || m.customer.undecid
	}
	return true
}

func (m Model) loaded(cfg Config) (Model, []Cmd) {
	if len(cfg.Services) == 0 {
		return m.notSetUp(SetupNoService, identity.Sentences{}), nil
	}
	m.cfg, m.language, m.setup, m.troubles = cfg, cfg.Language, setup{ready: true}, nil
	return m.goTo(Desk).probe()
}

// notSetUp says what is missing. It never falls back to the demo.
func (m Model) notSetUp(reason SetupReason, detail identity.Sentences) Model {
	m.setup = setup{reason: reason.known(), detail: detail}
	m.cfg = Config{Language: m.cfg.Language}
	return m.goTo(NotSetUp)
}

func (m Model) save(changes []Change) (Model, []Cmd) {
	if m.screen != Settings || m.setup.saving || len(changes) == 0 {
		return m, nil
	}
	m.setup.saving, m.setup.saved, m.setup.fault = true, false, identity.Sentences{}
	return m, []Cmd{SaveSettings{Changes: changes}}
}

// savedSettings: what was saved holds once the settings are left.
func (m Model) savedSettings(err *identity.Error) (Model, []Cmd) {
	m.setup.saving, m.setup.saved = false, err == nil
	if err != nil {
		m.setup.fault = err.Said()
	}
	if m.screen != Settings {
		return m.retrySetup() // they were left meanwhile
	}
	return m, nil
}

func (m Model) retrySetup() (Model, []Cmd) { return m.goTo(Starting), []Cmd{LoadSetup{}} }

func (m Model) tryDemo() (Model, []Cmd) { return m.goTo(Starting), []Cmd{StartDemo{}} }

// toggleSetupDetails shows what only IT can use.
func (m Model) toggleSetupDetails() (Model, []Cmd) {
	m.setup.asked = !m.setup.asked
	return m, nil
}

func (m Model) openSettings() (Model, []Cmd) {
	m.setup.saved, m.setup.fault = false, identity.Sentences{}
	return m.goTo(Settings), nil
}

// leaveSettings reads the settings again, and the keys in the keyring with them.
func (m Model) leaveSettings() (Model, []Cmd) {
	if m.setup.saving {
		return m.goTo(Starting), nil // until it is done
	}
	return m.retrySetup()
}
