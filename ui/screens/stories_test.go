package screens

import (
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// story is a desk up to some moment. Messages drive the session's own model,
// with invented answers. It is a value, so that one story may continue in
// several ways.
type story struct {
	model session.Model
	now   time.Time
	shot  uint64       // ID of the last requested picture
	sent  session.Send // the last one
	read  session.ReadLedger
	shown uint64 // ReadEntry's and ReadTotals'
	try   uint64 // CheckClerk's
}

// begin returns a program that was just started.
func begin() story {
	return story{model: session.New(momentAt(morning), identity.Chinese), now: morning}
}

func (s story) view() session.View { return s.model.View() }

// then handles messages.
func (s story) then(happened ...session.Msg) story {
	for _, msg := range happened {
		var cmds []session.Cmd
		s.model, cmds = session.Update(s.model, momentAt(s.now), msg)
		for _, c := range cmds {
			switch c := c.(type) {
			case session.Shoot:
				s.shot = c.Shot
			case session.Send:
				s.sent = c
			case session.ReadLedger:
				s.read = c
			case session.ReadEntry:
				s.shown = c.Shown
			case session.ReadTotals:
				s.shown = c.Shown
			case session.CheckClerk:
				s.try = c.Asked
			}
		}
	}
	return s
}

// wait lets time pass.
func (s story) wait(d time.Duration) story {
	for end := s.now.Add(d); s.now.Before(end); {
		s.now = s.now.Add(100 * time.Millisecond)
		s = s.then(session.Tick{})
	}
	return s
}

// see is wait with pictures from the camera.
func (s story) see(d time.Duration, problems ...session.Hint) story {
	for end := s.now.Add(d); s.now.Before(end); {
		s = s.wait(100 * time.Millisecond).then(session.Previewed{Generation: s.model.Generation(), Problems: problems, Faces: facesFor(problems)})
	}
	return s
}

// facesFor returns two faces if there are many.
func facesFor(problems []session.Hint) []session.Face {
	if !slices.Contains(problems, session.HintManyFaces) {
		return nil
	}
	return []session.Face{
		{Box: session.Box{X: 0.36, Y: 0.26, W: 0.18, H: 0.32}, Customer: true}, {Box: session.Box{X: 0.62, Y: 0.30, W: 0.13, H: 0.22}},
	}
}

// press presses a button. It first waits until buttons are accepted.
func (s story) press(actions ...session.Action) story {
	for _, a := range actions {
		s.now = s.now.Add(time.Second)
		s = s.then(session.Pressed{Action: a})
	}
	return s
}

// idle waits until the idle warning shows this many seconds.
func (s story) idle(seconds int, pass func(story) story) story {
	for range 2000 {
		if s.view().IdleIn == seconds {
			break
		}
		s = pass(s)
	}
	return s
}

// answer answers the last Send.
func (s story) answer(a session.Answered) story {
	a.ID, a.Generation = s.sent.ID, s.sent.Generation
	return s.then(a)
}

// finds answers the last Send with an outcome.
func (s story) finds(o identity.Outcome) story {
	vendor := identity.Vendor{Code: "10002", Order: "20250615104233-7f3a"}
	return s.answer(session.Answered{Attempt: "1", Demo: s.view().Demo, Verdict: identity.Verdict{Outcome: o, Vendor: vendor}})
}

// fails answers the last Send with an error.
func (s story) fails(k identity.Kind) story {
	return s.answer(session.Answered{Attempt: "1", Demo: s.view().Demo, Err: &identity.Error{Kind: k}})
}

// offered returns the services of the settings.
func offered() []session.Service {
	var out []session.Service
	for i, c := range services() {
		d := providers.Descriptor{
			Code: c.Code, Name: c.Name, Face: c.Face, Documents: providers.EighteenDigits(),
			Recipient: providers.Recipient{Name: []identity.Text{{ZH: "拇指云", EN: "Muzhiyun"}, {ZH: "数链实景", EN: "SLSJ"}, {ZH: "挖数据", EN: "Wapi"}}[i]},
		}
		if c.Face {
			d.Portrait = identity.PortraitSpec{MaxBytes: 51200}
		}
		out = append(out, session.Service{Descriptor: d, Values: providers.Values{
			providers.KeyRecipient: d.Recipient.Name.ZH, providers.KeyContact: "客服 0592-0000 000",
			providers.KeyPrivacyURL: "https://www.example.com/privacy", providers.KeyTimeout: 30 * time.Second,
		}})
	}
	out[1].State = session.ServiceNoSecret
	out[1].Descriptor.Documents = append(out[1].Descriptor.Documents, providers.Accepted{Type: identity.OrdinaryPassport})
	return out
}

func settingsOf(change func(*session.Config)) session.Loaded {
	c := session.Config{
		Language: identity.Chinese, Desk: "前台 2", Clerk: "早班 李", ITPhone: "8008", Services: offered(),
		Company: "滨江酒店", Phone: "0571-0000 8001", Contact: "前台 8001", Reason: "办理入住须确认本人持证", RetentionDays: 180,
		Routes: map[identity.DocumentType][]string{
			identity.ResidentID: {"muzhiyun", "slsj", "wapi"}, identity.OrdinaryPassport: {"slsj"}},
	}
	if change != nil {
		change(&c)
	}
	return session.Loaded{Config: c}
}

// opened returns a desk in the morning, with everything in order.
func opened(change func(*session.Config)) story {
	s := begin().then(settingsOf(change), session.NetworkReported{Up: true}, session.CameraReported{State: session.CameraReady})
	for range 42 {
		s = s.press(session.ActByEye, session.ActLeft)
	}
	return s
}

// openedDemo is the desk of the demo.
func openedDemo() story {
	return begin().then(session.NothingConfigured{}).press(session.ActDemo).then(settingsOf(func(c *session.Config) {
		c.Demo = true
		c.Persons = demo(session.View{}).Claim.Persons
	}), session.NetworkReported{Up: true}, session.CameraReported{State: session.CameraReady})
}

// claims types name and number.
func (s story) claims(name, number string) story {
	return s.then(session.Edited{Field: identity.FieldName, Text: name}, session.Edited{Field: identity.FieldNumber, Text: number})
}

// claimsPassport types a claim with a passport, whose number does not tell the
// age.
func (s story) claimsPassport(name, number, nation string) story {
	return s.then(session.TypePicked{Type: identity.OrdinaryPassport}).claims(name, number).
		then(session.Edited{Field: identity.FieldNation, Text: nation}).press(session.ActNext)
}

// agrees goes from the desk to the camera, or to the check if there is no face.
func (s story) agrees() story { return s.press(session.ActNext, session.ActAgree) }

// photographed goes from the camera to the portrait.
func (s story) photographed(t testing.TB, problems ...session.Hint) story {
	s = s.see(time.Second, problems...).press(session.ActShoot)
	return s.then(session.ShotTaken{Shot: s.shot, Portrait: portrait(t), Problems: problems})
}

// asked goes from the desk to the check that waits for its answer.
func (s story) asked(t testing.TB) story {
	return s.agrees().photographed(t).press(session.ActSend).wait(2 * time.Second)
}

// guardedCheck returns a check that the guard has refused because of an earlier
// one.
func guardedCheck(s story) story {
	return s.answer(session.Answered{Confirmable: true, Err: &identity.Error{Kind: identity.Guarded,
		What: identity.Text{
			ZH: "此人在该服务有一次核验（06-15 09:12 开始）没有得到结果，那一次可能已收费。",
			EN: "An earlier check of this person at this service (started 06-15 09:12) has no known outcome and may have cost money."},
		Next: identity.Text{
			ZH: "请先人工核对证件；确需重新核验时请确认，可能再次收费。",
			EN: "Check the document by hand first; confirm the repeat if it is needed, it may cost money again."}}})
}

func unknownOutcome(s story) story {
	return s.answer(session.Answered{Attempt: "1", Err: &identity.Error{
		Kind: identity.UnknownOutcome, Charged: identity.ChargedUnknown,
		What: identity.Text{ZH: "照片已发出，但在 30 秒内没有收到结果。", EN: "The photo was sent, but no answer came within 30 seconds."},
		Next: identity.Text{ZH: "请先人工核对证件，并在记录中核对。", EN: "Check the document by hand first and compare the records."}},
		Warnings: []identity.Text{{ZH: "结果没有写入记录，请联系 IT。", EN: "The result was not written to the records; call IT."}}})
}

func (s story) recorded(n int, fault *identity.Error) story {
	return s.press(session.ActRecords).then(session.RecordsLoaded{Rows: recordsView(n).Records.Rows, Err: fault})
}

// told is a picture of a story, and what else is done to the screens.
type told struct {
	name  string
	on    session.Screen // the story's last screen
	story story
	more  func(*Screens)
}

func tales(t testing.TB) []told {
	return slices.Concat(deskTales(), noticeTales(), captureTales(t), checkTales(t), verdictTales(t), demoTales(t), otherTales(t), stopTales(t), ledgerTales(), clerkTales(), cameraTales(t), touchTales(t))
}

func lockedOut() story {
	return begin().then(session.LoadFailed{Reason: session.SetupLocked, Said: identity.Say("密钥环 login 已锁定。", "The keyring \"login\" is locked.")})
}

func deskTales() []told {
	empty := opened(nil)
	typed := empty.claims(guest, number)
	locked := opened(func(c *session.Config) { c.Services[1].State = session.ServiceLocked })
	faulty := locked.then(session.NetworkReported{}, session.CameraReported{State: session.CameraBusy}).claimsPassport("张3", "110105194912310021", "DE")
	return []told{
		{"starting", session.Starting, begin(), nil},
		{"first-start", session.FirstStart, begin().then(session.NothingConfigured{}), nil},
		{"not-set-up", session.NotSetUp, lockedOut().press(session.ActDetails), nil},
		{"desk-empty", session.Desk, empty, nil},
		{"desk", session.Desk, typed, nil},
		{"desk-demo", session.Desk, openedDemo().then(session.PersonPicked{}), nil},
		{"desk-one-fault", session.Desk, empty.claims(guest, "110105194912310021").press(session.ActNext), nil},
		{"desk-faults", session.Desk, faulty, nil},
		{"desk-types", session.Desk, typed, func(s *Screens) { s.claim.openTypes() }},
		{"desk-services", session.Desk, typed, func(s *Screens) { s.claim.openServices() }},
	}
}

func noticeTales() []told {
	child := opened(nil).claims("欧阳小米", "110105201603150045").then(session.ServicePicked{Code: "muzhiyun"})
	troubled := opened(func(c *session.Config) { c.Contact, c.Services[1].State = "", session.ServiceReady }).
		then(session.CameraReported{State: session.CameraNone}).claimsPassport("MARIA GARCIA", "PAA123456", "ESP")
	return []told{
		{"notice", session.Notice, opened(nil).claims(guest, number).press(session.ActNext), nil},
		{"notice-demo", session.Notice, openedDemo().then(session.PersonPicked{}).press(session.ActNext), nil},
		{"notice-guardian", session.Notice, child.press(session.ActNext, session.ActAsks), nil},
		{"notice-troubled", session.Notice, troubled, nil},
	}
}

func captureTales(t testing.TB) []told {
	agreed := opened(nil).claims(guest, number).agrees()
	practice := openedDemo().then(session.PersonPicked{}).agrees()
	refused := agreed.see(time.Second, session.HintTooSmall).press(session.ActShoot)
	refused = refused.then(session.ShotRejected{Shot: refused.shot, Problem: session.HintUnusable}).see(time.Second, session.HintTooSmall)
	broken := agreed.then(session.CamerasListed{Cameras: []session.Camera{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}}}, session.CameraReported{State: session.CameraBusy})
	watching := func(s story) story { return s.see(100 * time.Millisecond) }
	mismatch := opened(nil).claims(guest, number).asked(t).finds(identity.FaceMismatch)
	return []told{
		{"capture", session.Capture, agreed.see(time.Second), shoot(t)},
		{"capture-hint", session.Capture, practice.see(time.Second, session.HintTooSmall), shoot(t)},
		{"capture-refused", session.Capture, refused, shoot(t)},
		{"capture-problem", session.Capture, broken, nil},
		{"capture-idle", session.Capture, agreed.idle(12, watching), shoot(t)},
		{"verdict-idle", session.Verdict, mismatch.idle(9, func(s story) story { return s.wait(100 * time.Millisecond) }), nil},
	}
}

