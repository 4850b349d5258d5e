package desk

import (
	"cmp"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
)

// ManagerPIN returns the hash of the duty manager's PIN as the files set it. If none
// is set, it returns the administrator's hash, or "" if that is not set either.
// Variables do not count: they would let everybody bring a PIN of his own.
func (in *Installation) ManagerPIN() string {
	return cmp.Or(in.Sources.StoredPIN(config.KeyManagerPIN), in.Sources.StoredPIN(config.KeyPINHash))
}

// DifferenceName returns the text for a finding of a bill.
func DifferenceName(f records.Finding) identity.Text {
	return map[records.Finding]identity.Text{
		records.BilledUnknown:    {ZH: "已计费（原来不清楚）", EN: "billed (was unknown)"},
		records.BilledNotCharged: {ZH: "已计费，但服务曾答复不计费", EN: "billed, though the service had said no"},
		records.BilledTwice:      {ZH: "重复计费", EN: "billed twice"},
		records.Refunded:         {ZH: "退款", EN: "refunded"},
		records.BilledOther:      {ZH: "单价不同", EN: "another price"},
		records.BilledNotOurs:    {ZH: "记录中没有这笔", EN: "not in the records"},
		records.NotBilled:        {ZH: "记录为已计费，账单没有", EN: "recorded as charged, not on the bill"},
		records.NotBilledUnknown: {ZH: "原来不清楚，账单没有", EN: "was unknown, not on the bill"},
	}[f]
}
