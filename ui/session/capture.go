package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// Hint is one thing wrong with a picture; "" is a good one. Codes that are not
// listed here read as HintUnusable.
type Hint string

const (
	HintNoFace    Hint = "no_face"
	HintUnclear   Hint = "unclear" // somebody is there whose face cannot be seen well
	HintManyFaces Hint = "many_faces"
	// What follows asks the clerk: see stops.
	HintMouthCovered Hint = "mouth_covered"
	HintEyesCovered  Hint = "eyes_covered"
	HintCovered      Hint = "covered"
	HintTurnedAway   Hint = "turned_away"

	HintTooSmall  Hint = "too_small"
	HintSmall     Hint = "small"
	HintCutOff    Hint = "cut_off"
	HintTurned    Hint = "turned"
	HintTilted    Hint = "tilted"
	HintDark      Hint = "dark"
	HintBurnt     Hint = "burnt"
	HintBacklit   Hint = "backlit"
	HintSideLit   Hint = "side_lit"
	HintBlurred   Hint = "blurred"
	HintMoving    Hint = "moving"
	HintTooClose  Hint = "too_close"
	HintOffCentre Hint = "off_centre"
	// HintTorn is a camera whose pictures arrive damaged.
	HintTorn Hint = "torn"
	// HintUnusable is a picture whose fault has no hint of its own.
	HintUnusable Hint = "unusable"
	// HintTooLarge is a portrait over the service's limit.
	HintTooLarge Hint = "too_large"
	// HintNotLive is a portrait that did not come from the camera. The person in
	// it may not be at the desk.
	HintNotLive Hint = "not_live"
)

func hints() []Hint {
	return []Hint{HintNoFace, HintUnclear, HintManyFaces, HintMouthCovered, HintEyesCovered, HintCovered, HintTurnedAway, HintTurned, HintTooSmall, HintSmall, HintCutOff, HintTilted, HintDark, HintBurnt, HintBacklit,
		HintSideLit, HintBlurred, HintMoving, HintTooClose, HintOffCentre, HintTorn, HintUnusable, HintTooLarge, HintNotLive}
}

func (h Hint) key() TextKey {
	if h == "" {
		return "hint.good"
	}
	if !slices.Contains(hints(), h) {
		h = HintUnusable
	}
	return TextKey("hint." + h)
}

func capturePage() page {
	return page{
		screen: Capture, bindings: captureBindings, idles: always, claim: true, guest: Model.cameraStage,
		view: func(m Model, v View) View { v.Capture = m.captureView(); return v },
		tick: Model.choosePicked, replug: Model.openCamera, spoken: alwaysSays(SpokenPhoto),
		lock: Model.closeCamera, unlock: Model.startCapture,
	}
}

func captureBindings() []binding { return append(shutterBindings(), faceBindings()...) }

func shutterBindings() []binding {
	broken := func(m Model) bool { return m.camera.state.problem() }
	choice := func(m Model) bool { return len(m.camera.list) > 1 }
	return []binding{
		{keys: []Key{KeyF2, KeySpace}, action: ActShoot, label: "key.shoot", do: Model.shoot, ready: Model.canShoot, primary: true},
		{keys: []Key{KeyF8}, action: ActAccept, label: "key.accept", do: Model.accept, applies: Model.asking, ready: Model.canAccept},
		{keys: []Key{KeyEnter}, action: ActRetry, label: "key.retry", do: Model.retryCamera, ready: broken},
		{keys: []Key{KeyF5}, action: ActCamera, label: "key.camera", do: Model.nextCamera, ready: choice},
		{keys: []Key{KeyF6}, action: ActFile, label: "key.file", do: Model.pickFile, applies: func(m Model) bool { return m.cfg.Files },
			ready: func(m Model) bool { return m.canPickFile() && !m.camera.shooting && m.consented() }},
		{keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEye},
		{keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.backToNotice},
	}
}

// backToNotice asks for the consent again.
func (m Model) backToNotice() (Model, []Cmd) { return m.toNotice(m.current()) }

// startCapture opens the camera, or keeps it open for another picture.
func (m Model) startCapture() (Model, []Cmd) {
	m = m.dropPortrait().goTo(Capture)
	m.camera.goodSince, m.camera.shooting, m.camera.refused, m.camera.asked = time.Time{}, false, "", ""
	if m.camera.open {
		return m, nil
	}
	return m.openCamera()
}

// previewed takes in what is wrong with the newest picture.
func (m Model) previewed(problems []Hint) (Model, []Cmd) {
	c := m.camera
	first := c.seen.IsZero()
	if m.clocks.awake.Sub(c.seen) > pictureGap {
		c.goodSince = time.Time{} // the time between is unknown
	}
	c.seen, c.problems = m.clocks.awake, problems
	if !c.state.unlit() {
		c.state = CameraLive
	}
	c = c.showSteadily(first, m.clocks.awake)
	switch {
	case slices.ContainsFunc(problems, Hint.stopsAuto):
		c.goodSince = time.Time{}
	case c.goodSince.IsZero():
		c.goodSince = m.clocks.awake
	}
	m.camera = c.answered()
	if m.cfg.AutoShutter && m.canShoot() && m.camera.asked == "" && !c.goodSince.IsZero() && m.clocks.awake.Sub(c.goodSince) >= AutoShutterAfter {
		return m.shoot()
	}
	return m, nil
}

