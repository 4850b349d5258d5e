package desk

import (
	"path/filepath"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// translationsFolder is beside the system's settings, because what guests agree to
// is IT's to word.
const translationsFolder = "translations"

// maxTranslation and maxTranslations bound what IT adds.
const (
	maxTranslation  = 64 << 10
	maxTranslations = 24
)

// guests returns the languages in which guests may read the notice. The usual one
// comes first.
func (in *Installation) guests() []session.NoticeLanguage {
	own := in.shippedLanguages()
	added, _ := in.addedLanguages()
	base := own[0]
	for _, l := range own {
		if l.Code == string(in.Settings.Language()) {
			base = l
		}
	}
	base.Reason = orElse(base.Reason, in.Settings.String(config.KeyReason))
	base.Contact = orElse(base.Contact, in.Settings.String(config.KeyContact))
	return session.OfferedLanguages(base, append(own, added...))
}

func orElse(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}

// shippedLanguages are the program's own, with the company's texts.
func (in *Installation) shippedLanguages() []session.NoticeLanguage {
	var out []session.NoticeLanguage
	for _, l := range identity.GuestLanguages() {
		out = append(out, session.NoticeLanguage{
			Code: l.Code, Name: l.Name,
			Reason: in.Settings.String(config.KeyReasonIn(l.Code)), Contact: in.Settings.String(config.KeyContactIn(l.Code)),
		})
	}
	return out
}

// addedLanguages reads the translations that IT has added. One that cannot be used
// is left out, and a complaint says why.
func (in *Installation) addedLanguages() (out []session.NoticeLanguage, complaints config.Complaints) {
	if in.Paths.System.File == "" {
		return nil, nil
	}
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(in.Paths.System.File), translationsFolder, "*.json"))
	for i, file := range files {
		l, said := in.readTranslation(file)
		if said == nil && i >= maxTranslations {
			said = tooMany
		}
		if said != nil {
			what := identity.Text{ZH: file + "：" + said.What.ZH, EN: file + ": " + said.What.EN}
			complaints = append(complaints, config.Complaint{Origin: config.Origin{File: file}, Sentences: identity.Sentences{What: what, Next: said.Next}})
			continue
		}
		out = append(out, l)
	}
	return out, complaints
}

var tooMany = &identity.Sentences{
	What: identity.Text{ZH: "翻译文件太多，最多 24 个。", EN: "There are too many translations, at most 24."},
	Next: identity.Text{ZH: "请移走不用的文件。", EN: "Move those away that are not used."},
}

func (in *Installation) readTranslation(file string) (session.NoticeLanguage, *identity.Sentences) {
	if open := in.Paths.System.Writable(file); open != "" {
		said := identity.Say(open+" 可被 root 以外的用户改写。", open+" can be written by others than root.").
			Do("请让 IT 运行：chown root "+open+"；chmod go-w "+open, "Have IT run: chown root "+open+"; chmod go-w "+open)
		return session.NoticeLanguage{}, &said
	}
	data, err := plainfile.Read(file, maxTranslation)
	if err != nil {
		said := identity.Say("文件读不出来。", "The file cannot be read.").
			Do("须为普通文件，不超过 64 KB，且有读取权限。", "It must be a plain file of at most 64 KB, with the right to read it.")
		return session.NoticeLanguage{}, &said
	}
	return text.ReadGuest(strings.TrimSuffix(filepath.Base(file), ".json"), data)
}

// guestLanguage is the language with a code, the usual one where there is none. The
// demo has languages for which the settings have no words.
func (in *Installation) guestLanguage(code string) session.NoticeLanguage {
	all := append(in.guests(), in.shippedLanguages()...)
	i := slices.IndexFunc(all, func(l session.NoticeLanguage) bool { return l.Code == code })
	return all[max(i, 0)]
}

// demoGuests offers every language, with words for what the settings lack.
func demoGuests(cfg session.Config) []session.NoticeLanguage {
	words := map[string][2]string{
		"zh": {"演示", "前台"}, "zh-Hant": {"示範", "櫃台"}, "en": {"Demonstration", "Front desk"}, "ja": {"デモンストレーション", "フロント"},
		"ko": {"시연", "프런트"}, "ru": {"демонстрация", "стойка регистрации"}, "th": {"การสาธิต", "แผนกต้อนรับ"}, "vi": {"Minh họa", "Quầy lễ tân"},
	}
	out := slices.Clone(cfg.Guests)
	for _, l := range identity.GuestLanguages() {
		i := slices.IndexFunc(out, func(have session.NoticeLanguage) bool { return have.Code == l.Code })
		if i < 0 {
			i, out = len(out), append(out, session.NoticeLanguage{Code: l.Code, Name: l.Name})
		}
		out[i].Reason, out[i].Contact = orElse(out[i].Reason, words[l.Code][0]), orElse(out[i].Contact, words[l.Code][1])
	}
	return out
}
