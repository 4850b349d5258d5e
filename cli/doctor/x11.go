package doctor

import (
	"context"
	"io"
	"log"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/dpms"
	"github.com/jezek/xgb/xproto"
)

// screenOf asks an X server for its size and for what darkens the screen, by the
// protocol itself. A server that does not answer keeps it waiting.
func screenOf(ctx context.Context, display string) (Screen, error) {
	xgb.Logger = log.New(io.Discard, "", 0) // it writes to the terminal otherwise
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return Screen{}, err
	}
	defer context.AfterFunc(ctx, conn.Close)()
	defer conn.Close()
	root := xproto.Setup(conn).DefaultScreen(conn)
	out := Screen{
		Width: int(root.WidthInPixels), Height: int(root.HeightInPixels),
		WidthMM: int(root.WidthInMillimeters), HeightMM: int(root.HeightInMillimeters),
	}
	if saver, err := xproto.GetScreenSaver(conn).Reply(); err == nil {
		out.BlankSeconds = int(saver.Timeout)
	}
	out.DPMS, out.StandbySeconds = monitorsOff(conn)
	return out, nil
}

// monitorsOff says whether the server switches monitors off, and after how long.
func monitorsOff(conn *xgb.Conn) (on bool, seconds int) {
	if dpms.Init(conn) != nil {
		return false, 0 // the server has no such extension
	}
	info, err := dpms.Info(conn).Reply()
	if err != nil || !info.State {
		return false, 0
	}
	times, err := dpms.GetTimeouts(conn).Reply()
	if err != nil {
		return true, 0
	}
	for _, s := range []uint16{times.StandbyTimeout, times.SuspendTimeout, times.OffTimeout} {
		if s > 0 && (seconds == 0 || int(s) < seconds) {
			seconds = int(s)
		}
	}
	return true, seconds
}
