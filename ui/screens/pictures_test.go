package screens

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// Pictures to look at: go test ./ui/screens -run TestScreens -screens DIR.
var screensFlag = flag.String("screens", "", "keep the pictures of the screens in this folder")

// scene is one picture: a view, and what is done to the screens beside it.
type scene struct {
	name string
	view session.View
	more func(*Screens)
}

func scenes(t testing.TB) []scene {
	help := deskView()
	help.Help = true
	idle := captureView("hint.good")
	idle.IdleIn = 12
	idleVerdict := verdictView(session.FamilyNotMatch, "face_mismatch")
	idleVerdict.IdleIn = 9
	details := verdictView(session.FamilyNotMatch, "face_mismatch")
	details.Verdict.Details, details.Verdict.Code, details.Verdict.Order = true, "10002", "20250615104233-7f3a"
	details.Verdict.Service = services()[0].Name
	warned := verdictView(session.FamilyUnchecked, "unknown_outcome")
	warned.Verdict.Detail = identity.Text{
		ZH: "照片已发出，但在 30 秒内没有收到结果，可能已计费。请先人工核对证件，并在记录中核对。",
		EN: "The photo was sent, but no answer came within 30 seconds; it may have been charged. Check the document by hand first and compare the records."}
	warned.Verdict.Warnings = []identity.Text{{ZH: "结果没有写入记录，请联系 IT。", EN: "The result was not written to the records; call IT."}}
	hidden := verdictView(session.FamilyNotMatch, "identity_mismatch")
	hidden.Verdict.Name, hidden.Verdict.Countdown = "", 0
	notSetUp := view(session.NotSetUp)
	notSetUp.Setup = session.SetupView{What: "setup.locked.what", Next: "setup.locked.next", Detail: identity.Text{
		ZH: "密钥环 login 已锁定。", EN: "The keyring \"login\" is locked."}}
	faulty := recordsView(3)
	faulty.Records.Fault = identity.Text{ZH: "记录文件正被其他程序占用。", EN: "The records are in use by another program."}
	return []scene{
		{"starting", view(session.Starting), nil},
		{"first-start", view(session.FirstStart), nil},
		{"not-set-up", notSetUp, nil},
		{"desk-empty", emptyDesk(), nil},
		{"desk", deskView(), nil},
		{"desk-demo", demo(deskView()), nil},
		{"desk-one-fault", oneFault(), nil},
		{"desk-faults", faultyDesk(), nil},
		{"desk-types", deskView(), func(s *Screens) { s.claim.openTypes() }},
		{"desk-services", deskView(), func(s *Screens) { s.claim.openServices() }},
		{"notice", noticeView(), nil},
		{"notice-demo", demo(noticeView()), nil},
		{"notice-guardian", guardianNotice(), nil},
		{"notice-troubled", troubledNotice(), nil},
		{"capture", captureView("hint.good"), shoot(t)},
		{"capture-hint", demo(captureView("hint.too_small")), shoot(t)},
		{"capture-refused", refusedCapture(), shoot(t)},
		{"capture-problem", brokenCapture(), nil},
		{"capture-idle", idle, shoot(t)},
		{"verdict-idle", idleVerdict, nil},
		{"confirm", confirmView(t), nil},
		{"confirm-warnings", confirmView(t, "confirm.oval", "hint.dark", "network.down", "network.down.next"), nil},
		{"checking", checkingView(2), nil},
		{"checking-slow", checkingView(9), nil},
		{"pass", verdictView(session.FamilyPass, "match"), nil},
		{"face-mismatch", verdictView(session.FamilyNotMatch, "face_mismatch"), nil},
		{"face-mismatch-details", details, nil},
		{"identity-mismatch", hidden, nil},
		{"identity-match", verdictView(session.FamilyDetails, "identity_match"), nil},
		{"no-reference", verdictView(session.FamilyUnchecked, "no_reference"), nil},
		{"retake", verdictView(session.FamilyUnchecked, "retake"), nil},
		{"configuration", verdictView(session.FamilyUnchecked, "configuration"), nil},
		{"unknown-outcome", warned, nil},
		{"demo-pass", demoVerdict(session.FamilyPass, "match"), nil},
		{"demo-mismatch", demoVerdict(session.FamilyNotMatch, "face_mismatch"), nil},
		{"demo-retake", demoVerdict(session.FamilyUnchecked, "retake"), nil},
		{"repeat", repeatView(), nil},
		{"by-eye", byEyeView(false), nil},
		{"by-eye-undecided", byEyeView(true), nil},
		{"records", recordsView(30), nil},
		{"records-fault", faulty, nil},
		{"settings-guide", view(session.Settings), func(s *Screens) { s.SetSettings(guided()) }},
		{"settings", view(session.Settings), settle(0)},
		{"settings-documents", view(session.Settings), settle(2)},
		{"settings-service", view(session.Settings), settle(3)},
		{"help", help, nil},
		{"pin", view(session.NotSetUp), func(s *Screens) {
			s.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, func(string, bool) {})
			s.pin.entry.SetValue("123456")
		}},
	}
}

func shoot(t testing.TB) func(*Screens) {
	return func(s *Screens) { s.capture.preview.SetFrame(frame(t)) }
}

// settle fills the settings screen and opens a group.
func settle(group int) func(*Screens) {
	return func(s *Screens) {
		s.SetSettings(someSettings())
		s.config.chosen = group
		s.config.rebuild()
	}
}

