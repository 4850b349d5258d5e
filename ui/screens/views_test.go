package screens

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"slices"
	"testing"
	"time"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// Views made by hand, without a session.

const (
	guest  = "欧阳建国"
	number = "11010519491231002X"
)

// keysOn returns the bindings of a screen without those named.
func keysOn(s session.Screen, without ...session.Action) []session.Binding {
	return slices.DeleteFunc(session.Bindings(s), func(b session.Binding) bool { return slices.Contains(without, b.Action) })
}

func services() []session.ServiceChoice {
	return []session.ServiceChoice{
		{Code: "muzhiyun", Name: identity.Text{ZH: "拇指云 身份证三要素", EN: "Muzhiyun ID card and face"}, Face: true, Current: true, State: "service.ready", Ready: true},
		{Code: "slsj", Name: identity.Text{ZH: "数链实景 人证比对", EN: "SLSJ face comparison"}, Face: true, State: "service.no_secret"},
		{Code: "wapi", Name: identity.Text{ZH: "挖数据 身份证二要素", EN: "Wapi name and number"}, State: "service.ready", Ready: true},
	}
}

func status() session.StatusView {
	return session.StatusView{
		Network: session.NetworkUp, NetworkText: "network.up", Camera: session.CameraReady, CameraText: "camera.ready",
		ServiceText: "service.ready", ServiceReady: true, Desk: "前台 2", Clerk: "早班 李", Served: 42,
	}
}

func view(s session.Screen, without ...session.Action) session.View {
	return session.View{
		Screen: s, Title: session.TextKey("title." + s), Language: identity.Chinese, Generation: 7, Keys: keysOn(s, without...),
		Status: status(), ITPhone: "8008",
	}
}

func typed() session.ClaimView {
	return session.ClaimView{
		Name: guest, Number: "110105 19491231 002X", Nation: "CHN", Type: identity.ResidentID, TypeText: "desk.type.auto",
		Focus: identity.FieldNumber, NumberText: "desk.number.ok", Services: services(),
	}
}

func consent(at time.Time) identity.Consent {
	return identity.Consent{Recipient: "muzhiyun", By: identity.BySelf, At: at}
}

var morning = time.Date(2025, 6, 15, 10, 42, 0, 0, time.Local)

func deskView() session.View {
	v := view(session.Desk, session.ActPerson, session.ActCard, session.ActSettings)
	v.Claim = typed()
	v.Claim.Editable = true
	return v
}

func emptyDesk() session.View {
	v := view(session.Desk, session.ActPerson, session.ActCard, session.ActClear)
	v.Claim = session.ClaimView{Type: identity.ResidentID, TypeText: "desk.type.auto", Focus: identity.FieldName, Services: services(), Editable: true}
	return v
}

// faultyDesk returns a desk with every complaint.
func faultyDesk() session.View {
	v := deskView()
	_, complaints := identity.Claim{Name: "张3", Number: "110105194912310021", Type: identity.OrdinaryPassport, Nation: "DE"}.Parse(morning)
	v.Claim = session.ClaimView{
		Name: "张3", Number: "110105 19491231 0021", Nation: "DE", Type: identity.OrdinaryPassport, TypeText: "desk.type.chosen",
		AsksNation: true, Focus: identity.FieldName, Services: services(), Editable: true,
	}
	for _, c := range complaints {
		switch c.Field {
		case identity.FieldName:
			v.Claim.NameFault = c.What
		case identity.FieldNumber:
			v.Claim.NumberFault = c.What
		case identity.FieldType:
			v.Claim.TypeFault = c.What
		case identity.FieldNation:
			v.Claim.NationFault = c.What
		}
	}
	v.Status.Network, v.Status.NetworkText = session.NetworkDown, "network.down"
	v.Status.Camera, v.Status.CameraText = session.CameraBusy, "camera.busy"
	v.Status.ServiceReady, v.Status.ServiceText = false, "service.locked"
	return v
}

func oneFault() session.View {
	v := deskView()
	v.Claim.Number, v.Claim.NumberText = "110105 19491231 0021", ""
	_, complaints := identity.Claim{Name: guest, Number: "110105194912310021"}.Parse(morning)
	v.Claim.NumberFault = complaints[0].What
	return v
}

