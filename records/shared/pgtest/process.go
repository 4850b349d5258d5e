package pgtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sys/unix"
)

// Run starts the server and waits until it answers. More settings replace those of
// the last start.
func (s *Server) Run(extra ...string) error {
	if len(extra) > 0 {
		s.extra = extra
	}
	args := []string{"-D", s.Dir, "-k", s.folder, "-p", strconv.Itoa(s.Port)}
	for _, setting := range append([]string{"listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "autovacuum=off", "jit=off",
		"max_connections=100", "shared_buffers=32MB"}, s.extra...) {
		args = append(args, "-c", setting)
	}
	s.cmd = s.command("postgres", args...)
	log, err := os.OpenFile(filepath.Join(s.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.ended = make(chan struct{})
	go func(cmd *exec.Cmd, ended chan struct{}) {
		_ = cmd.Wait()
		close(ended)
	}(s.cmd, s.ended)
	return s.await()
}

func (s *Server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	every := time.NewTicker(20 * time.Millisecond)
	defer every.Stop()
	for {
		c, err := pgx.Connect(ctx, s.Address("postgres", "postgres"))
		if err == nil {
			return c.Close(ctx)
		}
		select {
		case <-every.C:
			continue
		case <-s.ended:
		case <-ctx.Done():
		}
		text, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		return fmt.Errorf("the server did not start: %w\n%s", err, text)
	}
}

// Set changes a setting of the running server, such as "ssl", and has it read its
// certificates again. It returns when new connections find it so.
func (s *Server) Set(name, value string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	before, err := s.loaded(ctx)
	if err == nil {
		err = s.Exec(ctx, "postgres", "ALTER SYSTEM SET "+name+" = "+value)
	}
	if err == nil {
		err = s.Exec(ctx, "postgres", "SELECT pg_reload_conf()")
	}
	every := time.NewTicker(10 * time.Millisecond)
	defer every.Stop()
	for now := before; err == nil && !now.After(before); now, err = s.loaded(ctx) {
		<-every.C
	}
	return err
}

// loaded returns when the settings were read that a new connection has.
func (s *Server) loaded(ctx context.Context) (at time.Time, err error) {
	c, err := pgx.Connect(ctx, s.Address("postgres", "postgres"))
	if err != nil {
		return at, err
	}
	defer func() { _ = c.Close(ctx) }()
	return at, c.QueryRow(ctx, "SELECT pg_conf_load_time()").Scan(&at)
}

// Kill ends all processes of the server at once, as a loss of power does. It returns
// when they are gone: a server does not start while one of an earlier start holds
// its shared memory.
func (s *Server) Kill() {
	if s.ended == nil {
		return
	}
	pid := s.cmd.Process.Pid
	_ = syscall.Kill(pid, syscall.SIGSTOP) // it starts no more processes
	for _, worker := range children(pid) {
		end(worker)
	}
	_ = syscall.Kill(pid, syscall.SIGKILL)
	<-s.ended
}

// end kills a process that is not ours to wait for, and waits until it is gone.
func end(pid int) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return
	}
	defer unix.Close(fd)
	_ = unix.PidfdSendSignal(fd, unix.SIGKILL, nil, 0)
	_, _ = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 10_000)
}

// children returns the processes that a process has started. PostgreSQL puts each
// into a session of its own, so a signal to the group does not reach them.
func children(pid int) []int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	var list []int
	for _, field := range strings.Fields(string(text)) {
		if n, err := strconv.Atoi(field); err == nil {
			list = append(list, n)
		}
	}
	return list
}

// command prepares a program of PostgreSQL's. It runs as postgres where the tests
// run as root, and in a group of its own.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(find(name), args...)
	cmd.Dir = s.folder
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C"}
	// A test that is killed leaves no server behind.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: identity(), Pdeathsig: syscall.SIGQUIT}
	return cmd
}

func find(name string) string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) > 0 {
		return found[len(found)-1]
	}
	return name
}

// identity returns the user of Debian's package if the tests run as root.
func identity() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil
	}
	number := func(text string) uint32 {
		n, _ := strconv.ParseUint(strings.TrimSpace(text), 10, 32)
		return uint32(n)
	}
	return &syscall.Credential{Uid: number(u.Uid), Gid: number(u.Gid)}
}
