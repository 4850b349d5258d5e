package session

import (
	"slices"

	"facedesk/identity"
)

// everywhere is bound on every screen.
func everywhere() []row {
	return []row{
		{keys: []Key{KeyF11}, action: ActLanguage, label: "key.language", do: Model.toggleLanguage, prompt: true},
		{keys: []Key{KeyF1}, action: ActHelp, label: "key.help", do: Model.toggleHelp, prompt: true},
	}
}

// table says which key does what on a screen, in the order of the screen: the
// handling, the labels and the help come from here. A key means the same
// wherever it can: F2 takes a picture, F3 corrects, F4 changes the service, F7
// looks at the document, F8 says yes and F9 no. Neither Enter nor Space ever
// consents, repeats a paid call or decides.
func table(s Screen) []row {
	rows := append(screenRows(s), everywhere()...)
	return slices.DeleteFunc(rows, func(r row) bool { return r.screen != s && r.screen != "" })
}

func screenRows(s Screen) []row {
	switch s {
	case FirstStart, NotSetUp:
		return setupRows()
	case Desk:
		return deskRows()
	case Notice:
		return noticeRows()
	case Capture:
		return captureRows()
	case Confirm, Checking, Repeat:
		return sendRows()
	case Verdict:
		return verdictRows()
	case ByEye:
		return byEyeRows()
	}
	return listRows()
}

func setupRows() []row {
	return []row{
		{screen: FirstStart, keys: []Key{KeyF2}, action: ActSetUp, label: "key.set_up", do: Model.openSettings},
		{screen: FirstStart, keys: []Key{KeyF5}, action: ActDemo, label: "key.demo", do: Model.tryDemo},
		{screen: NotSetUp, keys: []Key{KeyEnter}, action: ActRetry, label: "key.retry", do: Model.retrySetup, primary: true},
		{screen: NotSetUp, keys: []Key{KeyF6}, action: ActDetails, label: "key.details", do: Model.toggleSetupDetails,
			ready: func(m Model) bool { return m.setup.detail != identity.Sentences{} }},
		{screen: NotSetUp, keys: []Key{KeyF12}, action: ActSettings, label: "key.settings", do: Model.openSettings},
	}
}

func deskRows() []row {
	next := func(step int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.nextField(step), nil }
	}
	idle := func(m Model) bool { return !m.busy() && !m.flight.open } // a check goes by the settings it began with
	return []row{
		{screen: Desk, keys: []Key{KeyEnter}, action: ActNext, label: "key.next", do: Model.enter, primary: true},
		{screen: Desk, keys: []Key{KeyTab}, action: ActForward, label: "key.forward", do: next(1)},
		{screen: Desk, keys: []Key{KeyBackTab}, action: ActBackward, label: "key.backward", do: next(-1)},
		{screen: Desk, keys: []Key{KeyF2}, action: ActType, label: "key.type", do: Model.nextType},
		{screen: Desk, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{screen: Desk, keys: []Key{KeyF5}, action: ActPerson, label: "key.person", do: Model.nextPerson,
			shown: func(m Model) bool { return m.cfg.Demo && len(m.cfg.Persons) > 0 }},
		{screen: Desk, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument},
		{screen: Desk, keys: []Key{KeyF6}, action: ActRecords, label: "key.records", do: Model.openRecords},
		{screen: Desk, keys: []Key{KeyF12}, action: ActSettings, label: "key.settings", do: Model.openSettings, ready: idle},
		{screen: Desk, keys: []Key{KeyEscape}, action: ActClear, label: "key.clear", do: Model.clearDesk, ready: Model.busy},
	}
}

