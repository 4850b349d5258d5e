package session

// everywhere is bound on every screen.
func everywhere() []binding {
	return []binding{
		{keys: []Key{LockDesk}, action: ActLock, label: "key.lock_anywhere", do: Model.lockByKey, applies: Model.canLock, atOnce: true},
		{keys: []Key{KeyF11}, action: ActLanguage, label: "key.language", do: Model.toggleLanguage, atOnce: true},
		{keys: []Key{KeyF1}, action: ActHelp, label: "key.help", do: Model.toggleHelp, atOnce: true},
	}
}

// table says which key does what on a screen, in the order of the screen: the
// handling, the labels and the help come from here. A key means the same
// wherever it can: F2 takes a picture, F3 corrects, F4 changes the service, F7
// looks at the document, F8 says yes and F9 no. Neither Enter nor Space ever
// consents, repeats a paid call or decides.
func bindingsOf(s Screen) []binding {
	var rows []binding
	if p := pageOf(s); p.bindings != nil {
		rows = p.bindings()
	}
	return append(rows, everywhere()...)
}

// label is the label of this moment.
func (m Model) label(r binding) TextKey {
	_, known := m.minor()
	switch {
	case r.action == ActAsks && m.customer.guardian:
		return "key.asks_photo.guardian"
	case r.action == ActAgree && m.customer.guardian:
		return "key.agree.guardian"
	case r.action == ActAccept && m.camera.asked == HintManyFaces:
		return "key.other_picture"
	case r.action == ActAgree && !known:
		return "key.agree.fourteen" // "is fourteen or older, has read and agrees"
	}
	return r.label
}
