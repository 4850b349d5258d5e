package desk

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"time"

	"facedesk/identity"
)

// printPatience limits how long the machine's queue may take to accept a page.
const printPatience = 20 * time.Second

// Print gives a PDF to the machine's default printer, on standard input: no
// dialog, and no file is left behind. The title names the job.
func Print(ctx context.Context, title string, pdf []byte) error {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return noPrinter(err)
	}
	ctx, cancel := context.WithTimeout(ctx, printPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, lp, "-s", "-t", title, "-o", "media=A4")
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(pdf)
	if err := cmd.Run(); err != nil {
		return noPrinter(errors.Join(err, ctx.Err()))
	}
	return nil
}

func noPrinter(cause error) error {
	e := identity.Bad("", identity.Say("本机没有可用的默认打印机，没有打印。", "This machine has no default printer that works. Nothing was printed.").
		Do("请存为 PDF，或请 IT 设置打印机。", "Save it as a PDF, or have IT set up a printer."))
	e.Cause = cause
	return e
}