func noticeRows() []row {
	return []row{
		{screen: Notice, keys: []Key{KeyF8}, action: ActAgree, label: "key.agree", do: Model.agree, ready: Model.canAgree},
		{screen: Notice, keys: []Key{KeyF9}, action: ActDecline, label: "key.decline", do: Model.decline},
		{screen: Notice, keys: []Key{KeyF10}, action: ActGuardian, label: "key.guardian", do: Model.askGuardian, shown: Model.ageUnknown,
			ready: func(m Model) bool { return !m.customer.guardian }},
		{screen: Notice, keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{screen: Notice, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{screen: Notice, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument},
		{screen: Notice, keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.back},
	}
}

func captureRows() []row {
	broken := func(m Model) bool { return m.camera.state.problem() }
	choice := func(m Model) bool { return len(m.camera.list) > 1 }
	return []row{
		{screen: Capture, keys: []Key{KeyF2, KeySpace}, action: ActShoot, label: "key.shoot", do: Model.shoot, ready: Model.canShoot, primary: true},
		{screen: Capture, keys: []Key{KeyEnter}, action: ActRetry, label: "key.retry", do: Model.retryCamera, ready: broken},
		{screen: Capture, keys: []Key{KeyF5}, action: ActCamera, label: "key.camera", do: Model.nextCamera, ready: choice},
		{screen: Capture, keys: []Key{KeyF6}, action: ActFile, label: "key.file", do: Model.pickFile, shown: func(m Model) bool { return m.cfg.Files },
			ready: func(m Model) bool { return m.canPickFile() && !m.camera.shooting && m.consented() }},
		{screen: Capture, keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{screen: Capture, keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{screen: Capture, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{screen: Capture, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument},
		{screen: Capture, keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.back},
	}
}

func sendRows() []row {
	return []row{
		{screen: Confirm, keys: []Key{KeyEnter}, action: ActSend, label: "key.send", do: Model.sendPortrait, ready: Model.canSend, primary: true, prompt: true},
		{screen: Confirm, keys: []Key{KeyF2}, action: ActRetake, label: "key.retake", do: Model.retake, ready: Model.canRetake},
		{screen: Confirm, keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{screen: Confirm, keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{screen: Confirm, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{screen: Confirm, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument},
		{screen: Confirm, keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.back},
		{screen: Checking, keys: []Key{KeyF10}, action: ActLeft, label: "key.left", do: Model.leaveChecking},
		{screen: Repeat, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument},
		{screen: Repeat, keys: []Key{KeyF8}, action: ActRepeat, label: "key.repeat", do: Model.repeat, ready: Model.canRepeat},
		{screen: Repeat, keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{screen: Repeat, keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{screen: Repeat, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
	}
}

func verdictRows() []row {
	passed := Model.passed
	other := func(m Model) bool { return !m.passed() }
	face := func(m Model) bool { return !m.passed() && m.current().Descriptor.Face }
	faceless := func(m Model) bool { return !m.passed() && !m.current().Descriptor.Face }
	known := func(m Model) bool { return !m.customer.claim.empty() }
	return []row{
		{screen: Verdict, keys: []Key{KeyEnter}, action: ActNextGuest, label: "key.next_guest", do: Model.finish, shown: passed, primary: true},
		{screen: Verdict, keys: []Key{KeyF7}, action: ActLook, label: "key.look", do: Model.lookAtDocument, shown: other},
		{screen: Verdict, keys: []Key{KeyF2}, action: ActRetake, label: "key.retake", do: Model.retake, shown: face, ready: Model.canRetake},
		{screen: Verdict, keys: []Key{KeyF2}, action: ActAgain, label: "key.repeat", do: Model.sendPortrait, shown: faceless, ready: Model.canSendAgain},
		{screen: Verdict, keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.correct, shown: other, ready: known},
		{screen: Verdict, keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, shown: other, ready: Model.canSwitch},
		{screen: Verdict, keys: []Key{KeyF6}, action: ActDetails, label: "key.details", do: Model.toggleDetails},
		{screen: Verdict, keys: []Key{KeySpace}, action: ActExtend, label: "key.extend", do: Model.extend, shown: passed},
	}
}

func byEyeRows() []row {
	declined := func(m Model) bool {
		_, ok := m.faceless()
		return ok && !m.customer.undecid
	}
	return []row{
		{screen: ByEye, keys: []Key{KeyF8}, action: ActFits, label: "key.fits", do: Model.decideByEye},
		{screen: ByEye, keys: []Key{KeyF9}, action: ActDoubt, label: "key.doubt", do: Model.decideDoubt},
		{screen: ByEye, keys: []Key{KeyF10}, action: ActLeft, label: "key.left", do: Model.decideLeft},
		{screen: ByEye, keys: []Key{KeyF4}, action: ActFaceless, label: "key.faceless", do: Model.detailsOnly, shown: declined},
		{screen: ByEye, keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.back},
	}
}

func listRows() []row {
	stay := func(m Model) (Model, []Cmd) { return m, nil }
	return []row{
		{screen: Records, keys: []Key{KeyEscape, KeyF6}, action: ActLeave, label: "key.back", do: Model.back},
		{screen: Settings, keys: []Key{KeyF2}, action: ActSave, label: "key.save", do: stay},
		{screen: Settings, keys: []Key{KeyF4}, action: ActSection, label: "key.section", do: stay},
		{screen: Settings, keys: []Key{KeyF10}, action: ActQuit, label: "key.quit", do: Model.close},
		{screen: Settings, keys: []Key{KeyEscape}, action: ActLeaveSetup, label: "key.back", do: Model.leaveSettings},
	}
}

// label is the label of this moment.
func (m Model) label(r row) TextKey {
	_, known := m.minor()
	switch {
	case r.action == ActAgree && m.customer.guardian:
		return "key.agree.guardian"
	case r.action == ActAgree && !known:
		return "key.agree.fourteen" // "is fourteen or older, has read and agrees"
	}
	return r.label
}
