package cli

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/identity"
	readersandbox "facedesk/readers/sandbox"
)

const sandboxReaderHelp = `Pretend to be an identity-card reader on a pseudo-terminal. The path of its port
is printed; give it to reader.port or to "facedesk readers --port". Then each line
of standard input says what happens:

` + readersandbox.Help + `
Cards are those of the sandbox's test persons. A card is read once for each time
that it is laid down, as real readers do.
`

func (a *app) sandboxReaderCommand() *cobra.Command {
	var o readersandbox.Options
	cmd := &cobra.Command{
		Use: "reader", Short: "Pretend to be an identity-card reader and lay test cards on it", Long: sandboxReaderHelp, Args: exactly(0),
		Example: `  echo "card 张三" | facedesk sandbox reader`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.sandboxReader(cmd.Context(), o) },
	}
	cmd.Flags().IntVar(&o.Baud, "baud", 0, "answer at the pace of a line of this speed, such as 115200; 0: at once")
	return cmd
}

// sandboxReader runs until the input or the context ends.
func (a *app) sandboxReader(ctx context.Context, o readersandbox.Options) error {
	r, err := readersandbox.Start(o)
	if err != nil {
		return usagef("打不开伪终端：%v", "no pseudo-terminal can be opened: %v", err)
	}
	defer r.Close()
	fmt.Fprintln(a.out, r.Path())
	lines := make(chan string)
	go readLines(ctx, bufio.NewScanner(a.in), lines)
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more {
				return nil
			}
			if err := r.Do(line, testCard); err != nil {
				fmt.Fprintf(a.err, "facedesk: %v\n", err)
			}
		}
	}
}

// readLines delivers the lines of an input until it ends or nobody wants them any
// more.
func readLines(ctx context.Context, in *bufio.Scanner, to chan<- string) {
	defer close(to)
	for in.Scan() {
		select {
		case to <- in.Text():
		case <-ctx.Done():
			return
		}
	}
}

// testCard returns the card of the first test person with a name or a number.
func testCard(who string) (readersandbox.Card, bool) {
	for _, p := range testPersons() {
		if p.Claim.Name != who && p.Claim.Number != who {
			continue
		}
		if card, ok := cardFor(p.Claim); ok {
			return card, true
		}
	}
	return readersandbox.Card{}, false
}

func cardFor(c identity.Claim) (readersandbox.Card, bool) {
	return readersandbox.CardFor(c.Name, c.Number, c.Nation)
}
