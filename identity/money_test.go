package identity

import (
	"strings"
	"testing"
)

func TestMoney(t *testing.T) {
	for name, c := range map[string]struct {
		err    Error
		zh, en string
	}{
		"refused here":               {Error{Kind: BadInput, Field: FieldName, Charged: ChargedNo}, "未发送、未计费。", "Nothing was sent or charged."},
		"not sent":                   {Error{Kind: NotSent, Charged: ChargedNo}, "未发送、未计费。", "Nothing was sent or charged."},
		"guarded":                    {Error{Kind: Guarded, Charged: ChargedNo}, "本次未发送、未计费。", "This time nothing was sent or charged."},
		"keyring":                    {Error{Kind: Configuration, Charged: ChargedNo}, "未发送、未计费。", "Nothing was sent or charged."},
		"records before a call":      {Error{Kind: Records, Charged: ChargedNo}, "未发送、未计费。", "Nothing was sent or charged."},
		"records when looked at":     {Error{Kind: Records}, "", ""},
		"refused by the service":     {Error{Kind: BadInput, Charged: ChargedNo, Sent: true}, "本次未计费。", "It was not charged."},
		"settings, says the service": {Error{Kind: Configuration, Charged: ChargedNo, Sent: true}, "本次未计费。", "It was not charged."},
		"bad photo, charged":         {Error{Kind: Retake, Charged: ChargedYes, Sent: true}, "本次已计费。", "It was charged."},
		"unknown outcome":            {Error{Kind: UnknownOutcome, Sent: true}, "本次可能已计费，系统没有自动重发。", "It may have been charged; nothing was sent again."},
		"unknown for a gateway":      {Error{Kind: Busy, Sent: true}, "本次可能已计费，系统没有自动重发。", "It may have been charged; nothing was sent again."},
		"a PIN":                      {Error{Kind: BadInput, Charged: ChargedNo}, "", ""},
	} {
		if got := c.err.Money(); got != (Text{c.zh, c.en}) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Nothing may claim that nothing was sent or charged where that is not sure.
func TestMoneyIsNeverDenied(t *testing.T) {
	for _, k := range Kinds() {
		for _, charged := range []Charged{ChargedUnknown, ChargedYes, ChargedNo} {
			for _, sent := range []bool{false, true} {
				e := Error{Kind: k, Field: FieldName, Charged: charged, Sent: sent}
				text := e.Money()
				if (sent || charged != ChargedNo) && strings.Contains(text.ZH+text.EN, moneyNothing.ZH) {
					t.Errorf("%s, charged %s, sent %v: %q", k, charged, sent, text)
				}
				if charged != ChargedNo && (strings.Contains(text.ZH, "未计费") || strings.Contains(text.EN, "not charged") || strings.Contains(text.EN, "Nothing")) {
					t.Errorf("%s, charged %s, sent %v: %q", k, charged, sent, text)
				}
			}
		}
	}
}

func TestFull(t *testing.T) {
	e := &Error{Kind: NotSent, What: Text{"网络不通。", "The network is down."}, Next: Text{"请重试。", "Try again."}, Charged: ChargedNo}
	if e.Full() != (Text{"网络不通。未发送、未计费。请重试。", "The network is down. Nothing was sent or charged. Try again."}) || e.Error() != e.Full().EN {
		t.Error(e.Full())
	}
	if e.Said() != Say("网络不通。", "The network is down.").Do("请重试。", "Try again.") || e.Said().Text() != (Text{"网络不通。请重试。", "The network is down. Try again."}) {
		t.Error(e.Said())
	}
	e.Kind, e.Charged, e.Next = Records, ChargedUnknown, Text{}
	if e.Full() != e.What {
		t.Errorf("%q: an empty text leaves no gap", e.Full())
	}
}