func checkTales(t testing.TB) []told {
	agreed := opened(nil).claims(guest, number).agrees()
	warned := agreed.photographed(t, session.HintSmall, session.HintDark).then(session.NetworkReported{})
	asked := agreed.photographed(t).press(session.ActSend)
	return []told{
		{"confirm", session.Confirm, agreed.photographed(t), nil},
		{"confirm-warnings", session.Confirm, warned, nil},
		{"checking", session.Checking, asked.wait(2 * time.Second), nil},
		{"checking-slow", session.Checking, asked.wait(9 * time.Second), nil},
	}
}

func verdictTales(t testing.TB) []told {
	asked := opened(nil).claims(guest, number).asked(t)
	faceless := opened(nil).claims(guest, number).then(session.ServicePicked{Code: "wapi"}).agrees().wait(time.Second)
	return []told{
		{"pass", session.Verdict, asked.finds(identity.Match).wait(2 * time.Second), nil},
		{"face-mismatch", session.Verdict, asked.finds(identity.FaceMismatch), nil},
		{"face-mismatch-details", session.Verdict, asked.finds(identity.FaceMismatch).press(session.ActDetails), nil},
		{"identity-mismatch", session.Verdict, asked.finds(identity.IdentityMismatch).wait(12 * time.Second), nil},
		{"identity-match", session.Verdict, faceless.finds(identity.IdentityMatch), nil},
		{"no-reference", session.Verdict, asked.finds(identity.NoReference), nil},
		{"retake", session.Verdict, asked.fails(identity.Retake), nil},
		{"configuration", session.Verdict, asked.fails(identity.Configuration), nil},
		{"unknown-outcome", session.Verdict, unknownOutcome(asked).press(session.ActDetails), nil},
	}
}

