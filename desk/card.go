package desk

import (
	"strings"

	"facedesk/identity"
	"facedesk/readers"
	"facedesk/ui/session"
)

// CardOf converts what a reader took of a card to what the session needs.
func CardOf(c readers.Card) session.Card {
	out := session.Card{
		Claim:  identity.Claim{Name: c.Name, Number: c.Number, Type: kindType(c.Kind)},
		Expiry: c.To, AgeKnown: c.AgeKnown, Under14: c.Under14, Under18: c.Under18, Notes: cardNotes(c),
	}
	if out.Claim.Type == identity.PermanentResident {
		out.Claim.Nation = c.Nation
		if c.English != "" {
			out.Claim.Name = spaced(c.English)
		}
	}
	if guess, ok := identity.GuessType(c.Number); ok && guess == out.Claim.Type {
		out.Claim.Type = "" // it follows from the number
	}
	return out
}

func kindType(k readers.Kind) identity.DocumentType {
	if k == readers.Foreigner2017 || k == readers.Foreigner2023 {
		return identity.PermanentResident
	}
	return identity.ResidentID
}

// spaced puts a space for the comma that some cards have between surname and given
// names.
func spaced(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(name, ",", " ")), " ")
}

// cardNotes says what a person must look at. That the card has expired follows from
// its last day.
func cardNotes(c readers.Card) []identity.Note {
	var out []identity.Note
	for _, d := range c.Doubts {
		if note, ok := doubtNotes[d]; ok {
			out = append(out, note)
		}
	}
	if c.Name != "" && c.English != "" {
		out = append(out, identity.Note{Field: identity.FieldName, Text: identity.Text{
			ZH: "证件上另有中文姓名“" + c.Name + "”，请与证件核对。", EN: "The card also has the Chinese name " + c.Name + ". Compare the name with the card."}})
	} else if c.English != "" {
		out = append(out, identity.Note{Field: identity.FieldName, Text: identity.Text{
			ZH: "姓名取自芯片，请与证件核对写法。", EN: "The name is as the chip has it. Compare its spelling with the card."}})
	}
	return out
}

var doubtNotes = map[readers.Doubt]identity.Note{
	readers.DoubtCheck: {Field: identity.FieldNumber, Text: identity.Text{
		ZH: "卡内号码的校验码不符，请核对证件。", EN: "The check character of the number on the card does not fit. Check the card by hand."}},
	readers.DoubtBirth: {Field: identity.FieldNumber, Text: identity.Text{
		ZH: "卡内出生日期与号码不一致，请核对证件。", EN: "The date of birth on the card is not the one in its number. Check the card by hand."}},
	readers.DoubtKind: {Field: identity.FieldNumber, Text: identity.Text{
		ZH: "卡内证件种类与号码不一致，请核对证件。", EN: "Such a number does not belong on such a card. Check the card by hand."}},
	readers.DoubtNotYet: {Field: identity.FieldNumber, Text: identity.Text{
		ZH: "证件尚未到生效日期，请核对证件和本机日期。", EN: "The card is not valid yet. Check the card, and this machine's date."}},
	readers.DoubtDates: {Field: identity.FieldNumber, Text: identity.Text{
		ZH: "卡内有效期无法读取，请核对证件。", EN: "The validity on the card cannot be read. Check the card by hand."}},
	readers.DoubtNameCut: {Field: identity.FieldName, Text: identity.Text{
		ZH: "姓名可能超出芯片的长度，请照证件输入全名。", EN: "The name may be longer than the chip holds. Type the whole name from the card."}},
}
