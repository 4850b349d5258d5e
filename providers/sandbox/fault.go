package sandbox

import (
	"bytes"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"facedesk/identity"
)

// maxDelay keeps a mistyped delay from blocking a client for hours.
const maxDelay = 10 * time.Minute

// bigBody is the padding of a `big` answer: just over the 1 MiB that a careful
// client reads.
const bigBody = 1<<20 + 1

// Fault is a fault between the service and its client. The zero value is no
// fault. Make one with ParseFault.
type Fault struct {
	delay  time.Duration
	action string // "" or one of the actions below
	status int    // for actionStatus
}

const (
	actionCut     = "cut"
	actionReset   = "reset"
	actionGarbage = "garbage"
	actionNotHTTP = "nothttp"
	actionHalf    = "half"
	actionHang    = "hang"
	actionBig     = "big"
	actionStatus  = "status"

	actionPortal    = "portal"
	actionGzip      = "gzip"
	actionPlainGzip = "plaingzip"
	actionVersion   = "version"
	actionLengths   = "lengths"
	actionBehind    = "behind"
)

// ParseFault reads a fault: one action, a delay, or both with a comma between.
//
//	delay:2s    answers after that time, at most 10m
//	cut         reads the request, closes without an answer
//	reset       reads the request, resets the TCP connection
//	garbage     HTTP 200 with a body that is not JSON
//	nothttp     bytes that are not HTTP
//	half        the true Content-Length, half the body
//	hang        no answer until the client leaves or the server closes
//	status:503  that HTTP status with an empty body
//	big         the true answer, padded with blanks to more than 1 MiB
//	portal      HTTP 200 with the login page of a network
//	gzip        the true answer, compressed as it declares
//	plaingzip   the true answer, declared to be compressed
//	version     the true answer, said to be HTTP/2.0
//	lengths     the true answer, its length told in two ways
//	behind      the true answer, and another behind it
//
// The empty string is no fault.
func ParseFault(s string) (Fault, error) {
	var f Fault
	if s == "" {
		return f, nil
	}
	for part := range strings.SplitSeq(s, ",") {
		if err := f.add(strings.TrimSpace(part)); err != nil {
			return Fault{}, err
		}
	}
	return f, nil
}

func (f *Fault) add(part string) error {
	name, value, hasValue := strings.Cut(part, ":")
	switch name {
	case "delay":
		d, err := time.ParseDuration(value)
		if err != nil || d <= 0 || d > maxDelay || f.delay != 0 {
			return badFault()
		}
		f.delay = d
		return nil
	case actionStatus:
		n, err := strconv.Atoi(value)
		if err != nil || n < 200 || n > 999 || f.action != "" {
			return badFault()
		}
		f.action, f.status = actionStatus, n
		return nil
	case actionCut, actionReset, actionGarbage, actionNotHTTP, actionHalf, actionHang, actionBig,
		actionPortal, actionGzip, actionPlainGzip, actionVersion, actionLengths, actionBehind:
		if hasValue || f.action != "" {
			return badFault()
		}
		f.action = name
		return nil
	}
	return badFault()
}

func badFault() error {
	return misconfigured(identity.Say(
		"沙箱故障写法有误。", "This sandbox fault is not understood.").
		Do("可用：delay:2s（至多 10m）、cut、reset、garbage、nothttp、half、hang、big、portal、gzip、plaingzip、version、lengths、behind、status:503；延迟可与其余之一用逗号合用。",
			"Use delay:2s (at most 10m), cut, reset, garbage, nothttp, half, hang, big, portal, gzip, plaingzip, version, lengths, behind or status:503; a delay may be joined to one of the others by a comma."))
}

// String writes a fault as ParseFault reads it.
func (f Fault) String() string {
	var parts []string
	if f.delay > 0 {
		parts = append(parts, "delay:"+f.delay.String())
	}
	switch f.action {
	case "":
	case actionStatus:
		parts = append(parts, actionStatus+":"+strconv.Itoa(f.status))
	default:
		parts = append(parts, f.action)
	}
	return strings.Join(parts, ",")
}

// deliver sends an answer, changed by the fault.
func (s *Server) deliver(w http.ResponseWriter, r *http.Request, a answer, f Fault) {
	if f.delay > 0 && !s.wait(r, f.delay) {
		hijack(w, nil)
		return
	}
	switch f.action {
	case actionHang:
		s.wait(r, 0)
		hijack(w, nil)
	case actionCut:
		hijack(w, nil)
	case actionReset:
		hijack(w, reset)
	case actionNotHTTP:
		hijack(w, func(c net.Conn) { _, _ = c.Write([]byte("\x15\x03\x01\x00\x02\x02\x46 this is not HTTP\r\n\r\n")) })
	case actionGarbage:
		a.status, a.body = http.StatusOK, []byte("<html><body>502 Bad Gateway</body></html>")
		a.send(w)
	case actionStatus:
		bare(f.status, "fault").send(w)
	case actionBig:
		a.body = append(bytes.Clone(a.body), bytes.Repeat([]byte(" "), bigBody)...)
		a.send(w)
	case actionHalf:
		a.sendHalf(w)
	case actionPortal, actionGzip, actionPlainGzip:
		a.dressed(f.action).send(w)
	case actionVersion, actionLengths, actionBehind:
		hijack(w, func(c net.Conn) { _, _ = c.Write(a.misframed(f.action)) })
	default:
		a.send(w)
	}
}

// wait waits for d. It returns false at once when the client has left or the
// server closes. With d = 0 it waits for one of these.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	var elapsed <-chan time.Time
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		elapsed = timer.C
	}
	select {
	case <-elapsed:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// hijack takes the connection from HTTP, calls do, and closes it. The request
// was read completely before, so closing sends a FIN.
func hijack(w http.ResponseWriter, do func(net.Conn)) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // net/http closes the connection without a log
	}
	if do != nil {
		do(conn)
	}
	_ = conn.Close()
}

// reset makes closing a TCP connection send a RST.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}
