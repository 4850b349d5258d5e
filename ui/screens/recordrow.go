package screens

import (
	"fyne.io/fyne/v2/canvas"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// recordRow words one row of the records.
func (e *env) recordRow(k session.Record) tableContent {
	result := session.TextKey("result." + k.Outcome.String())
	sign := newSign(k)
	switch {
	case k.Event != "":
		result = session.TextKey("event." + k.Event)
	case k.Open:
		result = "records.open"
	case k.Lost:
		result = "records.lost"
	case k.Kind != "":
		result = session.TextKey("result." + k.Kind)
	}
	said := e.t(result)
	if k.Demo {
		said = e.demoWord(k, said)
	}
	decision, at := "", k.At.Format("15:04:05")
	if k.Earlier {
		at = k.At.Format("01-02 15:04")
	}
	if k.Chosen {
		at = "> " + at
	}
	switch {
	case k.Decision != session.DecisionNone:
		decision = e.t(session.TextKey("decision." + k.Decision))
	case k.Pending:
		decision = e.t("decision.none")
	case !passed(k) && !k.Open && k.Event == "":
		decision = e.t("decision.missing")
	}
	if k.Unsettled && !k.Demo {
		said = e.and(said, e.t("records.unsettled"))
	}
	if k.Chosen && k.Order != "" {
		decision = e.t("records.order", "order", k.Order)
	}
	return tableContent{sign: sign, cells: [6]string{at, e.legible(k.Name) + "  " + k.Number, e.say(k.Service), said, decision}}
}

// demoWord returns a demo's result in words that differ from a real one.
func (e *env) demoWord(k session.Record, said string) string {
	switch k.Outcome {
	case identity.Match, identity.IdentityMatch, identity.FaceMismatch, identity.IdentityMismatch:
		if !k.Open && k.Kind == "" && k.Event == "" {
			return e.t(session.TextKey("verdict.demo." + k.Outcome.String() + ".word"))
		}
	}
	return e.and(e.t("records.demo"), said)
}

func passed(k session.Record) bool {
	return !k.Open && k.Event == "" && k.Kind == "" && k.Outcome == identity.Match
}

// sign is the shape beside a result.
type sign int

const (
	signNone sign = iota
	signPass
	signDetails
	signNotMatched
	signUnchecked
	signs
)

func newSign(k session.Record) sign {
	switch {
	case k.Open, k.Demo, k.Event != "": // a demo has no real result's sign, and no green
		return signNone
	case k.Kind != "":
		return signUnchecked
	}
	switch k.Outcome {
	case identity.Match:
		return signPass
	case identity.IdentityMatch:
		return signDetails
	case identity.FaceMismatch, identity.IdentityMismatch:
		return signNotMatched
	}
	return signUnchecked
}

func signIcons() [signs]*canvas.Image {
	return [signs]*canvas.Image{
		signPass:       newIcon(assets.IconPass, palette.PassInk, palette.Surface),
		signDetails:    newIcon(assets.IconDetails, palette.Accent, palette.Surface),
		signNotMatched: newIcon(assets.IconNotMatched, palette.FaultInk, palette.Surface),
		signUnchecked:  newIcon(assets.IconUnchecked, palette.Warn, palette.Surface),
	}
}
