package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/term"

	"facedesk/identity"
)

// terminal returns the file descriptor of the terminal. It returns false if the
// input is not a terminal.
func (a *app) terminal() (int, bool) {
	f, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}

// hidden reads one line for each prompt at a terminal and does not show what is
// typed. Ctrl-C, Ctrl-D, a signal or a closed terminal ends the reading. It
// then restores the terminal.
func (a *app) hidden(ctx context.Context, fd int, prompts ...string) ([]string, error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP, syscall.SIGQUIT)
	defer stop()
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, nothingEntered()
	}
	defer func() { _ = term.Restore(fd, before) }()
	line := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{a.in, a.err}, "")
	var lines []string
	for _, prompt := range prompts {
		text, err := await(ctx, func() (string, error) { return line.ReadPassword(prompt + ": ") })
		if err != nil {
			fmt.Fprint(a.err, "\r\n")
			return nil, nothingEntered()
		}
		lines = append(lines, text)
	}
	return lines, nil
}

// piped reads standard input to its end, at most limit bytes.
func (a *app) piped(ctx context.Context, limit int64) ([]byte, error) {
	data, err := await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(a.in, limit)) })
	if err != nil {
		return nil, nothingEntered()
	}
	return data, nil
}

// confirmed asks a yes/no question and reports whether the answer is yes.
func (a *app) confirmed(ctx context.Context, question identity.Text) bool {
	fmt.Fprint(a.out, a.say(question)+" [yes/no] ")
	line, _ := await(ctx, func() (string, error) { return bufio.NewReader(a.in).ReadString('\n') })
	return strings.TrimSpace(line) == "yes"
}

// await waits for a read until ctx ends. The read itself cannot be stopped, but
// the program ends soon.
func await[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	if ctx.Err() != nil {
		return *new(T), ctx.Err()
	}
	done := make(chan result, 1)
	go func() {
		value, err := read()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return *new(T), ctx.Err()
	}
}

func nothingEntered() error {
	return identity.Bad("", identity.Say("没有输入，未作任何更改。", "Nothing was entered, so nothing was changed."))
}
