package screens

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// To look at the pictures run: go test ./ui/screens -run TestScreens -screens
// DIR.
var screensFlag = flag.String("screens", "", "keep the pictures of the screens in this folder")

// scene is one picture: a view, and what else is done to the screens.
type scene struct {
	name string
	view session.View
	more func(*Screens)
}

// scenes returns the pictures. Their views come from the session, so that none
// shows what cannot occur.
func scenes(t testing.TB) []scene {
	var out []scene
	for _, told := range tales(t) {
		out = append(out, scene{told.name, told.story.view(), told.more})
	}
	return out
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
		{Key: "notice.contact", Label: identity.Text{ZH: "个人信息联系方式", EN: "Privacy contact"}, Help: identity.Text{ZH: "客人查询、删除信息或撤回同意时联系谁。为空时柜台不能征求同意。", EN: "Whom a guest asks for access, deletion or withdrawal. Without it the desk cannot ask for consent."}, Origin: "built-in"},
		{Key: "notice.retention_days", Type: providers.TypeInteger, Label: identity.Text{ZH: "记录保存天数", EN: "Days records are kept"}, Help: identity.Text{ZH: "脱敏记录保存的天数，写入告知书；照片不保存。", EN: "Days a masked record is kept, as stated in the notice."}, Value: "180", Locked: true, Origin: "/etc/facedesk/settings.toml:5:1"},
		{Key: "desk.name", Label: identity.Text{ZH: "柜台名称", EN: "Desk"}, Help: identity.Text{ZH: "写入每条记录。", EN: "Written to every record."}, Value: "前台 2"},
		{Key: "ui.language", Type: providers.TypeChoice, Choices: []string{"zh", "en"}, Label: identity.Text{ZH: "界面语言", EN: "Language"}, Help: identity.Text{ZH: "zh 中文，en 英文。", EN: "zh for Chinese, en for English."}, Value: "zh", Origin: "built-in"},
		{Key: "ui.auto_shutter", Type: providers.TypeBool, Label: identity.Text{ZH: "自动拍照", EN: "Automatic shutter"}, Help: identity.Text{ZH: "画面合格后自动拍照，不必按键。", EN: "Take the photo without a key press as soon as the picture is good."}, Value: "true", Origin: "built-in"},
		{Key: "documents.111.providers", Type: providers.TypeList, Choices: []string{"slsj", "muzhiyun", "wapi"}, Names: []identity.Text{services()[1].Name, services()[0].Name, services()[2].Name},
			Label: identity.Text{ZH: "居民身份证（111）用哪些服务", EN: "Services for: Resident identity card (111)"}, Help: identity.Text{ZH: "按先后顺序使用，排在第一的优先。", EN: "In the order in which they are used; the first comes first."}, Value: "muzhiyun,slsj"},
	}}
	for i, f := range descriptor[:2] {
		out.Fields = append(out.Fields, SettingField{
			Key: "providers.muzhiyun." + f.Key, Label: f.Label, Help: f.Help, Type: f.Type, Choices: f.Choices, Value: fmt.Sprint(f.Default),
			Origin: "built-in", Locked: i == 0, Group: identity.Text{ZH: "拇指云 身份证三要素", EN: "Muzhiyun ID card and face"}})
	}
	out.Fields = append(out.Fields, SettingField{Key: "providers.wapi.endpoint", Label: identity.Text{ZH: "接口地址", EN: "Endpoint"}, Value: "https://example.com", Group: services()[2].Name})
	out.Secrets = []SecretField{
		{Name: "muzhiyun.app_code", Label: identity.Text{ZH: "AppCode", EN: "AppCode"}, Help: identity.Text{ZH: "云市场控制台中的 AppCode。", EN: "The AppCode of the cloud market's console."}, Stored: true},
		{Name: "muzhiyun.app_secret", Label: identity.Text{ZH: "AppSecret", EN: "AppSecret"}, Help: identity.Text{ZH: "签名用的密钥。", EN: "The key requests are signed with."}},
	}
	return out
}

// Sizes of the pictures: go test … -screens DIR -sizes 1024x600,768x1366.
var sizesFlag = flag.String("sizes", "1366x768", "the sizes of these pictures")

// TestScreens draws the screens that have drawing code of their own. With
// -screens it draws every screen in Chinese and English, some in traditional Chinese, the guest's, and -sizes. Drawing is
// slow, and the layout of all screens is tested by TestRoom.
func TestScreens(t *testing.T) {
	if *screensFlag == "" {
		few := slices.DeleteFunc(scenes(t), func(s scene) bool {
			return !slices.Contains([]string{"desk-demo", "capture", "confirm", "pass", "records"}, s.name)
		})
		drawScreens(t, identity.Chinese, fyne.NewSize(1024, 600), few, nil)
		return
	}
	for _, wanted := range strings.Split(*sizesFlag, ",") {
		var size fyne.Size
		if _, err := fmt.Sscanf(wanted, "%gx%g", &size.Width, &size.Height); err != nil {
			t.Fatal(err)
		}
		for _, lang := range clerkLanguages() {
			some := scenes(t)
			if lang == identity.Traditional {
				some = slices.DeleteFunc(some, func(s scene) bool { return !slices.Contains(traditionalScenes, s.name) })
			}
			drawScreens(t, lang, size, some, func(i int, name string, img image.Image) {
				keep(t, filepath.Join(*screensFlag, string(lang)+"-"+wanted, fmt.Sprintf("%02d-%s.png", i+1, name)), img)
			})
		}
		drawGuests(t, size, filepath.Join(*screensFlag, "guest-"+wanted))
	}
}

// drawScreens draws scenes and calls keep with each picture. keep may be nil.
func drawScreens(t *testing.T, lang identity.Language, size fyne.Size, all []scene, keep func(int, string, image.Image)) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Fit(size)))
	for i, sc := range all {
		sc.view.Language = lang
		img := paint(t, sc, size)
		if blank(img) {
			t.Errorf("%s: nothing is drawn", sc.name)
		}
		if keep != nil {
			keep(i, sc.name, img)
		}
	}
}

// traditionalScenes are drawn in traditional Chinese too.
var traditionalScenes = []string{"desk", "desk-faults", "desk-pad", "notice", "capture-asked", "confirm", "pass", "face-mismatch", "duties", "sign-in-pad", "records", "settings", "help"}

// drawGuests draws the guest's own screen in some languages.
func drawGuests(t *testing.T, size fyne.Size, folder string) {
	t.Helper()
	for i, tale := range guestTales(t) {
		for _, code := range []string{"zh", "en", "ja"} {
			keep(t, filepath.Join(folder, fmt.Sprintf("%02d-%s-%s.png", i+1, tale.name, code)), paintGuest(t, tale.view(code), size))
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
	defer theme.Use(theme.Light) // the next picture's look is its own
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