func someSettings() Settings {
	descriptor := providers.CommonSettings("https://api.example.com/verify", 0.8, providers.Recipient{Name: identity.Text{ZH: "拇指云", EN: "Muzhiyun"}, Contact: "400-000-0000"}, 51200, 102400)
	out := Settings{Fields: []SettingField{
		{Key: "notice.company", Label: identity.Text{ZH: "单位名称", EN: "Company"}, Help: identity.Text{ZH: "告知书中处理个人信息的单位。", EN: "Who processes the data, as named in the notice."}, Value: "滨江酒店", Origin: "/etc/facedesk/settings.toml:3:1"},
		{Key: "notice.phone", Label: identity.Text{ZH: "单位电话", EN: "Phone"}, Help: identity.Text{ZH: "告知书中的单位电话。", EN: "The company's telephone number in the notice."}, Value: "0571-0000 8001", Origin: "/etc/facedesk/settings.toml:4:1"},
		{Key: "notice.contact", Label: identity.Text{ZH: "个人信息联系方式", EN: "Privacy contact"}, Help: identity.Text{ZH: "客人查询、删除、撤回同意时联系谁。为空时不能征得同意。", EN: "Whom a guest asks for access, deletion or withdrawal. Without it no consent can be given."}, Origin: "built-in"},
		{Key: "notice.retention_days", Type: providers.TypeInteger, Label: identity.Text{ZH: "记录保存天数", EN: "Days records are kept"}, Help: identity.Text{ZH: "脱敏记录保存的天数，写入告知书；照片不保存。", EN: "Days a masked record is kept, as stated in the notice."}, Value: "180", Locked: true, Origin: "/etc/facedesk/settings.toml:5:1"},
		{Key: "desk.name", Label: identity.Text{ZH: "柜台名称", EN: "Desk"}, Help: identity.Text{ZH: "写入每条记录。", EN: "Written to every record."}, Value: "前台 2"},
		{Key: "ui.language", Type: providers.TypeChoice, Choices: []string{"zh", "en"}, Label: identity.Text{ZH: "界面语言", EN: "Language"}, Help: identity.Text{ZH: "zh 中文，en 英文。", EN: "zh for Chinese, en for English."}, Value: "zh", Origin: "built-in"},
		{Key: "ui.auto_shutter", Type: providers.TypeBool, Label: identity.Text{ZH: "自动拍照", EN: "Automatic shutter"}, Help: identity.Text{ZH: "画面合格后自动拍照，不必按键。", EN: "Take the picture without a key press once all is well."}, Value: "true", Origin: "built-in"},
		{Key: "documents.111.providers", Type: providers.TypeList, Choices: []string{"slsj", "muzhiyun", "wapi"}, Names: []identity.Text{services()[1].Name, services()[0].Name, services()[2].Name},
			Label: identity.Text{ZH: "居民身份证（111）用哪些服务", EN: "Services for: Resident identity card (111)"}, Help: identity.Text{ZH: "按先后顺序使用，排在第一的优先。", EN: "In the order in which they are used; the first comes first."}, Value: "muzhiyun,slsj"},
	}}
	for i, f := range descriptor[:2] {
		out.Fields = append(out.Fields, SettingField{
			Key: "providers.muzhiyun." + f.Key, Label: f.Label, Help: f.Help, Type: f.Type, Choices: f.Choices, Value: fmt.Sprint(f.Default),
			Origin: "built-in", Locked: i == 0, Group: identity.Text{ZH: "拇指云 身份证三要素", EN: "Muzhiyun ID card and face"}})
	}
	out.Fields = append(out.Fields, SettingField{Key: "providers.wapi.endpoint", Label: identity.Text{ZH: "接口地址", EN: "Endpoint"}, Value: "https://example.com"})
	out.Secrets = []SecretField{
		{Name: "muzhiyun.app_code", Label: identity.Text{ZH: "AppCode", EN: "AppCode"}, Help: identity.Text{ZH: "云市场控制台中的 AppCode。", EN: "The AppCode of the cloud market's console."}, Stored: true},
		{Name: "muzhiyun.app_secret", Label: identity.Text{ZH: "AppSecret", EN: "AppSecret"}, Help: identity.Text{ZH: "签名用的密钥。", EN: "The key requests are signed with."}},
	}
	return out
}

// TestScreens draws every screen; in both languages and two sizes where the
// pictures are kept.
func TestScreens(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080)} {
		if *screensFlag == "" && size.Width > 1366 {
			continue
		}
		for _, lang := range []identity.Language{identity.Chinese, identity.English} {
			if *screensFlag == "" && lang != identity.Chinese {
				continue // TestTextIsInsideTheWindow lays those out
			}
			a := test.NewTempApp(t)
			a.Settings().SetTheme(theme.New(theme.Fit(size)))
			folder := filepath.Join(*screensFlag, fmt.Sprintf("%s-%.0fx%.0f", lang, size.Width, size.Height))
			for i, sc := range scenes(t) {
				sc.view.Language = lang
				img := paint(t, sc, size)
				if blank(img) {
					t.Errorf("%s: nothing is drawn", sc.name)
				}
				if *screensFlag != "" {
					keep(t, filepath.Join(folder, fmt.Sprintf("%02d-%s.png", i+1, sc.name)), img)
				}
			}
		}
	}
}

func paint(t testing.TB, sc scene, size fyne.Size) image.Image {
	t.Helper()
	w := test.NewTempWindow(t, nil)
	s := New(Options{Focus: w.Canvas().Focus, SaveSecret: func(string, string) {}})
	w.SetPadded(false)
	w.SetContent(s.Content())
	w.Resize(size)
	s.Show(sc.view)
	if sc.more != nil {
		sc.more(s)
	}
	return w.Canvas().Capture()
}

func blank(img image.Image) bool {
	seen := map[any]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 7 {
		for x := b.Min.X; x < b.Max.X; x += 7 {
			seen[img.At(x, y)] = true
		}
	}
	return len(seen) < 8
}

func keep(t testing.TB, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