func demo(v session.View) session.View {
	v.Demo = true
	v.Claim.Persons = []session.TestPerson{
		{Claim: identity.Claim{Name: guest, Number: number}, Note: identity.Text{ZH: "一致", EN: "matches"}},
		{Claim: identity.Claim{Name: "李四", Number: "440524188001010014"}, Note: identity.Text{ZH: "不一致", EN: "does not match"}},
	}
	if v.Screen == session.Desk {
		v.Keys = keysOn(session.Desk, session.ActSettings, session.ActLock) // the demo has no clerks
	}
	return v
}

func noticeView() session.View {
	v := view(session.Notice)
	v.Claim = typed()
	v.Notice = session.NoticeView{
		Title: "notice.face.title", Body: "notice.face.body", Face: true, Company: "滨江酒店", Phone: "0571-0000 8001", Contact: "前台 8001",
		Reason: "办理入住须确认本人持证", Days: 180, Recipient: identity.Text{ZH: "拇指云", EN: "Muzhiyun"}, RecipientContact: "客服 0592-0000 000",
		RecipientRules: "https://www.example.com/privacy", Code: "muzhiyun",
	}
	return v
}

func guardianNotice() session.View {
	v := noticeView()
	v.Keys = keysOn(session.Notice, session.ActGuardian)
	v.Keys[0].Label = "key.agree.guardian"
	v.Notice.Title, v.Notice.Body, v.Notice.Guardian = "notice.guardian.face.title", "notice.guardian.face.body", true
	return v
}

func troubledNotice() session.View {
	v := noticeView()
	v.Keys[0].Enabled = false
	v.Keys[0].Label = "key.agree.fourteen"
	v.Notice.Contact = ""
	v.Notice.Missing = []session.TextKey{"notice.missing.contact"}
	v.Notice.Warnings = []session.TextKey{"camera.none", "camera.none.next"}
	v.Status.Camera, v.Status.CameraText = session.CameraNone, "camera.none"
	return v
}

// askedCapture returns a picture that the clerk is asked about.
func askedCapture() session.View {
	v := captureView("")
	v.Capture.Ask = session.Question{Text: "ask.covered", Next: "ask.next"}
	return v
}

func captureView(hint session.TextKey) session.View {
	v := view(session.Capture, session.ActRetry, session.ActCamera)
	v.Claim = typed()
	v.Status.Camera, v.Status.CameraText = session.CameraLive, "camera.live"
	v.Recipient = identity.Text{ZH: "拇指云", EN: "Muzhiyun"}
	v.Capture = session.CaptureView{Hint: hint, Good: hint == "hint.good", Live: true, Consent: consent(morning)}
	return v
}

func brokenCapture() session.View {
	v := captureView("")
	v.Keys = keysOn(session.Capture)
	v.Keys[0].Enabled = false
	v.Capture = session.CaptureView{Problem: "camera.busy", Next: "camera.busy.next", Consent: consent(morning)}
	v.Status.Camera, v.Status.CameraText = session.CameraBusy, "camera.busy"
	return v
}

func refusedCapture() session.View {
	v := captureView("hint.too_small")
	v.Capture.Refused = "hint.unusable"
	return v
}

// portrait returns a head and shoulders as the program makes them.
func portrait(t testing.TB) identity.Portrait {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(assets.DemoPortrait()))
	if err != nil {
		t.Fatal(err)
	}
	crop := image.NewRGBA(image.Rect(0, 0, 480, 600))
	draw.Draw(crop, crop.Rect, img, image.Pt(400, 60), draw.Src)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, crop, nil); err != nil {
		t.Fatal(err)
	}
	return identity.Portrait{JPEG: out.Bytes(), Width: 480, Height: 600, Quality: 75, Source: identity.SourceCamera}
}

// frame returns a picture of the preview.
func frame(t testing.TB) *image.RGBA {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(assets.DemoPortrait()))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func confirmView(t testing.TB, warnings ...session.TextKey) session.View {
	v := view(session.Confirm)
	v.Claim = typed()
	v.Recipient = identity.Text{ZH: "拇指云", EN: "Muzhiyun"}
	v.Confirm = session.ConfirmView{Body: "confirm.body", Portrait: portrait(t), Consent: consent(morning), Warnings: warnings}
	return v
}