func demoTales(t testing.TB) []told {
	asked := openedDemo().then(session.PersonPicked{}).asked(t)
	return []told{
		{"demo-pass", session.Verdict, asked.finds(identity.Match), nil},
		{"demo-mismatch", session.Verdict, asked.finds(identity.FaceMismatch), nil},
		{"demo-retake", session.Verdict, asked.fails(identity.Retake), nil},
	}
}

func otherTales(t testing.TB) []told {
	desk := opened(nil)
	asked := desk.claims(guest, number).asked(t)
	settings := desk.press(session.ActSettings)
	fault := &identity.Error{Kind: identity.Records, What: identity.Text{ZH: "记录文件正被其他程序占用。", EN: "The records are in use by another program."}}
	return []told{
		{"repeat", session.Repeat, guardedCheck(asked), nil},
		{"desk-party", session.Desk, partyOf(4).passes(t).press(session.ActNextGuest), nil},
		{"party", session.Booking, partyOf(2).passes(t).press(session.ActNextGuest).passes(t).press(session.ActNextGuest), nil},
		{"by-eye-child", session.ByEye, opened(nil).claims("欧阳小米", "110105201603150045").press(session.ActNext), nil},
		{"duties", session.Duties, teenager(t).press(session.ActTick1, session.ActTick3, session.ActTick5), nil},
		{"sign-in", session.SignIn, clerksSign(), nil},
		{"sign-in-wrong", session.SignIn, clerksSign().signs(false), nil},
		{"sign-in-locked", session.SignIn, clerksSign().signs(true).claims(guest, number).press(session.ActLock).wait(time.Second), nil},
		{"by-eye", session.ByEye, desk.claims(guest, number).press(session.ActNext, session.ActDecline), nil},
		{"by-eye-undecided", session.ByEye, asked.finds(identity.FaceMismatch).press(session.ActByEye), nil},
		{"records", session.Records, desk.recorded(30, nil), nil},
		{"records-fault", session.Records, desk.recorded(3, fault), nil},
		{"settings-guide", session.Settings, settings, func(s *Screens) { s.SetSettings(guided()) }},
		{"settings", session.Settings, settings, settle(0)},
		{"settings-documents", session.Settings, settings, settle(2)},
		{"settings-service", session.Settings, settings, settle(3)},
		{"settings-camera", session.CameraSetup, settings.mounts(nil), hang(t)},
		{"settings-camera-turned", session.CameraSetup, settings.mounts([]session.Hint{session.HintBacklit}).press(session.ActTurn, session.ActMirror), hang(t)},
		{"settings-camera-problem", session.CameraSetup, settings.mounts(nil).then(session.CameraReported{State: session.CameraUSBFull}), nil},
		{"help", session.Desk, desk.claims(guest, number).press(session.ActHelp), nil},
		{"pin", session.NotSetUp, lockedOut(), func(s *Screens) {
			s.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, func(string, bool) {})
			s.pin.entry.SetValue("123456")
		}},
	}
}

