package doctor

import (
	"context"

	"facedesk/identity"
)

// Checks returns everything that is looked at, in the order in which it is told. The
// services come from the settings' schema, one check each.
func (m *Machine) Checks() []Check {
	out := []Check{
		{"version", identity.Text{ZH: "版本", EN: "Version"}, m.version},
		{"settings", identity.Text{ZH: "设置", EN: "Settings"}, m.settings},
		{"keyring", identity.Text{ZH: "密钥环", EN: "Keyring"}, m.keyring},
		{"records", identity.Text{ZH: "记录", EN: "Records"}, m.records},
		{"disk", identity.Text{ZH: "磁盘", EN: "Disk"}, m.disk},
		{"answers", identity.Text{ZH: "服务答复", EN: "Answers"}, m.answers},
		{"shared", identity.Text{ZH: "共享记录库", EN: "Shared database"}, m.shared},
		{"clock", identity.Text{ZH: "时钟", EN: "Clock"}, m.clock},
		{"camera", identity.Text{ZH: "摄像头", EN: "Camera"}, m.camera},
		{"faces", identity.Text{ZH: "人脸查找", EN: "Face finder"}, m.faces},
		{"reader", identity.Text{ZH: "身份证阅读器", EN: "Card reader"}, m.reader},
		{"opengl", identity.Text{ZH: "OpenGL", EN: "OpenGL"}, m.opengl},
		{"locale", identity.Text{ZH: "区域设置", EN: "Locale"}, m.locale},
		{"fonts", identity.Text{ZH: "生僻字字体", EN: "Rare characters"}, m.fonts},
		{"input", identity.Text{ZH: "输入法", EN: "Input method"}, m.input},
		{"display", identity.Text{ZH: "显示器", EN: "Display"}, m.display},
		{"sound", identity.Text{ZH: "声音", EN: "Sound"}, m.sound},
		{"suspend", identity.Text{ZH: "休眠", EN: "Suspend"}, m.suspend},
		{"crash", identity.Text{ZH: "异常退出", EN: "Crashes"}, m.crashes},
		{"copies", identity.Text{ZH: "其他实例", EN: "Other copies"}, m.copies},
	}
	return append(out, m.services()...)
}

// services returns a check for each service.
func (m *Machine) services() []Check {
	var out []Check
	for _, e := range m.Services {
		code := e.Descriptor.Code
		out = append(out, Check{"service." + code, identity.Text{ZH: "服务 " + code, EN: "Service " + code},
			func(ctx context.Context, say func(Line)) { m.service(ctx, e, say) }})
	}
	return out
}