// showSteadily changes the hint after the new one has lasted, so that people can
// read each.
func (c camera) showSteadily(first bool, now time.Time) camera {
	var h Hint
	if len(c.problems) > 0 {
		h = c.problems[0]
	}
	if h != c.next || first {
		c.next, c.nextSince = h, now
	}
	if first || now.Sub(c.nextSince) >= hintSteady {
		c.hint = c.next
	}
	return c
}

// canShoot reports whether the shutter works: on every live picture that does not
// show two people.
func (m Model) canShoot() bool {
	c := m.camera
	return m.screen == Capture && c.open && !c.seen.IsZero() && !c.shooting &&
		(c.state == CameraLive || c.state == CameraDark) && m.consented()
}

// consented reports whether the consent covers the service.
func (m Model) consented() bool {
	return m.hasSubject() && m.customer.consent.Covers(m.customer.service) && len(m.missing()) == 0
}

// shoot asks for the portrait, or asks the clerk first where the picture does.
func (m Model) shoot() (Model, []Cmd) {
	if h := m.question(m.camera.problems); h != "" {
		return m.ask(h, false)
	}
	svc := m.current()
	m.camera.shots++
	m.camera.shooting, m.camera.file, m.camera.shotAt, m.camera.refused, m.camera.asked = true, false, m.clocks.awake, "", ""
	m.camera.goodSince = time.Time{}
	return m, []Cmd{Shoot{Shot: m.camera.shots, Spec: svc.Descriptor.Spec(svc.Values), Accepted: m.customer.accepted}, Play{SoundShutter}}
}

// canPickFile reports whether a photo from a file is allowed. A file does not prove
// that the guest is at the desk, so only the demo allows it, and elsewhere the PIN,
// for a camera that does not work.
func (m Model) canPickFile() bool {
	return m.cfg.Files && (m.cfg.Demo || m.camera.state.problem())
}

func (m Model) pickFile() (Model, []Cmd) {
	svc := m.current()
	m.camera.shots++
	m.camera.shooting, m.camera.file, m.camera.shotAt, m.camera.refused, m.camera.said = true, true, m.clocks.awake, "", identity.Text{}
	m.camera.goodSince = time.Time{}
	return m, []Cmd{PickFile{Shot: m.camera.shots, Spec: svc.Descriptor.Spec(svc.Values)}}
}

// shotTaken shows the portrait that would be sent. The camera closes, because its
// pictures take a tenth of a core and are not on this screen.
func (m Model) shotTaken(msg ShotTaken) (Model, []Cmd) {
	if !m.awaits(msg.Shot) {
		return m, nil
	}
	if h := m.refuse(msg); h != "" {
		return m.shotRejected(msg.Shot, h)
	}
	m.camera.shooting = false
	m.customer.portrait, m.customer.problems = msg.Portrait, msg.Problems
	m, cmds := m.closeCamera()
	return m.guarded(Confirm), cmds
}

// refuse says why a portrait must not be sent, "" if it may.
func (m Model) refuse(msg ShotTaken) Hint {
	svc := m.current()
	demo := m.cfg.Demo || svc.Demo
	switch {
	case msg.Portrait.Empty():
		return HintUnusable
	case m.stopped(msg.Problems) != "":
		return m.stopped(msg.Problems)
	case !demo && !live(msg.Portrait.Source) && !m.fileAllowed(msg.Portrait):
		return HintNotLive
	case !svc.Descriptor.Spec(svc.Values).Fits(msg.Portrait):
		return HintTooLarge
	}
	return ""
}

// live reports whether a portrait came from the camera just now.
func live(s identity.Source) bool { return s == identity.SourceCamera || s == identity.SourceVirtual }

// fileAllowed reports whether a portrait is from the file that was asked for.
func (m Model) fileAllowed(p identity.Portrait) bool {
	return m.cfg.Files && m.camera.file && p.Source == identity.SourceFile
}

// awaits reports whether a portrait is the one asked for last.
func (m Model) awaits(shot uint64) bool {
	return m.screen == Capture && m.camera.shooting && shot == m.camera.shots
}

func (m Model) shotRejected(shot uint64, h Hint) (Model, []Cmd) {
	if !m.awaits(shot) {
		return m, nil
	}
	if h == "" {
		h = HintUnusable
	}
	m.customer.rejected++
	if m.asks(h) && !m.camera.file {
		return m.ask(h, true)
	}
	m.camera.shooting, m.camera.refused = false, h
	return m, []Cmd{Play{SoundRefused}}
}