// mounts goes on to the camera page and sees a picture.
func (s story) mounts(problems []session.Hint) story {
	s = s.press(session.ActCameraSetup).then(session.CamerasFound{Mains: "50", Cameras: mountedCameras()}, session.CameraReported{State: session.CameraLive})
	return s.see(time.Second, problems...)
}

// hang shows a picture on the camera page.
func hang(t testing.TB) func(*Screens) {
	return func(s *Screens) { s.mounting.preview.SetFrame(frame(t)) }
}

// cameraTales are of all that may be wrong with a camera, and of all hints.
func cameraTales(t testing.TB) []told {
	agreed := opened(nil).claims(guest, number).agrees()
	var out []told
	for _, state := range []session.CameraState{
		session.CameraNone, session.CameraDenied, session.CameraLost, session.CameraSilent, session.CameraDark, session.CameraCovered, session.CameraFrozen,
		session.CameraFormat, session.CameraUSBFull, session.CameraReplug, session.CameraLibcamera, session.CameraChosen,
	} {
		out = append(out, told{"camera-" + string(state), session.Capture, agreed.then(session.CameraReported{State: state}), nil})
	}
	for _, hint := range []session.Hint{
		session.HintNoFace, session.HintUnclear, session.HintEyesCovered, session.HintTurnedAway, session.HintTurned, session.HintTilted, session.HintCutOff,
		session.HintDark, session.HintBurnt, session.HintBacklit, session.HintSideLit, session.HintBlurred, session.HintMoving, session.HintTooClose, session.HintTorn,
	} {
		out = append(out, told{"hint-" + string(hint), session.Capture, agreed.see(time.Second, hint), shoot(t)})
	}
	return out
}

