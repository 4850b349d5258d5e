package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"facedesk/identity"
	"facedesk/ui"
)

// opengl opens a window that nobody sees and says what draws it.
func (m *Machine) opengl(ctx context.Context, say func(Line)) {
	if m.Window == nil || m.Env("DISPLAY") == "" {
		say(noDisplay())
		return
	}
	name, err := m.Window.Renderer(ctx)
	switch {
	case errors.Is(err, ui.ErrNoDisplay):
		say(Line{Failed, identity.Say("连不上显示器（DISPLAY）。", "The display cannot be reached (DISPLAY).").
			Do("请在柜台的桌面会话中运行。", "Run this in the desk's own session.")})
	case err != nil:
		say(Line{Failed, identity.Say("没有可用的 OpenGL，窗口打不开。", "There is no usable OpenGL, so no window opens.").
			Do("请安装显卡驱动（或软件包 libgl1-mesa-dri）；使用远程桌面时打开其 OpenGL（GLX）。", "Install the graphics driver (or the package libgl1-mesa-dri); for a remote desktop, switch on its OpenGL (GLX).")})
	case name == "":
		say(tell(Warning, "可用，但说不出由什么绘制。", "works, but does not say what draws."))
	default:
		say(tell(OK, name, name))
	}
}

// noDisplay says that a check needs the desk's session. That is no fault of the desk.
func noDisplay() Line {
	return Line{Warning, identity.Say("这里没有显示器（DISPLAY），看不到。", "There is no display here (DISPLAY), so this cannot be seen.").
		Do("请在柜台的桌面会话中运行，或在设置屏幕中保存报告。", "Run this in the desk's own session, or save the report from the settings screen.")}
}

// locale asks the C library, because only it knows which locales were generated.
func (m *Machine) locale(_ context.Context, say func(Line)) {
	wanted := firstOf(m.Env("LC_ALL"), m.Env("LC_CTYPE"), m.Env("LANG"))
	if m.Window == nil {
		say(tell(Warning, "这个程序没有窗口，看不到。", "This program has no window, so this cannot be seen."))
		return
	}
	name, ok := m.Window.Locale()
	if !ok {
		said := identity.Say("区域设置 "+code(wanted)+" 没有生成，或不是 UTF-8；窗口会改用 C.UTF-8，其他程序可能出错。",
			"The locale "+code(wanted)+" was never generated, or is not in UTF-8. The window uses C.UTF-8 instead; other programs may fail.")
		say(Line{Warning, said.Do("请运行（Debian）：apt-get install locales && dpkg-reconfigure locales，选 zh_CN.UTF-8。", "Run (Debian): apt-get install locales && dpkg-reconfigure locales, and choose zh_CN.UTF-8.")})
		return
	}
	say(tell(OK, name, name))
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// code is the name of a locale, if it looks like one.
func code(s string) string {
	if s == "" {
		return "C"
	}
	return brief(s)
}

// Font is a font of the system.
type Font struct {
	Family string
	Has    func(rune) bool
}

// rare are characters that names have and the embedded fonts lack, one for each
// block of the rare characters.
var rare = []struct {
	block string
	char  rune
}{{"Ext B", 0x2000B}, {"Ext C", 0x2A70C}, {"Ext D", 0x2B746}, {"Ext E", 0x2B8B8}, {"Ext F", 0x2CEB1}, {"Ext G", 0x30008}}

// fonts looks whether the system has fonts for rare characters. The embedded fonts
// have those of common names.
func (m *Machine) fonts(_ context.Context, say func(Line)) {
	all, err := m.Fonts()
	if err != nil {
		say(tell(Warning, "看不到系统的字体。", "The system's fonts cannot be seen."))
		return
	}
	var there, lacks []string
	for _, r := range rare {
		if has(all, r.char) {
			there = append(there, r.block)
		} else {
			lacks = append(lacks, r.block)
		}
	}
	switch {
	case len(there) == 0:
		say(Line{Warning, identity.Say("系统没有生僻字字体，少见的姓名会显示为方框（发送时不受影响）。", "The system has no font for rare characters: rare names show boxes. They are sent as they are.").
			Do("请安装（Debian）：apt-get install fonts-noto-cjk fonts-hanazono。", "Install (Debian): apt-get install fonts-noto-cjk fonts-hanazono.")})
	case len(lacks) > 0:
		say(tell(OK, strings.Join(there, ", ")+"；没有 "+strings.Join(lacks, ", ")+"（极少见）", strings.Join(there, ", ")+"; not "+strings.Join(lacks, ", ")+" (very rare)"))
	default:
		say(tell(OK, strings.Join(there, ", "), strings.Join(there, ", ")))
	}
}

func has(all []Font, r rune) bool {
	for _, f := range all {
		if f.Has(r) {
			return true
		}
	}
	return false
}

// Screen is what the display says of itself.
type Screen struct {
	Width, Height     int // pixels, of all monitors together
	WidthMM, HeightMM int
	BlankSeconds      int // until the screen saver; 0 for never
	DPMS              bool
	StandbySeconds    int // the shortest of the three; 0 for never
}

// display looks at size, scale and what darkens the screen.
func (m *Machine) display(ctx context.Context, say func(Line)) {
	if m.Env("DISPLAY") == "" {
		say(noDisplay())
		return
	}
	s, err := m.Screen(ctx)
	if err != nil {
		say(Line{Failed, identity.Say("连不上显示器（DISPLAY）。", "The display cannot be reached (DISPLAY).").
			Do("请在柜台的桌面会话中运行，并检查 XAUTHORITY。", "Run this in the desk's own session, and check XAUTHORITY.")})
		return
	}
	size := fmt.Sprintf("%d × %d", s.Width, s.Height)
	if s.WidthMM > 0 {
		dpi := fmt.Sprintf(", %d dpi", int(float64(s.Width)*25.4/float64(s.WidthMM)+0.5))
		size += dpi
	}
	if scale := m.Env("FYNE_SCALE"); scale != "" {
		size += ", FYNE_SCALE=" + brief(scale)
	}
	switch {
	case s.Width < 1024 || s.Height < 720:
		say(Line{Warning, identity.Say(size+"，小于 1024 × 720，文字会很小。", size+", smaller than 1024 × 720: texts become small.").Do("请换大一点的分辨率。", "Choose a larger resolution.")})
	default:
		say(tell(OK, size, size))
	}
	for _, l := range dark(s) {
		say(l)
	}
}

// dark says what turns the screen dark while nobody types.
func dark(s Screen) []Line {
	off := identity.Text{ZH: "请在会话中运行：xset s off -dpms。", EN: "Run in the session: xset s off -dpms."}
	var out []Line
	if s.BlankSeconds > 0 {
		out = append(out, Line{Warning, identity.Sentences{What: identity.Text{ZH: fmt.Sprintf("屏幕保护在 %d 秒后变黑。", s.BlankSeconds), EN: fmt.Sprintf("The screen saver darkens the screen after %d s.", s.BlankSeconds)}, Next: off}})
	}
	if s.DPMS && s.StandbySeconds > 0 {
		out = append(out, Line{Warning, identity.Sentences{What: identity.Text{ZH: fmt.Sprintf("显示器在 %d 秒后关闭（DPMS）。", s.StandbySeconds), EN: fmt.Sprintf("The monitor is switched off after %d s (DPMS).", s.StandbySeconds)}, Next: off}})
	}
	if len(out) == 0 {
		out = append(out, tell(OK, "屏幕不会自行变黑", "the screen stays on"))
	}
	return out
}
