package doctor

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
)

// settings tells each value that is not built in with its origin, and what is wrong.
func (m *Machine) settings(_ context.Context, say func(Line)) {
	in, err := m.installation()
	if in == nil || in.Settings == nil || err != nil {
		for _, l := range complaints(err) {
			say(l)
		}
		return
	}
	if len(in.Faults) > 0 {
		for _, l := range complaints(in.Faults.Err()) {
			say(l)
		}
		say(tell(Warning, "窗口暂用上次可用的设置，仍是锁定状态；以下各项按那份设置检查。", "The window works with the last good settings, as locked as before; the checks below go by them.").
			do("请改正上面的错误，再运行 facedesk doctor。", "Correct the faults above, then run facedesk doctor again."))
	}
	if said := in.Sources.Unconfirmed(); said != nil {
		say(Line{Warning, *said})
	}
	n := 0
	for _, s := range in.Settings.All() {
		if s.Origin.BuiltIn() {
			continue
		}
		n++
		locked := identity.Text{}
		if s.Locked {
			locked = identity.Text{ZH: "，已锁定", EN: ", locked"}
		}
		v := shown(s)
		say(tell(OK, s.Field.Key+" = "+v.ZH+"（"+s.Origin.String()+locked.ZH+"）", s.Field.Key+" = "+v.EN+" ("+s.Origin.String()+locked.EN+")"))
	}
	if n == 0 {
		say(tell(OK, "全部为内置值", "all are built in"))
	}
	for _, f := range in.Findings() {
		say(Line{Failed, identity.Say(f.In(identity.Chinese), f.In(identity.English))})
	}
	for _, key := range []string{config.KeyCompany, config.KeyPhone} {
		if in.Settings.String(key) == "" {
			say(Line{Warning, identity.Say(key+" 为空，告知书不完整。", key+" is empty; the consent notice is incomplete.").
				Do("请填写。", "Fill it in.")})
		}
	}
}

// complaints returns a line for each fault of the settings.
func complaints(err error) []Line {
	all, ok := errors.AsType[config.Complaints](err)
	switch {
	case err == nil:
		return []Line{tell(Failed, "设置没有读入。", "The settings were not read.")}
	case !ok:
		return []Line{failure(err)}
	}
	out := make([]Line, len(all))
	for i, c := range all {
		out[i] = Line{Failed, identity.Say(c.In(identity.Chinese), c.In(identity.English))}
	}
	return out
}

// told are the settings of free text whose value names a place or a device of the
// machine. Of all others only is told that they are set: people type names and
// numbers into them.
var told = []string{config.KeyDayStart, config.KeyCAFile, config.KeyRecordsPath, config.KeyMetricsFile, config.KeyCamera, config.KeyReaderPort, config.KeyReaderScanner}

// shown returns a value as far as anybody may know it.
func shown(s config.Setting) identity.Text {
	text := config.FormatText(s.Value)
	switch {
	case text == "":
		return identity.Text{ZH: "（空）", EN: "(empty)"}
	case s.Field.Type == providers.TypeURL:
		text = place(text)
	case config.HoldsHash(s.Field.Key):
		return identity.Text{ZH: "（已填写）", EN: "(set)"}
	case s.Field.Type == providers.TypeText && len(s.Field.Choices) == 0 && !slices.Contains(told, s.Field.Key):
		return identity.Text{ZH: "（已填写）", EN: "(set)"}
	}
	return identity.Text{ZH: text, EN: text}
}

// place is an address without what may be a password or a key.
func place(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "…"
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
}
