package identity

// Language is one of the two languages the product speaks.
type Language string

const (
	Chinese Language = "zh"
	English Language = "en"
)

// Text is one sentence in both languages. It stands beside the rule that
// produces it, so that neither language can be forgotten.
type Text struct{ ZH, EN string }

// In returns the sentence in the language asked for, Chinese unless English is
// asked for.
func (t Text) In(l Language) string {
	if l == English {
		return t.EN
	}
	return t.ZH
}
