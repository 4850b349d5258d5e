package screens

import (
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// handedOver is what the clerk of a long night hands over.
func handedOver(s story) story {
	open := managedRows(6)[:1]
	for _, r := range managedRows(9) {
		if r.Event == "" {
			r.Kind, r.Unsettled, r.Decision = identity.UnknownOutcome, true, session.DecisionNone
			open = append(open, r)
		}
	}
	return s.press(session.ActRecords, session.ActShift).then(session.ShiftRead{Visit: 1, Since: morning.Add(-9 * time.Hour), Open: open,
		Count: session.ShiftCount{Clerk: "0012", Calls: 188, Passed: 171, ByHand: 12, Open: len(open)}})
}

// clerkTales are of clerks, their PINs and their shifts.
func clerkTales() []told {
	desk := clerksSign().signs(true)
	count := session.ShiftCount{Clerk: "0012", Calls: 188, Passed: 171, ByHand: 12, Open: 3}
	staff := desk.press(session.ActRecords, session.ActStaff, session.ActRowDown)
	failed := &identity.Error{Kind: identity.BadInput, What: identity.Text{ZH: "PIN 应为 4 至 12 位半角数字。未作任何更改。", EN: "The PIN must be 4 to 12 digits, 0 to 9. Nothing was changed."}}
	refused := staff.press(session.ActResetPIN).then(session.NewPINGiven{AskNewPIN: session.AskNewPIN{Visit: 1, Clerk: session.Clerk{Code: "0001"}}, PIN: providers.NewSecret("1")}, session.PINChanged{Visit: 1, Err: failed})
	party := desk.press(session.ActParty, session.ActMore, session.ActLeave)
	printed := handedOver(party).press(session.ActTakesOver, session.ActPrint).then(session.LedgerDone{Visit: 1, Note: session.Note{Key: "ledger.printed"}})
	own := clerksSign().wait(time.Second).then(session.SignInAsked{Code: "0012", PIN: providers.NewSecret("2580")})
	own = own.then(session.ClerkChecked{Asked: own.try, Code: "0012", Right: true, Temporary: true})
	barred := clerksSign().then(session.SignInAsked{Code: "0012", PIN: providers.NewSecret("1")})
	barred = barred.then(session.ClerkChecked{Asked: barred.try, Code: "0012", Wait: 30 * time.Second}).wait(2 * time.Second)
	choosing := func(s *Screens) {
		s.AskNewPIN(identity.Text{ZH: "李明，请设置自己的 PIN", EN: "李明, choose a PIN of your own"}, OwnPIN, func(string, bool) {})
	}
	return []told{
		{"sign-in-own-pin", session.SignIn, own, choosing},
		{"records-counted", session.Records, desk.press(session.ActRecords).then(session.RecordsLoaded{Rows: recordsView(4).Records.Rows, Count: count}), nil},
		{"sign-in-barred", session.SignIn, barred, nil},
		{"notice-clerks", session.Notice, desk.claims(guest, number).press(session.ActNext), nil},
		{"staff", session.Staff, staff, nil},
		{"staff-refused", session.Staff, refused, nil},
		{"shift", session.Shift, handedOver(desk), nil},
		{"shift-printed", session.Shift, printed, nil},
		{"shift-nothing", session.Shift, desk.press(session.ActRecords, session.ActShift).then(session.ShiftRead{Visit: 1, Since: morning, Count: session.ShiftCount{Clerk: "0012"}}), nil},
	}
}
