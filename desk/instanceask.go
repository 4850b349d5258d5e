package desk

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"path/filepath"

	"facedesk/config"
	"facedesk/ui/session"
)

// CameraSeen is what the window last saw of the camera that it holds. It names
// nobody.
type CameraSeen struct {
	Device   string              `json:"device"`
	State    session.CameraState `json:"state"`
	Problems []session.Hint      `json:"problems"`
}

// maxSeen is far more than a CameraSeen takes.
const maxSeen = 4 << 10

// askToRaise reports whether the process that has the window raised it.
func askToRaise(ctx context.Context, dir string) bool {
	c, err := ask(ctx, dir, askRaise)
	if err != nil {
		return false
	}
	defer c.Close()
	line, _ := readLine(c)
	return line == answered
}

// ask puts a question to the process that has the window. The caller reads the
// answer, until ctx ends, and closes the connection.
func ask(ctx context.Context, dir, question string) (net.Conn, error) {
	c, err := dial(ctx, dir)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	_ = c.SetDeadline(deadline)
	if _, err := c.Write([]byte(question)); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

// dial connects to the window whose socket is in a folder.
func dial(ctx context.Context, dir string) (net.Conn, error) {
	address, done := socketAddress(filepath.Join(dir, socketName))
	defer done()
	return (&net.Dialer{Timeout: askLimit}).DialContext(ctx, "unix", address.Name)
}

// tellCamera answers the doctor.
func (i *Instance) tellCamera(c net.Conn) {
	if i.Camera == nil {
		return
	}
	_ = c.SetDeadline(i.now().Add(askLimit))
	_ = json.NewEncoder(c).Encode(i.Camera())
}

// AskCamera asks the window of an installation what it sees. session is the value
// of XDG_RUNTIME_DIR. It fails if no window answers before ctx ends.
func AskCamera(ctx context.Context, p config.Paths, session string) (seen CameraSeen, err error) {
	for _, dir := range instanceDirs(p, session) {
		c, failure := ask(ctx, dir, askCamera)
		if err = failure; err != nil {
			continue
		}
		err = json.NewDecoder(io.LimitReader(c, maxSeen)).Decode(&seen)
		_ = c.Close()
		return seen, err
	}
	return seen, err
}

// HasWindow returns the number of the process that has the window of an
// installation, "" if there is none.
func HasWindow(p config.Paths, session string) string {
	for _, dir := range instanceDirs(p, session) {
		if c, err := dial(context.Background(), dir); err == nil {
			_ = c.Close()
			return holder(dir)
		}
	}
	return ""
}
