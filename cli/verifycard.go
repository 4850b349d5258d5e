package cli

import (
	"context"
	"time"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/readers"
	readersandbox "facedesk/readers/sandbox"
	"facedesk/ui/session"
)

// cardLimit is how long "verify --reader" waits for a card.
const cardLimit = time.Minute

// readCard fills the claim from a card: of the reader that is set, or of a test
// person on a simulated reader. It returns what is to be known of the card.
func (a *app) readCard(ctx context.Context, o *verifyOptions) ([]identity.Text, error) {
	port, put, err := a.cardPort(*o)
	if err != nil || port == "" {
		return nil, err
	}
	if put != nil {
		defer put.Close()
	}
	card, err := a.awaitCard(ctx, port)
	if err != nil {
		return nil, err
	}
	o.claim, o.under14, o.source = card.Claim, card.Under14, identity.ClaimCard
	var out []identity.Text
	for _, n := range card.Notes {
		out = append(out, n.Text)
	}
	if card.Expired(a.now()) {
		out = append(out, session.ExpiredText())
	}
	return out, nil
}

// cardPort returns the port on which the card lies, "" for none. The demo's reader
// is to be closed.
func (a *app) cardPort(o verifyOptions) (string, *readersandbox.Reader, error) {
	switch {
	case !o.reader && o.card == "":
		return "", nil, nil
	case o.claim.Name != "" || o.claim.Number != "" || o.reader && o.card != "":
		return "", nil, usagef("--reader、--card、--name 加 --number，三者只能选一", "--reader, --card and --name with --number exclude each other")
	case o.card != "" && !o.demo:
		return "", nil, usagef("--card 只能与 --demo 一起用", "--card goes with --demo only")
	case o.card != "":
		return layDemoCard(o.card)
	}
	in, err := a.load()
	if err != nil {
		return "", nil, err
	}
	if port := in.Settings.String(config.KeyReaderPort); port != "" {
		return port, nil, nil
	}
	return "", nil, usagef("没有设置身份证阅读器（reader.port）；facedesk readers 列出端口", "no card reader is set (reader.port); facedesk readers lists the ports")
}

func layDemoCard(who string) (string, *readersandbox.Reader, error) {
	card, ok := testCard(who)
	if !ok {
		return "", nil, usagef("--card：没有这个姓名或号码的测试证件", "--card: no test person with a card has this name or number")
	}
	r, err := readersandbox.Start(readersandbox.Options{Baud: readers.DefaultBaud})
	if err != nil {
		return "", nil, usagef("打不开伪终端：%v", "no pseudo-terminal can be opened: %v", err)
	}
	r.Lay(card)
	return r.Path(), r, nil
}

// awaitCard waits for the first card on a port. It tells once that it waits.
func (a *app) awaitCard(ctx context.Context, port string) (session.Card, error) {
	ctx, end := context.WithTimeout(ctx, cardLimit)
	defer end()
	events := make(chan readers.Event, 1)
	go readers.Run(ctx, readers.Options{
		Port: port, Now: a.now, Today: func() time.Time { return identity.Day(a.now()) },
		Report: func(e readers.Event) {
			select {
			case events <- e:
			case <-ctx.Done():
			}
		},
	})
	for {
		select {
		case <-ctx.Done():
			return session.Card{}, noCard()
		case e := <-events:
			switch {
			case e.Card != nil:
				return desk.CardOf(*e.Card), nil
			case readerNext[e.State] != (identity.Text{}):
				return session.Card{}, readerFault(e.State)
			}
			a.explainReader(e)
		}
	}
}

// explainReader says on the terminal what the reader waits for.
func (a *app) explainReader(e readers.Event) {
	if e.State == readers.Waiting {
		a.printError(identity.Text{ZH: "请把证件放在阅读器上。", EN: "Lay the card on the reader."})
		return
	}
	a.printError(readerSaid(e.State, e.Mark))
}

func noCard() error {
	return &identity.Error{Kind: identity.BadInput, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "一分钟内没有读到证件。", EN: "No card was read within a minute."},
		Next: identity.Text{ZH: "请重放证件再试，或手工输入姓名和号码。", EN: "Lay it down again and retry, or give name and number."}}
}
