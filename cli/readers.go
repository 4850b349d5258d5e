package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/readers"
	"facedesk/ui/session"
)

const readersHelp = `List the serial ports and the keyboards by their stable names, and ask the one that reader.port
names how its card reader is. Nothing is sent to any other port: a modem or a
printer may hang on it. --port asks another one.

  facedesk config set reader.port /dev/serial/by-id/usb-…
  facedesk config set reader.scanner /dev/input/by-id/usb-…-event-kbd

See docs/readers.md for the devices, the rights and what is not supported.
`

func (a *app) readersCommand() *cobra.Command {
	var asJSON bool
	var port string
	cmd := &cobra.Command{
		Use: "readers", Short: "List the ports of card readers and scanners, and ask the card reader that is set", Long: readersHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.readers(cmd.Context(), port, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	cmd.Flags().StringVar(&port, "port", "", "ask this port instead of reader.port")
	return cmd
}

type readerJSON struct {
	Port  string `json:"port"`
	Set   bool   `json:"set"`             // a setting names it
	State string `json:"state,omitempty"` // of that one: "waiting" where it works
}

func (a *app) readers(ctx context.Context, port string, asJSON bool) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	port = cmp.Or(port, in.Settings.String(config.KeyReaderPort))
	rows := []readerJSON{}
	state := readers.Waiting
	if port != "" {
		state, _ = readers.Ask(ctx, port, 0, a.now)
		rows = append(rows, readerJSON{Port: port, Set: true, State: string(desk.ReaderState(state))})
	}
	for _, path := range readers.Ports() {
		if path != port {
			rows = append(rows, readerJSON{Port: path})
		}
	}
	scanner := in.Settings.String(config.KeyReaderScanner)
	for _, path := range readers.Keyboards() {
		rows = append(rows, readerJSON{Port: path, Set: path == scanner})
	}
	if asJSON {
		err = json.NewEncoder(a.out).Encode(rows)
	} else {
		a.printReaders(rows)
	}
	if err == nil && state != readers.Waiting {
		err = readerFault(state)
	}
	return err
}

func (a *app) printReaders(rows []readerJSON) {
	if len(rows) == 0 {
		a.print(identity.Text{ZH: "没有串口。请连接阅读器后再试；阅读器须在 " + readers.ByID + " 下有名称。",
			EN: "There is no serial port. Connect the reader and try again; it must have a name in " + readers.ByID + "."})
	}
	for _, r := range rows {
		line := r.Port
		if r.State != "" {
			line += "  " + a.say(worded(session.ReaderState(r.State).Key()))
		}
		fmt.Fprintln(a.out, line)
	}
}

// readerSaid is a reader's state in the words of the window.
func readerSaid(s readers.State, mark string) identity.Text {
	key := desk.ReaderState(s).Key()
	return sentence(identity.Text{ZH: chinese().T(key, "mark", mark), EN: english().T(key, "mark", mark)})
}

// readerFault is the error of a reader that does not work.
func readerFault(s readers.State) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: readerSaid(s, ""), Next: readerNext[s]}
}

// readerNext says what to do about a reader.
var readerNext = map[readers.State]identity.Text{
	readers.Absent:       {ZH: "请检查连线和 reader.port。", EN: "Check the cable, and reader.port."},
	readers.NoPermission: {ZH: "请把本用户加入 dialout 组，然后重新登录。", EN: "Add this user to the group dialout and log in again."},
	readers.Busy:         {ZH: "请关闭占用该串口的程序。", EN: "Close the program that uses the port."},
	readers.WrongAnswer:  {ZH: "请确认该串口上是身份证阅读器，速率为115200。", EN: "Make sure that a card reader is on this port, at 115,200 baud."},
	readers.NotReady:     {ZH: "请重新插拔阅读器；仍不行则联系其厂商。", EN: "Unplug the reader and plug it in again. If that does not help, ask its vendor."},
}
