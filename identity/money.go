package identity

// The clauses about money. This is the only place that words them.
var (
	moneyNothing = Text{"未发送、未计费。", "Nothing was sent or charged."}
	moneyThisOne = Text{"本次未发送、未计费。", "This time nothing was sent or charged."} // beside an earlier check
	moneyNo      = Text{"本次未计费。", "It was not charged."}
	moneyYes     = Text{"本次已计费。", "It was charged."}
	moneyUnknown = Text{"本次可能已计费，系统没有自动重发。", "It may have been charged; nothing was sent again."}
)

// Money says whether anything was sent and charged. It is empty for an error
// that is not about a check: records that cannot be read afterwards, and an
// input that is no field of a claim, such as a PIN.
func (e *Error) Money() Text {
	switch {
	case e.Kind == Records && e.Charged != ChargedNo, e.Kind == BadInput && e.Field == "" && !e.Sent:
		return Text{}
	case e.Charged == ChargedYes:
		return moneyYes
	case e.Charged == ChargedUnknown:
		return moneyUnknown
	case e.Sent:
		return moneyNo
	case e.Kind == Guarded:
		return moneyThisOne
	}
	return moneyNothing
}
