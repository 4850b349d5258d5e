package screens

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/ui/session"
)

// overScenes returns what is shown over a screen or drawn from more than its
// view, with the longest texts: help, PIN, picker for a photo, and every group
// of the settings.
func overScenes(t testing.TB) (out []scene) {
	add := func(name string, v session.View, more func(*Screens)) {
		out = append(out, scene{"over " + name, v, more})
	}
	for _, v := range []session.View{deskView(), captureView("hint.good"), verdictView(session.FamilyNotMatch, "face_mismatch"), recordsView(3), view(session.Settings)} {
		v.Help = true
		add("help "+string(v.Screen), v, func(s *Screens) { s.help.fullScreen = true; s.help.show(s.view) })
	}
	for _, title := range []identity.Text{
		{ZH: "PIN 不正确，请重新输入", EN: "The PIN is wrong; please try again"}, {ZH: "输错次数过多，请等待 3600 秒", EN: "Too many wrong tries; wait 3600 s"},
	} {
		add("pin", deskView(), func(s *Screens) { s.AskPIN(title, func(string, bool) {}) })
	}
	add("nothing to ask", deskView(), func(s *Screens) {
		s.Tell(identity.Text{ZH: strings.Repeat("设置文件损坏，从中读不到管理员 PIN，", 4), EN: strings.Repeat("The settings file is broken and no PIN is known, ", 4)})
	})
	for _, v := range padViews() {
		add("keys on the screen", v, nil)
	}
	padded := byEyeView(false)
	padded.Pad = true
	add("text by taps", padded, func(s *Screens) { s.AskText("ask.reference.title", "ask.reference.body", func(string, bool) {}) })
	add("pin by taps", padded, func(s *Screens) { s.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(string, bool) {}) })
	for _, v := range []session.View{captureView("hint.good"), demo(captureView("hint.good"))} {
		for name, f := range longFolders() {
			add("picker "+name, v, func(s *Screens) {
				s.AskFile(func(string) {}, func(string) {})
				if name != "loading" {
					s.SetFolder(f)
				}
			})
		}
	}
	for _, note := range longNotes() {
		v := deskView()
		v.Claim.NameNote, v.Claim.NumberNote = note, note
		add("notes", v, nil)
		add("notes long", long(v, longServices()[0]), nil)
	}
	for i := range grouped(longSettings()) {
		add(fmt.Sprintf("settings %d", i), view(session.Settings), func(s *Screens) {
			s.SetSettings(longSettings())
			s.config.choose(i)
		})
	}
	return out
}

// longNotes are notes about a field without a fault.
func longNotes() []identity.Text {
	return []identity.Text{{
		ZH: "证件有效期至 2024 年 6 月 30 日，已过期；请核对证件，如属录入有误请改正。",
		EN: "The document was valid until 2024-06-30 and has expired; look at the document, and correct this if it was mistyped.",
	}}
}

// longFolders are folders with the longest names.
func longFolders() map[string]Folder {
	path := "/home/desk/Pictures/" + strings.Repeat("International arrivals 2025-06-15/", 5)
	var many []FileEntry
	for i := range 300 {
		name := fmt.Sprintf("IMG_20250615_104233_%03d_", i) + strings.Repeat("阿卜杜热合曼 Fernandez de la Vega ", 4) + ".jpeg"
		many = append(many, FileEntry{Name: name, Folder: i < 4})
	}
	return map[string]Folder{
		"many": {Path: path, Entries: many}, "empty": {Path: path}, "fault": {Path: path, Fault: true}, "loading": {},
	}
}

// longSettings returns settings in which every step of the guide is missing,
// with long values and origins and every fault.
func longSettings() Settings {
	out := guided()
	missing := identity.Text{ZH: "随联数聚 涉外身份证人像比对、拇指云 身份证三要素的密钥还没有存入", EN: "Keys are missing: Suilian travel-document face check, Muzhiyun ID card and face"}
	out.Steps = append(out.Steps, out.Steps[0])
	for i := range out.Steps {
		out.Steps[i].Help = identity.Text{ZH: "为每一种证件选择核验服务，再按顺序存入它的密钥；密钥只存入系统密钥环，不写入任何文件。", EN: "Choose a service for each type of document, then store its keys; keys go into the system keyring only and into no file."}
		if !out.Steps[i].Done {
			out.Steps[i].Missing = missing
		}
	}
	out.Fields = slices.Clone(out.Fields)
	for i, f := range out.Fields {
		out.Fields[i].Origin = "/etc/facedesk/international-arrivals/settings.toml:1042:17"
		out.Fields[i].Needed = f.Value == ""
		if len(f.Names) > 0 {
			out.Fields[i].Names = []identity.Text{longServices()[0].Name, longServices()[1].Name, services()[2].Name}
		}
	}
	locked := out.Fields[len(out.Fields)-1]
	for _, f := range out.Fields {
		if len(f.Names) > 0 {
			locked = f
			locked.Key, locked.Value, locked.Locked = "documents.414.providers", strings.Join(f.Choices, ","), true
		}
	}
	out.Fields = append(out.Fields, locked)
	out.Fault = longText().Text()
	out.Stored = identity.Text{ZH: "拇指云 身份证三要素：AppSecret", EN: "Muzhiyun ID card and face: AppSecret"}
	return out
}
