package doctor

import (
	"context"
	"crypto/rand"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/config/keyringtest"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/providers/all"
	"facedesk/readers"
	"facedesk/records"
	"facedesk/ui"
	"facedesk/ui/session"
)

// aWindow is what a window says of the machine.
type aWindow struct {
	renderer string
	err      error
	locale   string
}

func (w aWindow) Locale() (string, bool) { return w.locale, w.locale != "" }

func (w aWindow) Renderer(context.Context) (string, error) { return w.renderer, w.err }

const company = "[notice]\ncompany = \"春熙宾馆\"\nphone = \"028-86660000\"\ncontact = \"前台李经理\"\n[desk]\nclerk = \"王小明\"\n"

// healthy returns a machine on which all is in place.
func healthy(t *testing.T) *Machine {
	t.Helper()
	home := t.TempDir()
	env := map[string]string{"DISPLAY": ":1", "XMODIFIERS": "@im=fcitx"}
	m := New(func(name string) string { return env[name] }, time.Now)
	o := desk.Outside{Env: []string{"FACEDESK_HOME=" + home, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}, Home: home, Now: time.Now,
		Random: rand.Reader, Services: all.List(), Version: "1.0", Synchronised: func() bool { return true }}
	m.Version, m.Home, m.Load, m.Services, m.Clock = "1.0", home, o.Load, all.List(), o.Clock
	m.Window = aWindow{renderer: "Mesa Intel", locale: "zh_CN.UTF-8"}
	m.Proc, m.Etc = filepath.Join(home, "proc"), home
	for name, text := range map[string]string{"proc/7/comm": "fcitx5", "proc/asound/cards": " 0 [PCH]: HDA-Intel", "os-release": `PRETTY_NAME="Debian 12"`} {
		write(t, filepath.Join(home, name), text)
	}
	m.Secrets = func(context.Context, *desk.Installation) ([]string, error) {
		return []string{"tianyan.secret_id", "tianyan.secret_key"}, nil
	}
	m.Cameras = Cameras{
		List: func() ([]camera.Device, error) {
			return []camera.Device{{ID: "usb:1", Name: "Office", Path: "/dev/video0"}}, nil
		},
		Holders: func(string) []camera.Holder { return []camera.Holder{{PID: 42, Name: "facedesk"}} },
		Maker:   func() capture.Maker { return nobodyMaker{} },
		Ask: func(context.Context, *desk.Installation) (desk.CameraSeen, error) {
			return desk.CameraSeen{State: session.CameraLive}, nil
		},
		Said: func(s camera.State, cause error) identity.Sentences {
			return identity.Say("摄像头故障", "camera: "+cameraWord(s, cause)).Do("请处理", "mend it")
		},
		Scene: func(desk.CameraSeen) identity.Sentences { return identity.Say("有画面", "it gives a picture") },
		Hint:  func(c imaging.Code) identity.Text { return identity.Text{ZH: string(c), EN: string(c)} },
	}
	m.Reader = Reader{Said: func(readers.State) identity.Sentences { return identity.Say("阅读器故障", "reader") }}
	m.Screen = func(context.Context) (Screen, error) {
		return Screen{Width: 1366, Height: 768, WidthMM: 340}, nil
	}
	m.Fonts = func() ([]Font, error) { return []Font{{"noto", func(rune) bool { return true }}}, nil }
	m.Faces = func() (int, error) { return 1, nil }
	m.Bus = func(context.Context) (Power, error) { return Power{IdleAction: "ignore"}, nil }
	m.Player = func() string { return "paplay" }
	m.Slept = func() time.Duration { return 0 }
	set(t, m, company)
	return m
}