// stopTales are of pictures that the clerk is asked about.
func stopTales(t testing.TB) []told {
	agreed := opened(nil).claims(guest, number).agrees()
	covered := agreed.see(time.Second, session.HintMouthCovered)
	return []told{
		{"capture-covered", session.Capture, covered, shoot(t)},
		{"capture-asked", session.Capture, covered.press(session.ActShoot), shoot(t)},
		{"capture-two-faces", session.Capture, agreed.see(time.Second, session.HintManyFaces).press(session.ActShoot), shoot(t)},
		{"capture-off-centre", session.Capture, agreed.see(time.Second, session.HintOffCentre).press(session.ActOvalRight, session.ActOvalDown, session.ActShoot), shoot(t)},
		{"capture-unliftable", session.Capture, agreed.see(time.Second, session.HintCovered).press(session.ActShoot), shoot(t)},
	}
}

// Every screen has a picture, and every story comes to where it says.
func TestStoriesComeToTheirScreens(t *testing.T) {
	pictured := map[session.Screen]bool{}
	for _, told := range tales(t) {
		pictured[told.on] = true
		if got := told.story.view().Screen; got != told.on {
			t.Errorf("%s is on %s", told.name, got)
		}
	}
	for _, s := range session.Screens() {
		if !pictured[s] {
			t.Errorf("%s has no picture", s)
		}
	}
}

