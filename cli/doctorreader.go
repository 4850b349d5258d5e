package cli

import (
	"context"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/readers"
)

// reader asks the card reader that is set. Sam asks for the number of its security
// module as well, by which its vendor knows it.
func (d *diagnosis) reader(ctx context.Context, in *desk.Installation, sam bool) {
	port := in.Settings.String(config.KeyReaderPort)
	if port == "" {
		return
	}
	d.head("身份证阅读器", "Card reader")
	if state, err := readers.Ask(ctx, port, 0, d.now); err != nil {
		d.bad("", readerFault(state))
		return
	}
	d.ok("%s", port)
	if !sam {
		return
	}
	number, err := readers.Number(ctx, port, 0, d.now)
	if err != nil {
		d.bad("", readerFault(readers.WrongAnswer))
		return
	}
	d.ok("SAM %s", number)
}
