package session

import "context"

// Execute carries out one command and returns the message that came of it, nil
// for none. A Send is always answered: a panic under it, or an answer without
// anything, becomes an unknown outcome.
func (p Ports) Execute(ctx context.Context, c Cmd) Msg {
	switch c := c.(type) {
	case LoadSetup:
		return p.Setup.Load(ctx)
	case StartDemo:
		return p.Setup.Demo(ctx)
	case SaveSettings:
		return Saved{Err: p.Setup.Save(ctx, c.Changes)}
	case FindCameras:
		return p.Cameras.Find(ctx)
	case SaveMounting:
		return Saved{Err: p.Cameras.Mount(ctx, c)}
	case ProbeNetwork:
		return NetworkReported{Up: p.Network(ctx)}
	case Shoot:
		return p.Portraits.Shoot(ctx, c)
	case PickFile:
		return p.PickFile(ctx, c)
	case Send:
		return p.check(ctx, c)
	case RecordConsent:
		return Recorded{Failed: p.Journal.Consent(ctx, c) != nil}
	case RecordDecision:
		return Recorded{Failed: p.Journal.Decision(ctx, c) != nil}
	case RecordAccepted:
		return Recorded{Failed: p.Journal.AcceptPhoto(ctx, c) != nil}
	case RecordClerk:
		return Recorded{Failed: p.Journal.Clerk(ctx, c) != nil}
	case RecordDuties:
		return Recorded{Failed: p.Journal.Duties(ctx, c) != nil}
	case LiftLimit:
		return Lifted{Service: c.Service, Failed: p.Journal.Lift(ctx, c) != nil}
	case SettleRecord:
		return Settled{Err: p.Journal.Settle(ctx, c)}
	case LoadRecords:
		return p.Journal.Today(ctx, c.Clerk)
	}
	for _, part := range []func(context.Context, Cmd) Msg{p.manage, p.ofClerks} {
		if msg := part(ctx, c); msg != nil {
			return msg
		}
	}
	p.perform(ctx, c)
	return nil
}

// manage carries out what the duty manager asks for, and what asks somebody.
func (p Ports) manage(ctx context.Context, c Cmd) Msg {
	switch c := c.(type) {
	case AskText:
		return p.AskText(ctx, c)
	case PickFolder:
		return p.PickFolder(ctx, c)
	case ReadLedger:
		return p.Ledger.Read(ctx, c)
	case ReadEntry:
		return p.Ledger.Entry(ctx, c)
	case ReadTotals:
		return p.Ledger.Totals(ctx, c)
	case CorrectRecord:
		return p.Ledger.Correct(ctx, c)
	case ExportRecords:
		return p.Ledger.Export(ctx, c)
	case MakeSheet:
		return p.Ledger.Sheet(ctx, c)
	}
	return nil
}

// ofClerks carries out what is about clerks and their shifts.
func (p Ports) ofClerks(ctx context.Context, c Cmd) Msg {
	switch c := c.(type) {
	case CheckClerk:
		return p.CheckClerk(ctx, c)
	case AskNewPIN:
		return p.AskNewPIN(ctx, c)
	case SetClerkPIN:
		return p.SetClerkPIN(ctx, c)
	case ReadShift:
		return p.Journal.Shift(ctx, c)
	case MakeHandOver:
		return p.Journal.HandOver(ctx, c)
	}
	return nil
}

// perform carries out what nothing comes of.
func (p Ports) perform(ctx context.Context, c Cmd) {
	switch c := c.(type) {
	case OpenCamera:
		p.Camera.Open(c.Generation, c.Device)
	case TryCamera:
		p.Camera.Try(c)
	case ChooseFace:
		p.Camera.Choose(c.Face)
	case MoveOval:
		p.Camera.Move(c.Aim)
	case CloseCamera:
		p.Camera.Close()
	case LayCard:
		p.LayCard(c.Person)
	case AnswerOffer:
		p.Offers.Answer(c)
	case EndOffer:
		p.Offers.End(c)
	case Play:
		p.Play(c.Sound)
	case Speak:
		p.Speak(c)
	case Quit:
		p.Quit()
	}
}

func (p Ports) check(ctx context.Context, c Send) (answer Msg) {
	defer func() {
		if recover() != nil { // its value may hold personal data
			answer = Answered{ID: c.ID, Generation: c.Generation, Err: asError(nil)}
		}
	}()
	a := p.Checker.Check(ctx, c.Request)
	a.ID, a.Generation = c.ID, c.Generation
	return a
}
