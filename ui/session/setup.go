package session

import "facedesk/identity"

// SetupReason says why the desk cannot work.
type SetupReason string

const (
	SetupUnreadable  SetupReason = "unreadable"  // the settings cannot be read
	SetupLocked      SetupReason = "locked"      // the keyring is locked
	SetupNoSecret    SetupReason = "no_secret"   // a key is missing
	SetupNoService   SetupReason = "no_service"  // no service is offered
	SetupUnconfirmed SetupReason = "unconfirmed" // the keys are there, the codes of the answers are not confirmed
	SetupRecords     SetupReason = "records"     // the records cannot be written
	SetupOther       SetupReason = "other"
)

func setupReasons() []SetupReason {
	return []SetupReason{SetupUnreadable, SetupLocked, SetupNoSecret, SetupNoService, SetupUnconfirmed, SetupRecords, SetupOther}
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

func firstStartPage() page {
	return page{screen: FirstStart, bindings: firstStartBindings}
}

func firstStartBindings() []binding {
	return []binding{
		{keys: []Key{KeyF2}, action: ActSetUp, label: "key.set_up", do: Model.openSettings},
		{keys: []Key{KeyF5}, action: ActDemo, label: "key.demo", do: Model.tryDemo},
	}
}

func notSetUpPage() page {
	return page{screen: NotSetUp, bindings: notSetUpBindings, view: func(m Model, v View) View {
		if m.setup.asked {
			v.Setup.Detail = m.setup.detail
		}
		v.Setup.What, v.Setup.Next = m.setup.reason.whatKey(), m.setup.reason.nextKey()
		return v
	}}
}

func notSetUpBindings() []binding {
	return []binding{
		{keys: []Key{KeyEnter}, action: ActRetry, label: "key.retry", do: Model.retrySetup, primary: true},
		{keys: []Key{KeyF6}, action: ActDetails, label: "key.details", do: Model.toggleSetupDetails,
			ready: func(m Model) bool { return m.setup.detail != identity.Sentences{} }},
		{keys: []Key{KeyF12}, action: ActSettings, label: "key.settings", do: Model.openSettings},
	}
}

func settingsPage() page {
	return page{screen: Settings, bindings: settingsBindings, idles: always, leave: Model.leaveSettings, lock: Model.leaveSettings}
}

// settingsBindings lists the keys of the settings. The screen itself handles those
// that need what is typed.
func settingsBindings() []binding {
	stay := func(m Model) (Model, []Cmd) { return m, nil }
	return []binding{
		{keys: []Key{KeyF2}, action: ActSave, label: "key.save", do: stay},
		{keys: []Key{KeyF4}, action: ActSection, label: "key.section", do: stay},
		{keys: []Key{KeyF5}, action: ActCameraSetup, label: "key.camera_setup", do: Model.openCameraSetup},
		{keys: []Key{KeyF10}, action: ActQuit, label: "key.quit", do: Model.close},
		{keys: []Key{KeyEscape}, action: ActLeaveSetup, label: "key.back", do: Model.leaveSettings},
	}
}

// SetupView says why the desk cannot work, or how saving went.
type SetupView struct {
	What, Next    TextKey            // on NotSetUp
	Detail        identity.Sentences // IT's, where details are asked for
	Saving, Saved bool
	Fault         identity.Sentences // why saving failed
}

func (m Model) setupView() SetupView {
	return SetupView{Saving: m.setup.saving, Saved: m.setup.saved, Fault: m.setup.fault}
}

// configure handles what concerns the settings. They are loaded on the starting
// screen only, so that nothing changes that a consent has named.
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
		m = m.notSetUp(msg.Reason, msg.Said)
		m.cfg.ITPhone, m.cfg.LastGood = msg.ITPhone, msg.LastGood
		return m, nil
	case NothingConfigured:
		m.setup, m.cfg = setup{}, Config{Language: m.cfg.Language}
		return m.goTo(FirstStart), nil
	}
	return m, nil
}

func (m Model) loaded(cfg Config) (Model, []Cmd) {
	if len(cfg.Services) == 0 {
		return m.notSetUp(SetupNoService, identity.Sentences{}), nil
	}
	m.cfg, m.language, m.setup, m.troubles = cfg, cfg.Language, setup{ready: true}, nil
	m.door.shut = m.door.shut || m.clerk() == Clerk{} // nobody has signed in yet
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

// savedSettings notes how saving went. New settings apply when the screen is left.
// They are read at once where the screen was left meanwhile, but never under a
// customer.
func (m Model) savedSettings(err *identity.Error) (Model, []Cmd) {
	if !m.setup.saving {
		return m, nil
	}
	m.setup.saving, m.setup.saved = false, err == nil
	if err != nil {
		m.setup.fault = err.Said()
	}
	if m.screen == Starting {
		return m.retrySetup()
	}
	return m.storedMounting()
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
