package sandbox

import (
	"cmp"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"facedesk/identity"
)

const (
	faultParameter = "sandbox"
	faultHeader    = "X-Sandbox-Fault"
	maxHeader      = 64 << 10 // bytes
)

// Options say how the sandbox runs.
type Options struct {
	// Listen is host:port, "" for 127.0.0.1:0. Only a loopback address is
	// accepted.
	Listen string
	// Credentials are the keys that the services expect. Dummies replace
	// missing ones.
	Credentials Credentials
	// Now is the services' clock. It is required. With a frozen clock recorded
	// requests can be sent again.
	Now func() time.Time
	// Record is a directory for one file per request, "" for none.
	Record string
	// Fault applies to every request without a fault of its own.
	Fault Fault
	// Log gets one line per request without personal data. It may be nil.
	Log *slog.Logger
}

// Server is a running sandbox. Its methods may be called from any goroutine.
type Server struct {
	listener net.Listener
	http     *http.Server
	services []runningService
	now      func() time.Time
	fault    Fault
	log      *slog.Logger
	recorder *recorder // nil if nothing is recorded
	count    atomic.Uint64

	done    chan struct{} // closed when the server closes
	served  chan struct{} // closed when the accept loop has ended
	mu      sync.Mutex    // guards closed and handlers.Add
	closed  bool
	running sync.WaitGroup
}

// Start opens the listener and serves until Close. Errors are of kind
// Configuration.
func Start(o Options) (*Server, error) {
	if o.Now == nil {
		return nil, misconfigured(identity.Say("沙箱没有时钟。", "The sandbox has no clock."))
	}
	credentials, err := o.Credentials.complete()
	if err != nil {
		return nil, err
	}
	recorder, err := newRecorder(o.Record, credentials)
	if err != nil {
		return nil, err
	}
	listener, err := listen(cmp.Or(o.Listen, "127.0.0.1:0"))
	if err != nil {
		return nil, err
	}
	s := &Server{
		listener: listener, services: startServices(credentials), now: o.Now, fault: o.Fault,
		log: o.Log, recorder: recorder, done: make(chan struct{}), served: make(chan struct{}),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.http = &http.Server{
		Handler: http.HandlerFunc(s.handle), MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, // no ReadTimeout, because it would end a hang
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), // it might quote a request
	}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(listener)
	}()
	return s, nil
}

func listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, misconfigured(identity.Say(
			"沙箱只在本机回环地址上运行。", "The sandbox listens on a loopback address only.").
			Do("请改用例如 127.0.0.1:9000。", "Use 127.0.0.1:9000, for example."))
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, misconfigured(identity.Say(
			"沙箱无法在 "+address+" 上监听，端口可能已被占用。", "The sandbox cannot listen on "+address+"; the port may be taken.").
			Do("请换一个端口。", "Choose another."))
	}
	return listener, nil
}

// Addr returns host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Endpoint returns the URL of one service, "" for an unknown code.
func (s *Server) Endpoint(code string) string {
	for _, u := range s.services {
		if u.code == code {
			return "http://" + s.Addr() + u.path
		}
	}
	return ""
}

// Close ends every connection, waits for the running requests, and frees the
// port. A second call does nothing.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	close(s.done)
	err := s.http.Close()
	s.running.Wait()
	<-s.served
	return err
}

func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.running.Add(1)
	}
	return !s.closed
}

func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	if !s.enter() {
		hijack(w, nil)
		return
	}
	defer s.running.Done()
	now := s.now()
	req := readRequest(r, now, s.serial(now))
	fault, err := ParseFault(cmp.Or(r.Header.Get(faultHeader), askedFor(r.URL)))
	if err != nil {
		plain(http.StatusBadRequest, err.Error()).send(w)
		return
	}
	code, a := s.dispatch(req)
	if fault == (Fault{}) {
		fault = cmp.Or(a.fault, s.fault)
	}
	if err := s.recorder.write(code, req, a, fault); err != nil {
		s.log.Error("sandbox: a request could not be recorded", "provider", code)
	}
	s.log.Info("sandbox", "provider", code, "method", knownMethod(r.Method), "status", a.status,
		"refused", a.reason, "row", a.row, "fault", fault.String())
	s.deliver(w, r, a, fault)
}

func askedFor(u *url.URL) string { return u.Query().Get(faultParameter) }

// knownMethod replaces methods that a client made up, so that they do not reach
// the log.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodHead, http.MethodPatch, http.MethodOptions:
		return m
	}
	return "other"
}

// dispatch finds the service of a request by its path or, at an unknown path,
// by the gateway that the client meant.
func (s *Server) dispatch(r *request) (string, answer) {
	for _, u := range s.services {
		if r.path == u.path || strings.HasPrefix(r.path, u.family) {
			return u.code, u.answer(r)
		}
	}
	for _, u := range s.services {
		if u.stray != nil && u.stray(r) {
			return u.code, u.answer(r)
		}
	}
	return "", plain(http.StatusNotFound, s.directory())
}

func (s *Server) directory() string {
	paths := make([]string, 0, len(s.services))
	for _, u := range s.services {
		paths = append(paths, u.code+" "+u.path)
	}
	return "facedesk sandbox: no service at this path. Services: " + strings.Join(paths, ", ")
}

// serial returns an order number: milliseconds and a counter.
func (s *Server) serial(now time.Time) string {
	return fmt.Sprintf("%012d%06d", uint64(now.UnixMilli())%1e12, s.count.Add(1)%1e6)
}