func cameraWord(s camera.State, cause error) string {
	if cause != nil {
		return cause.Error()
	}
	return string(rune('0' + int(s)))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// set writes the machine's settings.
func set(t *testing.T, m *Machine, text string) {
	t.Helper()
	write(t, filepath.Join(m.Home, "settings.toml"), "version = 1\n"+text)
}

// served is a service over TLS. It fails the test for anything but the question for
// the time.
func served(t *testing.T, m *Machine, ahead time.Duration) {
	t.Helper()
	var asked atomic.Int32
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1); r.Method != http.MethodHead || r.URL.Path != "/robots.txt" || r.Header.Get("Authorization") != "" {
			t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
		}
		w.Header().Set("Date", time.Now().Add(ahead).UTC().Format(http.TimeFormat))
	}))
	t.Cleanup(func() {
		s.Close()
		if asked.Load() > 1 {
			t.Errorf("asked %d times", asked.Load())
		}
	})
	s.Config.ErrorLog = nil
	ca := filepath.Join(m.Home, "ca.pem")
	write(t, ca, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})))
	set(t, m, company+"[network]\nca_file = \""+ca+"\"\n[providers.tianyan]\nendpoint = \""+s.URL+"/paid?token=abc\"\n")
}

// records makes a records file of some rows.
func recorded(t *testing.T, m *Machine) string {
	t.Helper()
	path := filepath.Join(m.Home, "records.db")
	store, err := records.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		a := records.Attempt{ID: strings.Repeat("x", 100) + strconv.Itoa(i), Started: time.Now(), Provider: "tianyan", Person: strconv.Itoa(i), State: records.StateOpen}
		if err := store.Begin(t.Context(), a, records.Guard{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// by returns the results by their codes.
func by(r Report) map[string]Result {
	out := map[string]Result{}
	for _, result := range r.Results {
		out[result.Check.Code] = result
	}
	return out
}

// A healthy machine has nothing that needs attention, in either language, and each
// check says a line.
func TestHealthyMachine(t *testing.T) {
	m := healthy(t)
	served(t, m, 0)
	recorded(t, m)
	m.Disk = func(string) (Space, error) { return Space{Free: 100 << 30}, nil }
	m.Faces = builtInFaces
	seen := m.Look(t.Context(), nil)
	for _, r := range seen.Results {
		if len(r.Lines) == 0 || r.State() != OK {
			t.Errorf("%s: %+v", r.Check.Code, r.Lines)
		}
	}
	if said := seen.Text(identity.Chinese); !strings.Contains(said, "一切就绪") {
		t.Error(said)
	}
}

// Each broken machine is told by the check that it breaks, with what to do, in both
// languages and within the limit.
func TestBrokenMachines(t *testing.T) {
	for name, c := range map[string]struct {
		code   string
		state  State
		zh, en string
		broken func(t *testing.T, m *Machine)
	}{
		"no GL":      {"opengl", Failed, "没有可用的 OpenGL", "no usable OpenGL", func(_ *testing.T, m *Machine) { m.Window = aWindow{err: ui.ErrNoWindow, locale: "C.UTF-8"} }},
		"no locale":  {"locale", Warning, "没有生成", "never generated", func(_ *testing.T, m *Machine) { m.Window = aWindow{renderer: "x"} }},
		"no keyring": {"keyring", Failed, "没有会话总线", "no session bus", func(_ *testing.T, m *Machine) { m.Secrets = storedSecrets }},
		"locked keyring": {"keyring", Failed, "已锁定", "keyring is locked", func(t *testing.T, m *Machine) {
			_, env := keyringtest.StartLocked(t)
			load := m.Load
			m.Load = func() (*desk.Installation, error) {
				in, err := load()
				o := desk.Outside{Env: append(env, "FACEDESK_HOME="+m.Home), Now: time.Now, Services: all.List()}
				other, _ := o.Find()
				in.Secrets = other.Secrets
				return in, err
			}
			m.Secrets = storedSecrets
		}},
		"damaged records": {"records", Failed, "已损坏", "is damaged", func(t *testing.T, m *Machine) {
			path := recorded(t, m)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := len(data) / 3; i < len(data)/3+20000; i++ {
				data[i] ^= 0xa5
			}
			write(t, path, string(data))
		}},
		"full disk": {"disk", Failed, "只剩 3 MB", "Only 3 MB are free", func(_ *testing.T, m *Machine) {
			m.Disk = func(string) (Space, error) { return Space{Free: 3 << 20}, nil }
		}},
		"no camera":     {"camera", Warning, "没有摄像头", "There is no camera", func(_ *testing.T, m *Machine) { m.Cameras.List = func() ([]camera.Device, error) { return nil, nil } }},
		"chosen camera": {"camera", Failed, "摄像头故障", "usb:9: camera", func(t *testing.T, m *Machine) { set(t, m, "[ui]\ncamera = \"usb:9\"\n") }},
		"wrong clock":   {"service.tianyan", Failed, "本机时钟比服务慢 1h0m", "clock is 1h0m", func(t *testing.T, m *Machine) { served(t, m, time.Hour+500*time.Millisecond) }},
		"clock at 1970": {"clock", Failed, "早于本程序", "earlier than the day", func(_ *testing.T, m *Machine) {
			m.Clock = func() records.Clock { return records.Clock{Now: time.Unix(0, 0), Built: time.Unix(1e9, 0)} }
		}},
		"bad CA": {"service.tianyan", Failed, "证书", "certificate", func(t *testing.T, m *Machine) { served(t, m, 0); write(t, filepath.Join(m.Home, "ca.pem"), otherCA) }},
		"no CA":  {"service.tianyan", Failed, "证书", "certificate", func(t *testing.T, m *Machine) { served(t, m, 0); write(t, filepath.Join(m.Home, "ca.pem"), "nothing") }},
		"missing secret": {"keyring", Failed, "缺少 tianyan.secret_key", "tianyan.secret_key is missing", func(_ *testing.T, m *Machine) {
			m.Secrets = func(context.Context, *desk.Installation) ([]string, error) { return []string{"tianyan.secret_id"}, nil }
		}},
		"settings": {"settings", Failed, "settings.toml:2", "settings.toml:2", func(t *testing.T, m *Machine) { set(t, m, "nonsense = 1\n") }},
		"no fonts": {"fonts", Warning, "fonts-noto-cjk", "fonts-noto-cjk", func(_ *testing.T, m *Machine) { m.Fonts = func() ([]Font, error) { return nil, nil } }},
		"screen goes dark": {"display", Warning, "600 秒后变黑", "after 600 s", func(_ *testing.T, m *Machine) {
			m.Screen = func(context.Context) (Screen, error) {
				return Screen{Width: 1920, Height: 1080, BlankSeconds: 600}, nil
			}
		}},
		"idle sleep": {"suspend", Warning, "自动休眠", "goes to sleep", func(_ *testing.T, m *Machine) {
			m.Bus = func(context.Context) (Power, error) { return Power{"suspend"}, nil }
		}},
		"no input method": {"input", Warning, "没有运行", "does not run", func(_ *testing.T, m *Machine) { _ = os.RemoveAll(filepath.Join(m.Proc, "7")) }},
		"no sound":        {"sound", Warning, "听不到", "not heard", func(_ *testing.T, m *Machine) { _ = os.RemoveAll(filepath.Join(m.Proc, "asound")) }},
		"another copy":    {"copies", Warning, "进程 9", "processes 9", func(t *testing.T, m *Machine) { write(t, filepath.Join(m.Proc, "9", "comm"), "facedesk\n") }},
		"crashed": {"crash", Warning, "~/logs/crash-", "~/logs/crash-", func(t *testing.T, m *Machine) {
			write(t, filepath.Join(m.Home, "logs", "crash-20261128-120000.txt"), "goroutine 1")
		}},
		"no face is found":  {"faces", Failed, "找不到人脸", "is not found", func(_ *testing.T, m *Machine) { m.Faces = func() (int, error) { return 0, nil } }},
		"records elsewhere": {"records", Failed, "不是普通文件", "no plain file", func(t *testing.T, m *Machine) { must(t, os.Mkdir(filepath.Join(m.Home, "records.db"), 0o700)) }},
	} {
		t.Run(name, func(t *testing.T) {
			m := healthy(t)
			c.broken(t, m)
			r := by(m.Look(t.Context(), nil))[c.code]
			for l, want := range map[identity.Language]string{identity.Chinese: c.zh, identity.English: c.en} {
				var out strings.Builder
				r.Write(&out, l)
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in:\n%s", want, out.String())
				}
			}
			if r.State() != c.state {
				t.Errorf("%v, want %v", r.State(), c.state)
			}
			for _, line := range r.Lines {
				if line.State == c.state && line.Next == (identity.Text{}) && c.code != "settings" {
					t.Errorf("it is not said what to do: %+v", line)
				}
			}
		})
	}
}

// A window goes on with the program that it began with, and it is told that there is a
// newer one.
func TestReplacedProgram(t *testing.T) {
	m := healthy(t)
	exe := filepath.Join(m.Proc, "9", "exe")
	must(t, os.MkdirAll(filepath.Dir(exe), 0o700))
	for target, want := range map[string]State{"/usr/bin/facedesk": OK, "/usr/bin/facedesk (deleted)": Warning} {
		must(t, os.Symlink(target, exe))
		if l := m.window("9"); l.State != want {
			t.Errorf("%s: %+v", target, l)
		}
		must(t, os.Remove(exe))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What people typed into settings, and where the user's folder is, is in no report.
func TestReportHoldsNobody(t *testing.T) {
	m := healthy(t)
	served(t, m, 0)
	data, err := os.ReadFile(filepath.Join(m.Home, "settings.toml"))
	must(t, err)
	set(t, m, strings.TrimPrefix(string(data), "version = 1\n")+"recipient = \"收件公司\"\ncontact = \"13800001111\"\n[ui]\nit_phone = \"13912345678\"\n")
	hash, err := config.HashPIN("4821", rand.Reader)
	must(t, err)
	data, err = os.ReadFile(filepath.Join(m.Home, "settings.toml"))
	must(t, err)
	clerk := config.Clerk{Code: "zhao7", Name: "赵小红", Hash: hash}
	write(t, filepath.Join(m.Home, "settings.toml"), strings.Replace(string(data), "[desk]\n", "[desk]\nsign_in = true\nclerks = ['"+clerk.String()+"']\nclerk_pins = ['zhao7|"+hash+"']\n", 1))
	m.Version = "1.0 11010519491231002X " + m.Home
	seen := m.Look(t.Context(), nil)
	for _, said := range []string{seen.Text(identity.Chinese), seen.Text(identity.English), string(seen.JSON(identity.Chinese))} {
		for _, canary := range []string{"春熙", "86660000", "李经理", "王小明", "收件公司", "13800001111", "13912345678", "token", "abc", "11010519491231002X", "zhao7", "赵小红", hash, hash[len(hash)-20:], m.Home} {
			if strings.Contains(said, canary) {
				t.Errorf("%s is in:\n%s", canary, said)
			}
		}
		for _, told := range []string{"desk.clerk ", "desk.clerks ", "desk.sign_in = true"} {
			if !strings.Contains(said, told) {
				t.Errorf("%s is not told:\n%s", told, said)
			}
		}
	}
}

// otherCA is an authority that issued nothing here.
const otherCA = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUV6p9kQ+zJcBksPiwBvaUSpxWxpAwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFT3RoZXIwIBcNMjYxMTI5MDAzNjEzWhgPMjEyNjExMDUwMDM2
MTNaMBAxDjAMBgNVBAMMBU90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
xuFY5OnhjF2iIjsbPOG6UaTRrZdP6XoaE8Nb68mmV0Nvu6bX/Ws/kCdllU1CJHXz
6aCzwcTaIWt9/ycUUiWZtqNTMFEwHQYDVR0OBBYEFOp0Ffaj61TnT+kybUgKOTCn
2KNaMB8GA1UdIwQYMBaAFOp0Ffaj61TnT+kybUgKOTCn2KNaMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAOcvsaXPBqDp0AYFgczA83GcoEVXZaIZ
wLx/iZppqpp9AiEA0VLHNS0pS3CI5sP3BDAEMpo5Re5O/RAokWb1M5vmhXo=
-----END CERTIFICATE-----
`
