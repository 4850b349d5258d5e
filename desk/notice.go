package desk

import (
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/desk/daysheet"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// Notice returns the notice of a service as the settings fill it. A notice to which
// no guest could agree is an error that names the settings it lacks.
func (in *Installation) Notice(code string) (daysheet.Notice, error) {
	e, err := in.Entry(code)
	if err != nil {
		return daysheet.Notice{}, err
	}
	set, v := in.Settings, in.Settings.Provider(code)
	out := daysheet.Notice{
		Face: e.Descriptor.Face, Company: set.String(config.KeyCompany), Phone: set.String(config.KeyPhone),
		Contact: set.String(config.KeyContact), Reason: set.String(config.KeyReason), Days: set.Int(config.KeyRetentionDays),
		Recipient:        session.Service{Descriptor: e.Descriptor, Values: v}.Recipient(),
		RecipientContact: v.String(providers.KeyContact), RecipientRules: v.String(providers.KeyPrivacyURL),
	}
	needed := map[string]string{config.KeyCompany: out.Company, config.KeyContact: out.Contact,
		"providers." + code + "." + providers.KeyRecipient: out.Recipient.ZH, "providers." + code + "." + providers.KeyContact: out.RecipientContact}
	if set.Bool(config.KeyShared) {
		out.Operator = set.String(config.KeyOperator)
		needed[config.KeyOperator] = out.Operator
	}
	return out, lacks(needed)
}

// lacks names the settings that are empty.
func lacks(needed map[string]string) error {
	var keys []string
	for key, value := range needed {
		if strings.TrimSpace(value) == "" {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	list := strings.Join(keys, ", ")
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "告知书不完整，没有打印：" + list + " 为空。", EN: "The notice is incomplete and was not printed: " + list + " is empty."},
		Next: identity.Text{ZH: "请先填写这些设置。", EN: "Fill in these settings first."}}
}

// NoticeService returns the code of the service whose notice guests with a resident
// identity card are shown first.
func (in *Installation) NoticeService() string {
	route := in.Settings.Route(identity.ResidentID)
	for _, code := range route {
		if e, err := in.Entry(code); err == nil && e.Descriptor.Offered(in.Settings.Provider(code)) {
			return code
		}
	}
	return ""
}
