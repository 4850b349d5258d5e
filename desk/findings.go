package desk

import (
	"errors"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/providers"
)

// Findings returns what is wrong with settings that are valid by themselves.
// Each of these would otherwise fail only when it is used.
func (in *Installation) Findings() config.Complaints {
	var out config.Complaints
	for _, t := range identity.Types() {
		if said := in.routeFinding(t.Code); said.What != (identity.Text{}) {
			out = append(out, in.finding(routeKey(t.Code), said))
		}
		for _, code := range in.Settings.Astray(t.Code) {
			out = append(out, in.finding("providers."+code+"."+providers.KeyEndpoint, identity.Say(
				"证件 "+string(t.Code)+" 不用这个服务：另一服务的地址已锁定，而这个地址由用户自行设置。",
				"It is not used for document "+string(t.Code)+": another service's endpoint is locked, and this one is set by a user.").
				Do("请让 IT 在系统设置文件中设置这个地址。", "Have IT set it in the system's file.")))
		}
	}
	for _, key := range []string{config.KeyRecordsPath, config.KeyMetricsFile} {
		if file := in.Settings.String(key); file != "" && errors.Is(plainfile.Check(file), plainfile.ErrKind) {
			out = append(out, in.finding(key, identity.Say("不是普通文件，不能写入。", "It is no plain file, so nothing is written to it.").
				Do("请另选一个文件。", "Choose another file.")))
		}
	}
	if in.Settings.Bool(config.KeySignIn) && len(in.Settings.Clerks()) == 0 {
		out = append(out, in.finding(config.KeySignIn, identity.Say("已开启经办人登录，但没有经办人，谁也不能登录。", "Clerks are to sign in, and there is none who could.").
			Do("请运行：facedesk clerks add", "Run: facedesk clerks add")))
	}
	for _, e := range in.Entries {
		out = append(out, in.moneyFindings(e.Descriptor.Code)...)
	}
	if in.Settings.Bool(config.KeyShared) && !in.Shares() {
		out = append(out, in.finding(config.KeyOperator, identity.Say("已开启共享记录，但没有写明由谁运营，柜台不能征求同意，记录也不离开本机。",
			"Records are to be shared, and nobody is named who keeps them. The desk cannot ask for consent, and no record leaves this machine.").
			Do("请填写 records.operator，或关闭 records.shared。", "Set records.operator, or turn records.shared off.")))
	}
	_, translations := in.addedLanguages()
	out = append(out, translations...)
	if _, err := in.roots(); err != nil {
		out = append(out, in.finding(config.KeyCAFile, AsIdentity(err).Said()))
	}
	return out
}

// moneyFindings returns limits that cannot work because another setting is
// missing.
func (in *Installation) moneyFindings(code string) config.Complaints {
	var out config.Complaints
	v := in.Settings.Provider(code)
	if v.Number(providers.KeyDayLimit) > 0 && providers.HighestPrice(v) == 0 {
		out = append(out, in.finding("providers."+code+"."+providers.KeyDayLimit, identity.Say("没有单价，限额无法计算。", "There is no price, so the limit cannot be reckoned.").
			Do("请设置 providers."+code+".price。", "Set providers."+code+".price.")))
	}
	if v.Int(providers.KeyPrepaid) > 0 && v.String(providers.KeyPrepaidSince) == "" {
		out = append(out, in.finding("providers."+code+"."+providers.KeyPrepaid, identity.Say("没有起始日期，预付次数无法计算。", "There is no day from which they count.").
			Do("请设置 providers."+code+".prepaid_since。", "Set providers."+code+".prepaid_since.")))
	}
	return out
}

func routeKey(t identity.DocumentType) string { return "documents." + string(t) + ".providers" }

func (in *Installation) finding(key string, said identity.Sentences) config.Complaint {
	_, origin := in.Settings.Get(key)
	said.What = identity.Text{ZH: key + "：" + said.What.ZH, EN: key + ": " + said.What.EN}
	return config.Complaint{Origin: origin, Key: key, Sentences: said}
}

// routeFinding returns what is wrong if no service in a list that a user has
// set can check the document. Otherwise it returns nothing.
func (in *Installation) routeFinding(t identity.DocumentType) identity.Sentences {
	v, origin := in.Settings.Get(routeKey(t))
	codes, set := v.([]string)
	switch {
	case !set || origin.BuiltIn() || slices.ContainsFunc(codes, func(code string) bool { return in.unusable(code, t) == identity.Text{} }):
		return identity.Sentences{}
	case len(codes) == 0:
		return identity.Say("没有列出任何服务，这种证件只能人工核对。", "It names no service, so this document can be checked by hand only.").
			Do("请列出服务，或删去这一行。", "Name a service, or remove the line.")
	}
	said := identity.Say("所列服务都不能核验这种证件。", "None of its services can check this document.")
	for _, code := range codes {
		said.What = said.What.Then(in.unusable(code, t))
	}
	return said
}

// unusable says why a service cannot check a document of a type. It returns an
// empty text if it can.
func (in *Installation) unusable(code string, t identity.DocumentType) identity.Text {
	e, err := in.Entry(code)
	if err != nil {
		return identity.Text{ZH: code + "：没有这个服务。", EN: code + ": there is no such service."}
	}
	v := in.Settings.Provider(code)
	switch {
	case !e.Descriptor.Offered(v):
		return identity.Text{ZH: code + "：结果代码尚未确认（facedesk config confirm-codes " + code + "）。",
			EN: code + ": its answer codes are not confirmed (facedesk config confirm-codes " + code + ")."}
	case strings.TrimSpace(v.String(providers.KeyEndpoint)) == "":
		return identity.Text{ZH: code + "：没有接口地址。", EN: code + ": it has no endpoint."}
	case !e.Descriptor.TakesType(t, v):
		return identity.Text{ZH: code + "：不受理这种证件。", EN: code + ": it does not take this document."}
	}
	return identity.Text{}
}