func checkingView(seconds int) session.View {
	v := view(session.Checking)
	v.Claim = typed()
	v.Waiting = session.WaitingView{Body: "checking.body", Seconds: seconds, Limit: 30}
	if seconds >= 5 {
		v.Waiting.Body = "checking.slow"
	}
	return v
}

// verdictView returns the view of an outcome.
func verdictView(family session.Family, what string, without ...session.Action) session.View {
	if family == session.FamilyPass {
		without = append(without, session.ActByEye, session.ActRetake, session.ActAgain, session.ActEdit, session.ActService)
	} else {
		without = append(without, session.ActNextGuest, session.ActExtend, session.ActAgain)
	}
	v := view(session.Verdict, without...)
	word := what
	if family == session.FamilyUnchecked {
		word = "unchecked"
	}
	v.Verdict = session.VerdictView{
		Family: family, Word: session.TextKey("verdict." + word + ".word"), Reason: session.TextKey("verdict." + what + ".reason"),
		Next: session.TextKey("verdict." + what + ".next"), Name: identity.MaskName(guest), Tail: "002X", Countdown: 8,
	}
	return v
}

func demoVerdict(family session.Family, what string) session.View {
	v := verdictView(family, what)
	word := v.Verdict.Word[len("verdict."):]
	v.Demo, v.Verdict.Demo = true, true
	v.Verdict.Word = "verdict.demo." + word
	if family != session.FamilyPass {
		v.Verdict.Extra = []session.TextKey{v.Verdict.Reason, v.Verdict.Next}
	}
	v.Verdict.Reason, v.Verdict.Next = "verdict.demo.reason", "verdict.demo.next"
	return v
}

func repeatView() session.View {
	v := view(session.Repeat)
	v.Claim = typed()
	v.Verdict = session.VerdictView{
		Word: "verdict.unchecked.word", Reason: "verdict.guarded.reason", Next: "repeat.body", Name: identity.MaskName(guest), Tail: "002X",
		Detail: identity.Say(
			"此人在随联数聚 涉外身份证人像比对有一次核验（11-28 09:12 开始，服务没有给出订单号，本机编号 7f3a9c1e-52d0-4c1b-9b7e-1f0c7e2d9a64）没有得到结果：可能已收费，尚不清楚。",
			"An earlier check of this person at Suilian travel-document face check (started 11-28 09:12, the service gave no order number, ours is 7f3a9c1e-52d0-4c1b-9b7e-1f0c7e2d9a64) has no known outcome: it may have cost money, nobody knows yet.").
			Do("请先人工核对证件；确需重新核验时请确认，可能再次收费。",
				"Check the document by hand first; confirm the repeat if it is needed, it may cost money again."),
	}
	return v
}

func byEyeView(undecided bool) session.View {
	v := view(session.ByEye, session.ActFaceless)
	if !undecided {
		v = view(session.ByEye)
	}
	v.ByEye = session.ByEyeView{Body: "by_eye.body", Type: identity.ResidentID}
	if undecided {
		v.ByEye.Undecided = "by_eye.undecided"
	}
	return v
}

func recordsView(n int) session.View {
	v := view(session.Records)
	for i := range n {
		r := session.Record{At: morning.Add(time.Duration(i) * 4 * time.Minute), Name: "欧***", Number: "**************002X", Service: services()[0].Name, Outcome: identity.Match}
		switch i % 6 {
		case 1:
			r.Outcome, r.Decision = identity.FaceMismatch, session.DecisionByEye
		case 2:
			r.Kind, r.Outcome, r.Decision = identity.NotSent, identity.Inconclusive, session.DecisionLeft
		case 3:
			r.Outcome, r.Service, r.Decision = identity.IdentityMatch, services()[2].Name, session.DecisionDoubt
		case 4:
			r.Outcome, r.Open = identity.Inconclusive, true
		case 5:
			r.Outcome, r.Name, r.Number = identity.NoReference, "A*** E***", "*****5678"
		}
		v.Records.Rows = append(v.Records.Rows, r)
	}
	return v
}
