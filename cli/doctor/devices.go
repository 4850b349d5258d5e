package doctor

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/readers"
)

// reader asks the card reader that is set. One that the desk's window holds is left
// to it.
func (m *Machine) reader(ctx context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	port := in.Settings.String(config.KeyReaderPort)
	if port == "" {
		say(tell(OK, "未使用", "not used"))
		return
	}
	state, err := m.Reader.Ask(ctx, port)
	switch {
	case err == nil:
		say(tell(OK, port, port))
	case state == readers.Busy && desk.HasWindow(in.Paths, m.Env("XDG_RUNTIME_DIR")) != "":
		say(tell(OK, port+"，由柜台窗口使用，状态见窗口", port+", used by the desk's window, which shows how it is"))
	default:
		say(about(port, Line{Failed, m.Reader.Said(state)}))
	}
}

// sound looks whether a signal could be heard. It plays none.
func (m *Machine) sound(_ context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	cards := file(filepath.Join(m.Proc, "asound", "cards"))
	player := m.Player()
	switch {
	case !in.Settings.Bool(config.KeySound):
		say(tell(OK, "已关闭", "turned off"))
	case player == "":
		say(Line{Warning, identity.Say("没有可以播放声音的程序，结果只能看、听不到。", "There is no program that plays sounds, so results are seen and not heard.").
			Do("请安装（Debian）：apt-get install alsa-utils；或关闭 ui.sound。", "Install one (Debian): apt-get install alsa-utils. Or turn ui.sound off.")})
	case cards == "" || strings.Contains(cards, "no soundcards"):
		say(Line{Warning, identity.Say("没有声卡，结果只能看、听不到。", "There is no sound card, so results are seen and not heard.").
			Do("请连接音箱，或关闭 ui.sound。", "Connect a loudspeaker, or turn ui.sound off.")})
	default:
		say(tell(OK, "用 "+player+" 播放", "played by "+player))
	}
}

// input looks whether the input method that is set for typed names runs.
func (m *Machine) input(_ context.Context, say func(Line)) {
	modifiers := m.Env("XMODIFIERS")
	_, name, _ := strings.Cut(modifiers, "@im=")
	switch running := m.runs(name); {
	case name == "" || name == "none":
		say(Line{Warning, identity.Say("没有设置输入法（XMODIFIERS），姓名只能打拉丁字母。", "No input method is set (XMODIFIERS): names can be typed in Latin letters only.").
			Do("请在柜台的桌面会话中查看；缺少时安装 fcitx5 或 ibus，并用 im-config 选定。", "Look at it in the desk's own session. If it is missing, install fcitx5 or ibus and choose it with im-config.")})
	case !running:
		say(Line{Warning, identity.Say("输入法 "+brief(name)+" 已设置但没有运行。", "The input method "+brief(name)+" is set, but does not run.").
			Do("请启动它，或重新登录。", "Start it, or log in again.")})
	default:
		say(tell(OK, brief(name)+" 正在运行", brief(name)+" runs"))
	}
}

// runs reports a process of the input method.
func (m *Machine) runs(name string) bool {
	entries, _ := os.ReadDir(m.Proc)
	for _, e := range entries {
		comm := file(filepath.Join(m.Proc, e.Name(), "comm"))
		if name != "" && (strings.HasPrefix(comm, name) || strings.HasPrefix(comm, strings.TrimSuffix(name, "5"))) {
			return true
		}
	}
	return false
}

// Power is what the system says about going to sleep by itself.
type Power struct {
	IdleAction string // of logind
}

// suspend looks whether the machine goes to sleep by itself.
func (m *Machine) suspend(ctx context.Context, say func(Line)) {
	slept := m.Slept().Round(time.Second)
	if p, err := m.Bus(ctx); err == nil && p.IdleAction != "" && p.IdleAction != "ignore" && p.IdleAction != "lock" {
		say(Line{Warning, identity.Say("系统空闲时会自动休眠（logind：IdleAction="+brief(p.IdleAction)+"），柜台会停下。", "The system goes to sleep when it is idle (logind: IdleAction="+brief(p.IdleAction)+"), and the desk with it.").
			Do("请在 /etc/systemd/logind.conf 中设置 IdleAction=ignore。", "Set IdleAction=ignore in /etc/systemd/logind.conf.")})
		return
	}
	if slept > time.Minute {
		say(Line{Warning, identity.Say("本机开机以来共休眠 "+slept.String()+"，醒来时柜台会清空未完成的客人。", "The machine has slept for "+slept.String()+" since it was started. A desk that wakes up drops the guest who was there.").
			Do("不是有意的，请关闭自动休眠：systemctl mask suspend.target sleep.target。", "If nobody meant that, switch it off: systemctl mask suspend.target sleep.target.")})
		return
	}
	say(tell(OK, "开机以来没有休眠", "has not slept since it was started"))
}