// momentAt returns the moment of a clock that nobody sets, on a machine that
// never sleeps.
func momentAt(t time.Time) session.Moment {
	passed := t.Sub(time.Unix(0, 0))
	return session.Moment{Wall: t, Awake: passed, Passed: passed}
}

// clerksSign is a desk at which clerks sign in.
func clerksSign() story {
	return begin().then(settingsOf(func(c *session.Config) {
		c.SignIn, c.Lock = true, 45*time.Second
		c.Clerks = []session.Clerk{{Code: "0012", Name: "李明"}, {Code: "0001", Name: "王芳", Lead: true}}
	}), session.NetworkReported{Up: true}, session.CameraReported{State: session.CameraReady}).wait(time.Second)
}

// signs signs 李明 in, or fails to.
func (s story) signs(right bool) story {
	s = s.then(session.SignInAsked{Code: "0012", PIN: providers.NewSecret("2580")})
	return s.then(session.ClerkChecked{Asked: s.try, Code: "0012", Right: right}).wait(2 * time.Second)
}

// partyOf is a desk with the guests of one booking.
func partyOf(size int) story {
	s := opened(nil).press(session.ActParty).press(slices.Repeat([]session.Action{session.ActMore}, size-1)...)
	asked := session.AskText{Visit: s.model.View().Generation, Question: "reference"}
	return s.then(session.TextGiven{AskText: asked, Text: "HB-20250615-0042"}).press(session.ActLeave)
}

// passes checks a guest.
func (s story) passes(t testing.TB) story {
	return s.claims(guest, number).asked(t).finds(identity.Match)
}

// teenager has passed, and what is owed to a minor is shown.
func teenager(t testing.TB) story {
	s := opened(func(c *session.Config) { c.Minors = true }).claims("欧阳小米", "110105200901010011")
	return s.asked(t).finds(identity.Match).press(session.ActNextGuest)
}

// touchTales are of fingers, of looks, and of a party's and a minor's guests.
func touchTales(t testing.TB) []told {
	tapped := func(s story) story { return s.then(session.FieldTapped{}) }
	taps := func(c *session.Config) { c.Display.Touch = session.TouchTaps }
	look := func(name session.Theme) func(*session.Config) {
		return func(c *session.Config) { c.Display.Theme = name }
	}
	code := func(s *Screens) { s.signIn.code.Fill("0012") }
	signs := begin().then(settingsOf(func(c *session.Config) {
		taps(c)
		c.SignIn, c.Clerks = true, []session.Clerk{{Code: "0012", Name: "李明"}}
	})).wait(time.Second)
	dark, contrast := look(session.ThemeDark), look(session.ThemeContrast)
	return []told{
		{"desk-pad", session.Desk, tapped(opened(taps).claims(guest, number).then(session.Focused{Field: identity.FieldNumber})), nil},
		{"sign-in-pad", session.SignIn, tapped(signs), code},
		{"desk-dark", session.Desk, opened(dark).claims(guest, number), nil},
		{"notice-dark", session.Notice, opened(dark).claims(guest, number).press(session.ActNext), nil},
		{"pass-dark", session.Verdict, opened(dark).passes(t), nil},
		{"desk-contrast", session.Desk, opened(contrast).claims(guest, "110105194912310021").press(session.ActNext), nil},
		{"notice-contrast", session.Notice, opened(contrast).claims(guest, number).press(session.ActNext), nil},
		{"face-mismatch-contrast", session.Verdict, opened(contrast).claims(guest, number).asked(t).finds(identity.FaceMismatch), nil},
		{"desk-rare", session.Desk, opened(nil).claims("张\U00031350", number), func(s *Screens) {
			s.lacks = func(r rune) bool { return r > 0x30000 }
			s.FontsRead()
		}},
	}
}
