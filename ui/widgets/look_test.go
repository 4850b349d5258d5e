package widgets

import (
	"flag"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/theme"
)

// To look at the pictures run: go test ./ui/widgets -run Pictures -pictures
// DIR.
var picturesFlag = flag.String("pictures", "", "keep the pictures of the parts in this folder")

// desk starts the app that widgets need in a test.
func desk(t testing.TB) {
	t.Helper()
	givenUp, due.keys, due.here = nil, nil, nil
	test.NewTempApp(t).Settings().SetTheme(theme.New(1))
}

// window shows o in a window of the given size.
func window(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// picture draws o and checks that it has more than one colour.
func picture(t *testing.T, name string, o fyne.CanvasObject, w, h float32) {
	t.Helper()
	img := window(t, o, w, h).Canvas().Capture()
	const least = 3
	colours := map[color.Color]bool{}
	for y := 0; y < img.Bounds().Dy() && len(colours) < least; y++ {
		for x := range img.Bounds().Dx() {
			colours[img.At(x, y)] = true
		}
	}
	if len(colours) < least {
		t.Errorf("%s: %d colours", name, len(colours))
	}
	if *picturesFlag == "" {
		return
	}
	file, err := os.Create(filepath.Join(*picturesFlag, name+".png"))
	if err == nil {
		err = png.Encode(file, img)
		file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func verdicts() map[string]VerdictContent {
	return map[string]VerdictContent{
		"pass": {Family: FamilyPass, Word: "核验通过", Line: "人像与登记照片一致 · 张* · 尾号 002X", Sentence: "请继续办理。"},
		"mismatch": {Family: FamilyMismatch, Word: "比对不一致", Line: "张* · 尾号 002X",
			Sentence: "这次照片与登记照片不一致，不代表冒用证件。请当面核对证件与本人。"},
		"unchecked": {Family: FamilyNotChecked, Word: "未能核验", Line: "照片不清晰",
			Sentence: "与客人无关。请客人正对镜头、离近一些，再拍一次；或人工核对证件。这次没有收费，也没有保存照片；如果仍不成功，请换一个核验服务，或联系技术人员，电话 0571-0000 8001。"},
		"identity": {Family: FamilyIdentityMatch, Word: "信息一致", Line: "姓名与号码一致 · 未比对人像 · 张* · 尾号 002X",
			Sentence: "没有比对人像。请当面核对证件照片与本人。", Details: []string{"服务：wapi", "单号：2026112122300001", "用时 1.2 秒"}},
		"demo":         {Family: FamilyPass, Demo: true, DemoText: "演示模式：不是真实核验", Word: "演示通过", Line: "演示数据 · 张* · 尾号 002X", Sentence: "这是演示，不是真实核验结果。"},
		"unchecked-en": {Family: FamilyNotChecked, Word: "NOT CHECKED", Line: "No network", Sentence: "No network; nothing was sent. Check the document by hand."},
		"mismatch-en": {Family: FamilyMismatch, Word: "DETAILS DIFFER", Line: "Z*** · ends 002X",
			Sentence: "Usually a typing error. Compare with the document and correct. This does not mean misuse. Please compare document and person."},
		"pass-en": {Family: FamilyPass, Word: "PASSED", Line: "face matches the photo on file", Sentence: "Carry on."},
	}
}

func verdictOf(c VerdictContent) *Verdict {
	v := NewVerdict(theme.Colours())
	v.SetContent(c)
	v.SetKeys([]VerdictKey{{Key: "Enter", Label: "下一位"}, {Key: "F6", Label: "详情"}})
	if c.Family == FamilyPass {
		v.SetCountdown(.6, "8 秒后清除 · 空格延长")
	}
	return v
}

func TestPictures(t *testing.T) {
	desk(t)
	p := theme.Colours()
	for name, c := range verdicts() {
		picture(t, "verdict-"+name, NewStage(verdictOf(c)), 1366, 768)
	}
	picture(t, "verdict-1080", NewStage(verdictOf(verdicts()["mismatch"])), 1920, 1080)
	for _, ok := range []bool{true, false} {
		v := NewPreview(p)
		hint := map[bool]string{true: "很好，请保持不动", false: "请靠近一些"}[ok]
		v.SetHint(hint, ok)
		v.SetFrame(testFrame(1280, 720))
		picture(t, map[bool]string{true: "preview-ok", false: "preview-hint"}[ok], v, 736, 596)
	}
	picture(t, "desk-768", NewStage(deskScreen(p)), 1366, 768)
	picture(t, "desk-1080", NewStage(deskScreen(p)), 1920, 1080)
}

// deskScreen shows most of the widgets on one screen.
func deskScreen(p theme.Palette) fyne.CanvasObject {
	bar := NewStatusBar(p)
	bar.SetContent(StatusContent{Title: "人证核验", Desk: "前台 2", Note: "本班 42 位", Clerk: "早班",
		States: []Status{{LevelOK, "网络"}, {LevelWarn, "摄像头"}, {LevelFault, "服务"}, {LevelUnknown, "未知"}}})
	name, number := NewEntry(), NewEntry()
	name.SetValue("张三")
	number.SetFilter(NumberRune)
	number.SetGroup(groups)
	number.SetValue("11010519491231002X")
	nameRow, numberRow := NewFieldRow(p, "姓名", name), NewFieldRow(p, "证件号码", number)
	numberRow.SetNote("号码格式正确", true)
	choice := NewChoice(p, []string{"居民身份证", "回乡证", "台胞证", "护照"}, nil)
	choice.Set([]string{"居民身份证", "回乡证", "台胞证", "护照"}, 0)
	hints := container.NewHBox(NewKeyHint("F2", "拍照", p.Ink, nil), NewKeyHint("Enter", "下一步", p.Ink, nil), NewKeyHint("Esc", "返回", p.Ink, nil))
	back := canvas.NewRectangle(p.Paper)
	column := container.NewVBox(NewBanner(p, "演示模式：结果来自本机模拟服务，不是真实核验"), NewSteps(p, "登记", "告知", "拍照", "结果"),
		choice, nameRow, numberRow, hints)
	return container.NewStack(back, container.NewBorder(bar, nil, nil, nil, container.NewPadded(column)))
}

// A step of the countdown redraws the countdown only. The verdict is laid out
// again only if the words need another size.
func TestCountdownStepsAlone(t *testing.T) {
	desk(t)
	v := NewVerdict(theme.Colours())
	v.SetContent(VerdictContent{Family: FamilyPass, Word: "核验通过", Demo: true})
	v.Resize(fyne.NewSize(1366, 768))
	v.SetCountdown(.9, "9 秒后清除")
	drawn := 0
	test.WidgetRenderer(v).(*Parts).Update = func() { drawn++ }
	v.SetCountdown(.8, "8 秒后清除")
	v.SetCountdown(.8, "8 秒后清除")
	if drawn != 0 {
		t.Errorf("the whole verdict was drawn %d times", drawn)
	}
	v.SetCountdown(1, "10 秒后清除")
	if drawn != 1 {
		t.Errorf("for other room it was laid out %d times", drawn)
	}
}
