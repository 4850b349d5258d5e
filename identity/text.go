package identity

// Language is a language that clerks read. Every text is written in Chinese and
// English; ui/text makes traditional Chinese of the Chinese.
type Language string

const (
	Chinese     Language = "zh"
	English     Language = "en"
	Traditional Language = "zh-Hant"
)

// Text is one sentence in both languages. It stands beside the rule that
// produces it, so that neither language can be forgotten.
type Text struct{ ZH, EN string }

// Then returns the text with another one after it. Either may be empty.
func (t Text) Then(next Text) Text {
	return Text{ZH: t.ZH + next.ZH, EN: joined(t.EN, next.EN)}
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// Sentences say what happened and, in a text of its own, what to do about it.
type Sentences struct{ What, Next Text }

// Say makes Sentences of what happened.
func Say(zh, en string) Sentences { return Sentences{What: Text{ZH: zh, EN: en}} }

// Do returns the sentences with what to do.
func (s Sentences) Do(zh, en string) Sentences {
	s.Next = Text{ZH: zh, EN: en}
	return s
}

// Text returns both, one after the other.
func (s Sentences) Text() Text { return s.What.Then(s.Next) }

// In returns the sentence in the language asked for, Chinese unless English is
// asked for.
func (t Text) In(l Language) string {
	if l == English {
		return t.EN
	}
	return t.ZH
}
