package doctor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"facedesk/desk"
	"facedesk/identity"
)

// version says what runs where.
func (m *Machine) version(_ context.Context, say func(Line)) {
	said := fmt.Sprintf("Facedesk %s, %s/%s, %s", m.Version, runtime.GOOS, runtime.GOARCH, m.Now().Format(time.RFC3339))
	if system := m.system(); system != "" {
		said += ", " + system
	}
	say(tell(OK, said, said))
}

// system names the operating system.
func (m *Machine) system() string {
	for line := range strings.Lines(file(filepath.Join(m.Etc, "os-release"))) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			return strings.Trim(name, `"`)
		}
	}
	return ""
}

// clock compares the machine's clock with the program, the records and the network.
// Each service compares it with its own.
func (m *Machine) clock(ctx context.Context, say func(Line)) {
	c := m.Clock()
	at := c.Now.Format("2006-01-02 15:04:05 -0700")
	if c.Now.Before(c.Built) {
		say(Line{Failed, identity.Say("本机时钟（"+at+"）早于本程序的制作时间，服务会拒绝核验。",
			"This machine's clock ("+at+") is earlier than the day on which the program was built. Services will refuse checks.").
			Do("请校准时钟，并让它由网络校时：timedatectl set-ntp true。", "Set the clock and let the network keep it: timedatectl set-ntp true.")})
		return
	}
	if in, err := m.installation(); err == nil {
		if look, err := m.lookAt(ctx, in); err == nil {
			defer look.Close()
			if err := look.Doubt(ctx, c); err != nil {
				say(failure(err))
				return
			}
		}
	}
	if !c.Synchronised {
		say(Line{Warning, identity.Say(at+"，没有由网络校时。", at+", not kept by the network.").
			Do("请打开网络校时：timedatectl set-ntp true；没有网络的机器请定期核对。", "Let the network keep it: timedatectl set-ntp true. Without a network, compare it now and then.")})
		return
	}
	say(tell(OK, at+"，由网络校时", at+", kept by the network"))
}

// crashes names the newest crash report of the window.
func (m *Machine) crashes(_ context.Context, say func(Line)) {
	in, _ := m.installation()
	if in == nil {
		return
	}
	all := desk.CrashReports(in.Paths)
	if len(all) == 0 {
		say(tell(OK, "没有异常退出的报告", "no crash was reported"))
		return
	}
	last := all[len(all)-1]
	said := identity.Say("窗口曾异常退出，报告（不含个人信息）："+last+"。", "The window crashed; the report, which holds no personal data, is "+last+".")
	say(Line{Warning, said.Do("请交给软件维护人员，处理后可删除。", "Give it to the maintainers of the program, then delete it.")})
}

// copies says which other processes of the program run, whose ever they are, and
// whether one has this installation's window.
func (m *Machine) copies(_ context.Context, say func(Line)) {
	in, _ := m.installation()
	window := ""
	if in != nil {
		window = desk.HasWindow(in.Paths, m.Env("XDG_RUNTIME_DIR"))
	}
	others := m.others(window)
	if window != "" {
		say(m.window(window))
	}
	switch {
	case len(others) > 0:
		list := strings.Join(others, ", ")
		say(Line{Warning, identity.Say("还有其他 Facedesk 在运行（进程 "+list+"），可能占用摄像头或读卡器。", "Other copies of Facedesk run (processes "+list+"). They may hold the camera or the card reader.").
			Do("不是有意打开的请关闭；也可能是另一个登录用户的。", "Close those that nobody meant to open; they may be another user's.")})
	case window == "":
		say(tell(OK, "没有其他实例", "none"))
	}
}

// window tells of the open window. Linux keeps the file of a process that is replaced
// while it runs, so that an upgrade disturbs no check.
func (m *Machine) window(pid string) Line {
	exe, err := os.Readlink(filepath.Join(m.Proc, pid, "exe"))
	if err == nil && strings.HasSuffix(exe, " (deleted)") {
		return Line{Warning, identity.Say("程序已更新，柜台窗口（进程 "+pid+"）仍在运行旧版本。", "The program was replaced, and the desk's window (process "+pid+") still runs the older one.").
			Do("请在没有客人时关闭窗口再打开；kiosk 请重新启动。", "Close the window and open it again while no guest is there; restart a kiosk.")}
	}
	return tell(OK, "柜台窗口开着（进程 "+pid+"）", "the desk's window is open (process "+pid+")")
}

// others returns the processes with the name of the program but this one and the
// window's.
func (m *Machine) others(window string) []string {
	var out []string
	entries, _ := os.ReadDir(m.Proc)
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err == nil && pid != os.Getpid() && e.Name() != window && file(filepath.Join(m.Proc, e.Name(), "comm")) == "facedesk" {
			out = append(out, e.Name())
		}
	}
	return out
}
