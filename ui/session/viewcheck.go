package session

import "facedesk/identity"

// NoticeView is the notice before the camera opens. Texts are patterns of the
// catalogue; the values go into them.
type NoticeView struct {
	Title, Body      TextKey
	Face             bool // false: name and number only
	Guardian         bool // the guardian's consent is asked for
	Company, Phone   string
	Contact, Reason  string
	Days             int
	Recipient        identity.Text
	RecipientContact string
	RecipientRules   string
	Operator         string // of the database that gets the record too, "" for none
	Code             string // of the service named
	// Missing says why nobody can agree yet, Warnings what to know before.
	Missing  []TextKey
	Warnings []TextKey
	// Languages are those to choose from, Agree and Decline the guest's own words.
	Languages      []NoticeLanguage
	Agree, Decline TextKey
}

func (m Model) noticeView() NoticeView {
	svc := m.current()
	kind := "notice."
	if m.customer.guardian {
		kind += "guardian."
	}
	if svc.Descriptor.Face {
		kind += "face"
	} else {
		kind += "details"
	}
	operator := ""
	if m.cfg.Shared {
		operator = m.cfg.Operator
	}
	return NoticeView{
		Title: TextKey(kind + ".title"), Body: TextKey(kind + ".body"),
		Face: svc.Descriptor.Face, Guardian: m.customer.guardian,
		Company: m.cfg.Company, Phone: m.cfg.Phone, Contact: m.guest().Contact, Reason: m.guest().Reason, Days: m.cfg.RetentionDays,
		Recipient: svc.Recipient(), RecipientContact: svc.contact(), RecipientRules: svc.rules(), Operator: operator, Code: svc.Descriptor.Code,
		Missing: m.missing(), Warnings: m.noticeWarnings(svc), Languages: m.noticeLanguages(), Agree: m.agreeKey(), Decline: "guest.decline",
	}
}

// agreeKey names what the guest says who agrees.
func (m Model) agreeKey() TextKey {
	switch _, known := m.minor(); {
	case m.customer.guardian:
		return "guest.agree.guardian"
	case !known:
		return "guest.agree.fourteen"
	}
	return "guest.agree"
}

func (m Model) noticeWarnings(svc Service) []TextKey {
	keys := m.screenNote()
	if m.connection.network == NetworkDown {
		keys = append(keys, "network.down", "network.down.next")
	}
	if svc.Descriptor.Face && m.camera.state.problem() {
		keys = append(keys, m.camera.state.key(), m.camera.state.nextKey())
	}
	if !svc.Descriptor.Face && m.flight.open {
		keys = append(keys, "notice.waiting")
	}
	return keys
}

// CaptureView goes over the preview.
type CaptureView struct {
	Hint     TextKey // the one hint to show, in the picture
	Asks     TextKey // what the guest can do about it
	Good     bool    // nothing is wrong
	Live     bool    // there is a picture
	Shooting bool
	Rejected int
	// Refused says why the last shot gave no portrait, "" for none.
	Refused TextKey
	// Said is shown in place of Refused where it is not empty.
	Said  identity.Text
	Ask   Question
	Faces []Face // to choose from, by their numbers from 1
	Aim   Aim    // of the oval
	// Problem and Next say what is wrong with the camera and what to do.
	Problem, Next TextKey
	Cameras       []Camera
	Consent       identity.Consent // who agreed, when, to which recipient
}

func (m Model) captureView() CaptureView {
	c := m.camera
	v := CaptureView{
		Live: c.open && !c.seen.IsZero(), Shooting: c.shooting, Rejected: m.customer.rejected,
		Cameras: c.list, Consent: m.customer.consent, Ask: m.questionView(), Faces: c.faces, Aim: m.customer.aim,
	}
	if v.Live {
		v.Hint, v.Asks, v.Good = c.hint.key(), c.hint.guestKey(), c.hint == ""
	}
	if c.refused != "" {
		v.Refused = c.refused.key()
		if c.file && c.refused == HintUnusable {
			v.Said = c.said
		}
	}
	if c.state.problem() {
		v.Problem, v.Next = c.state.key(), c.state.nextKey()
	}
	return v
}

// ConfirmView shows the portrait: byte for byte what is sent.
type ConfirmView struct {
	Body     TextKey
	Portrait identity.Portrait
	Warnings []TextKey // what is wrong with it all the same
	Waiting  TextKey   // why it cannot be sent yet
	Consent  identity.Consent
}

func (m Model) confirmView() ConfirmView {
	v := ConfirmView{Body: "confirm.body", Portrait: m.customer.portrait, Consent: m.customer.consent}
	if v.Portrait.Source == identity.SourceFile {
		v.Warnings = append(v.Warnings, "file.warning")
	}
	for _, h := range m.customer.problems {
		v.Warnings = append(v.Warnings, h.key())
	}
	if m.connection.network == NetworkDown {
		v.Warnings = append(v.Warnings, "network.down", "network.down.next")
	}
	switch {
	case m.flight.open:
		v.Waiting = "confirm.waiting"
	case m.limited():
		v.Waiting = "notice.missing.limit"
	case m.out():
		v.Waiting = "notice.missing.down"
	}
	return v
}

// VerdictView is the whole screen. There is no score and no money in it.
type VerdictView struct {
	Family Family
	// Demo verdicts have their own words, a striped frame, and never the green
	// of a pass, whatever the family.
	Demo               bool
	Word, Reason, Next TextKey
	Extra              []TextKey
	Detail             identity.Sentences // the error's own, where there is one
	Warnings           []identity.Text    // such as records that could not be written
	Name, Tail         string             // masked; the name is empty after the countdown
	Countdown          int                // seconds to clearing (a pass) or hiding the name
	Details            bool
	Service            identity.Text
	Code, Order        string  // the service's, where details are asked for
	Guest              TextKey // what the guest is told
}

func (m Model) verdictView() VerdictView {
	r := m.customer.result
	v := VerdictView{
		Family: r.family, Demo: r.demo,
		Word: wordKey(r.what, r.demo), Reason: reasonKey(r.what, r.demo), Next: nextKey(r.what, r.demo),
		Detail: r.shownDetail(), Warnings: r.warnings, Name: r.name, Tail: r.tail, Details: r.details,
		Countdown: seconds(r.until.Sub(m.clocks.elapsed)), Extra: r.extra(), Guest: r.guestKey(),
	}
	if v.Countdown == 0 {
		v.Name = ""
	}
	if r.details {
		svc, _ := m.cfg.service(r.service)
		v.Service, v.Code, v.Order = svc.Descriptor.Name, r.code, r.order
	}
	return v
}

// guestKey names what the guest is told. It is calm whatever came of the check.
func (r result) guestKey() TextKey {
	if r.family == FamilyPass && !r.demo {
		return "guest.pass.next"
	}
	return "guest.staff"
}

// shownDetail is what the error itself says: at once where only that tells what
// to do, else with the details.
func (r result) shownDetail() identity.Sentences {
	switch identity.Kind(r.what) {
	case identity.BadInput, identity.Guarded:
		return r.detail
	}
	if r.details {
		return r.detail
	}
	return identity.Sentences{}
}

func (r result) extra() []TextKey {
	var keys []TextKey
	if r.demo && r.family != FamilyPass {
		keys = append(keys, reasonKey(r.what, false), nextKey(r.what, false))
	}
	if r.coverage {
		keys = append(keys, "verdict.no_reference.coverage")
	}
	return keys
}
