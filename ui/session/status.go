package session

// StatusView is the line that is always there.
type StatusView struct {
	Network                              Network
	Camera                               CameraState
	NetworkText, CameraText, ServiceText TextKey
	ServiceReady                         bool
	Reader                               ReaderState // "" where no reader is set
	ReaderText                           TextKey     // "" likewise
	ReaderMark                           string      // the mark of a card that is not known
	ScannerText                          TextKey     // what is wrong with the scanner that is read directly, "" for nothing
	Unrecorded                           bool        // records cannot be written
	JournalText                          TextKey     // what else is to be known of the records, "" for nothing
	SettingsText                         TextKey     // what is wrong with the settings, "" for nothing
	Desk, Clerk                          string
	Served                               int // customers finished since the start
	Late                                 int // answers for customers who had left; see the records
}

func (m Model) statusView() StatusView {
	network := m.connection.network
	if network == "" {
		network = NetworkUnknown
	}
	cam := m.camera.state
	if cam == "" {
		cam = CameraUnknown
	}
	svc := m.shownService()
	state := m.stateOf(svc)
	service := state.key()
	if svc.Descriptor.Code == "" {
		service = "service.none"
	}
	return StatusView{
		Network: network, NetworkText: TextKey("network." + network),
		Camera: cam, CameraText: cam.key(),
		ServiceText: service, ServiceReady: state == ServiceReady && svc.Descriptor.Code != "",
		Reader: m.reader.state, ReaderText: m.reader.text(m.clocks.awake), ReaderMark: m.reader.mark, ScannerText: m.reader.scannerText(),
		Unrecorded: m.unrecorded, JournalText: m.journal.key(), Desk: m.cfg.Desk, Clerk: m.clerkName(), Served: m.served, Late: m.late,
		SettingsText: m.settingsText(),
	}
}

func (m Model) settingsText() TextKey {
	if m.cfg.LastGood {
		return "status.last_settings"
	}
	return ""
}

// shownService is the one named on the screen: past the desk the notice's.
func (m Model) shownService() Service {
	if !m.page().edits && m.customer.service != "" {
		return m.current()
	}
	svc, _ := m.proposal()
	return svc
}

// JournalState is what people have to know of the records.
type JournalState string

const (
	JournalFine  JournalState = ""
	JournalClock JournalState = "clock" // this machine's clock disagrees with them
	JournalLate  JournalState = "late"  // they have long waited for the shared database
	// What befell their file, until IT has seen it.
	JournalDamaged JournalState = "damaged"
	JournalGone    JournalState = "gone"
	JournalMoved   JournalState = "moved"
)

// JournalStates lists those that are told.
func JournalStates() []JournalState {
	return []JournalState{JournalClock, JournalLate, JournalDamaged, JournalGone, JournalMoved}
}

func (s JournalState) key() TextKey {
	switch s {
	case JournalFine:
		return ""
	case JournalClock, JournalLate, JournalGone, JournalMoved:
	default:
		s = JournalDamaged
	}
	return TextKey("status.journal." + s)
}
