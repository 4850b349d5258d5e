package cli

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"facedesk/identity"
)

// stdout keeps the first fault of standard output, because most of what prints looks at
// none.
type stdout struct {
	to    io.Writer
	fault error
}

func (s *stdout) Write(p []byte) (int, error) {
	if s.fault != nil { // what comes after a gap would look whole
		return 0, s.fault
	}
	n, err := s.to.Write(p)
	s.fault = err
	return n, err
}

var unprintedText = identity.Text{ZH: "结果无法写到标准输出。", EN: "The result could not be written to standard output."}

// keepOn lets the program go on when nobody reads its output any more. Else a signal would
// end it and hide the exit code, which says what came of a paid check.
func keepOn() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// unprinted is the error of a command of which standard output took not all: half a list
// must not look like a whole one. A reader that has read enough, as head does, is told
// nothing.
func (a *app) unprinted(err, fault error) error {
	enough := errors.Is(fault, syscall.EPIPE)
	switch {
	case fault == nil || a.tells:
		return err
	case err != nil && !errors.Is(err, fault):
		if errors.Is(err, errSilent) && !enough {
			a.printError(unprintedText)
		}
		return err
	case enough:
		return reported{unwritten(fault)}
	}
	return unwritten(fault)
}

func unwritten(fault error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: unprintedText, Cause: fault,
		Next: identity.Text{ZH: "请检查磁盘空间和接收输出的程序。", EN: "Check the space on the disk and the program that takes the output."}}
}
