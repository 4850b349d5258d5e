package cli

import (
	"facedesk/identity"
	"facedesk/ui/session"
)

// demoWelcome explains on the terminal what the demo window can do and what to
// try after it.
func demoWelcome() identity.Text {
	person, help := keyOf(session.ActPerson), keyOf(session.ActHelp)
	return identity.Text{
		ZH: "演示模式：窗口使用本机沙箱，不联网、不计费。按 " + person + " 选择演示人员，" + help + " 查看全部按键。\n正式使用：facedesk services（所需密钥） → facedesk config secret import 文件 → facedesk config set … → facedesk doctor，然后直接运行 facedesk。",
		EN: "Demo: the window uses a sandbox on this machine, without network or charges. " + person + " picks a demo person, " + help + " shows all keys.\nFor real: facedesk services (the keys needed), facedesk config secret import FILE, facedesk config set …, facedesk doctor; then just run facedesk.",
	}
}

// keyOf returns the name of the key for an action at the desk.
func keyOf(a session.Action) string {
	for _, b := range session.Bindings(session.Desk) {
		if b.Action == a {
			return string(b.Keys[0])
		}
	}
	return ""
}
