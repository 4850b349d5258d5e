//go:build linux

package desk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/identity"
)

const childVariable = "DESK_TEST_INSTANCE"

// The child process claims a window, prints the result and keeps the window
// until its standard input ends. It runs before any test.
func init() {
	dir := os.Getenv(childVariable)
	if dir == "" {
		return
	}
	i, err := claimInstance(dir, time.Now)
	if err != nil {
		fmt.Println(err)
		os.Exit(0)
	}
	go i.Serve(context.Background(), func(context.Context) { fmt.Println("raise") })
	fmt.Println("first")
	_, _ = io.Copy(io.Discard, os.Stdin)
	i.Close()
	os.Exit(0)
}

// child is a process that claims the window.
type child struct {
	*exec.Cmd
	in   io.Closer
	says *bufio.Scanner
}

func startChild(t *testing.T, dir string) child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dir)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return child{cmd, in, bufio.NewScanner(out)}
}

func (c child) hears(t *testing.T, want string) {
	t.Helper()
	if !c.says.Scan() || c.says.Text() != want {
		t.Fatalf("the child says %q, want %q", c.says.Text(), want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// first claims a window that must be free.
func first(t *testing.T, dir string) *Instance {
	t.Helper()
	i, err := claimInstance(dir, time.Now)
	must(t, err)
	t.Cleanup(i.Close)
	return i
}

// within claims with a shorter limit, for claims that get no answer.
func within(t *testing.T, dir string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	i, err := claimWithin(ctx, dir, time.Now)
	if err == nil {
		i.Close()
	}
	return err
}

// claim waits for the answer without a limit of its own.
func claim(t *testing.T, dir string) (*Instance, error) {
	t.Helper()
	return claimWithin(t.Context(), dir, time.Now)
}

func wantUnanswered(t *testing.T, err error, pid int) {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok || e.Kind != identity.Busy || e.Charged != identity.ChargedNo || !strings.Contains(e.What.EN, fmt.Sprintf("(process %d)", pid)) || e.What.ZH == "" {
		t.Errorf("%#v", err)
	}
}

func TestSecondProcessRaisesTheFirst(t *testing.T) {
	dir := t.TempDir()
	one := startChild(t, dir)
	one.hears(t, "first")
	for range 3 {
		two := startChild(t, dir)
		two.hears(t, ErrRaised.Error())
	}
	must(t, one.in.Close()) // ends the child, so that the test does not wait for more output
	for range 3 {
		one.hears(t, "raise")
	}
	must(t, one.Wait())
	if _, err := os.Stat(filepath.Join(dir, socketName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket is left behind: %v", err)
	}
	startChild(t, dir).hears(t, "first")
}

// A process that was killed leaves its lock file and socket behind. Neither
// prevents a new claim.
func TestKilledProcessIsTakenOver(t *testing.T) {
	dir := t.TempDir()
	for range 10 {
		c := startChild(t, dir)
		c.hears(t, "first")
		must(t, c.Process.Kill())
		_ = c.Wait()
		if _, err := os.Stat(filepath.Join(dir, socketName)); err != nil {
			t.Fatal("nothing stale to take over: ", err)
		}
	}
	i := first(t, dir)
	go i.Serve(t.Context(), func(context.Context) {})
	if _, err := claim(t, dir); !errors.Is(err, ErrRaised) {
		t.Errorf("the new socket does not work: %v", err)
	}
}

// waitStopped waits until every thread of a process has stopped, because the
// signal takes effect later.
func waitStopped(t *testing.T, pid int) {
	t.Helper()
	running := func(stat string) bool { // the state is the field after the name in parentheses (proc(5))
		data, err := os.ReadFile(stat)
		return err != nil || !strings.HasPrefix(string(data[bytes.LastIndexByte(data, ')')+1:]), " T")
	}
	for range 1_000_000 {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
		must(t, err)
		if !slices.ContainsFunc(threads, running) {
			return
		}
		runtime.Gosched()
	}
	t.Fatal("the process does not stop")
}

// The socket of a stopped process still accepts connections.
func TestFirstThatHangs(t *testing.T) {
	dir := t.TempDir()
	c := startChild(t, dir)
	c.hears(t, "first")
	must(t, c.Process.Signal(syscall.SIGSTOP))
	waitStopped(t, c.Process.Pid)
	began := time.Now()
	_, err := claimInstance(dir, time.Now)
	if wantUnanswered(t, err, c.Process.Pid); time.Since(began) < answerLimit {
		t.Error("given up before the limit")
	}
	must(t, c.Process.Signal(syscall.SIGCONT))
	if _, err := claim(t, dir); !errors.Is(err, ErrRaised) {
		t.Errorf("after it went on: %v", err)
	}
	must(t, c.in.Close())
	for range 2 { // asks twice: a later start after one that gave up
		c.hears(t, "raise")
	}
}

// The answer comes when the window has been raised, not when the request
// arrives.
func TestAnswerAfterTheRaise(t *testing.T) {
	dir := t.TempDir()
	i := first(t, dir)
	asked, goOn := make(chan struct{}, 9), make(chan struct{})
	go i.Serve(t.Context(), func(context.Context) {
		asked <- struct{}{}
		<-goOn
	})
	wantUnanswered(t, within(t, dir), os.Getpid())
	<-asked
	close(goOn)
	if _, err := claim(t, dir); !errors.Is(err, ErrRaised) {
		t.Error(err)
	}
}

func TestManyAtOnce(t *testing.T) {
	const n = 16
	dir := t.TempDir()
	var firsts, raised, calls atomic.Int32
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			i, err := claim(t, dir)
			switch {
			case err == nil:
				firsts.Add(1)
				t.Cleanup(i.Close)
				go i.Serve(t.Context(), func(context.Context) { calls.Add(1) })
			case errors.Is(err, ErrRaised):
				raised.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if firsts.Load() != 1 || raised.Load() != n-1 || calls.Load() != n-1 {
		t.Errorf("%d first, %d raised it, %d heard", firsts.Load(), raised.Load(), calls.Load())
	}
}

// When a process closes while others ask, exactly one of them takes over at a
// time.
func TestClosingWhileAsked(t *testing.T) {
	dir := t.TempDir()
	var holders atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				i, err := claim(t, dir)
				if errors.Is(err, ErrRaised) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if holders.Add(1) != 1 {
					t.Error("two windows")
				}
				served := make(chan struct{})
				go func() {
					defer close(served)
					i.Serve(t.Context(), func(context.Context) {})
				}()
				holders.Add(-1)
				i.Close()
				<-served
			}
		})
	}
	all.Wait()
}

// The first process holds the lock before it listens.
func TestFirstThatIsStarting(t *testing.T) {
	dir := t.TempDir()
	lock, err := takeLock(dir)
	must(t, err)
	second := make(chan error)
	go func() {
		_, err := claim(t, dir)
		second <- err
	}()
	wantUnanswered(t, within(t, dir), os.Getpid()) // meanwhile the other one asks as well
	i := listen(lock, dir, time.Now)
	defer i.Close()
	go i.Serve(t.Context(), func(context.Context) {})
	if err := <-second; !errors.Is(err, ErrRaised) {
		t.Error(err)
	}
}

// Without a socket the lock alone prevents a second window.
func TestFolderThatTakesNoSocket(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, socketName+"~", "in the way"), 0o700))
	i := first(t, dir)
	if i.listener != nil {
		t.Fatal("there is a socket after all")
	}
	i.Serve(t.Context(), func(context.Context) { t.Error("raised by nobody") })
	wantUnanswered(t, within(t, dir), os.Getpid())
}

// A socket's path has at most 107 bytes, but folders may be deeper.
func TestLongPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("d", 100), strings.Repeat("e", 100))
	c := startChild(t, dir)
	c.hears(t, "first")
	if _, err := claim(t, dir); !errors.Is(err, ErrRaised) {
		t.Error(err)
	}
	must(t, c.in.Close())
	c.hears(t, "raise")
	for n := range 120 { // below and above the limit
		if rest := n - len(t.TempDir()); rest > 1 {
			i := first(t, filepath.Join(t.TempDir(), strings.Repeat("d", rest)))
			if i.listener == nil {
				t.Errorf("no socket at %d bytes", len(i.socket))
			}
		}
	}
}

func TestRights(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	defer syscall.Umask(syscall.Umask(0))
	first(t, dir)
	for name, want := range map[string]os.FileMode{"": 0o700, lockName: 0o600, socketName: 0o600} {
		info, err := os.Lstat(filepath.Join(dir, name))
		must(t, err)
		if info.Mode().Perm() != want || name != "" && info.Mode()&os.ModeSticky == 0 {
			t.Errorf("%q: %v", name, info.Mode())
		}
	}
}

// Connections that are not from Facedesk raise no window and block no start.
func TestForeignVisitors(t *testing.T) {
	dir := t.TempDir()
	i := first(t, dir)
	var raises atomic.Int32
	go i.Serve(t.Context(), func(context.Context) { raises.Add(1) })
	for _, text := range []string{"", "\n", "quit\n", "raise", "RAISE\n", strings.Repeat("x", 100_000) + "\n"} {
		c, err := net.Dial("unix", filepath.Join(dir, socketName))
		must(t, err)
		_, _ = c.Write([]byte(text)) // the long text is cut off
		if text == "" {
			defer c.Close() // stays connected and sends nothing
			continue
		}
		must(t, c.Close())
	}
	if _, err := claim(t, dir); !errors.Is(err, ErrRaised) || raises.Load() != 1 {
		t.Errorf("%v, %d raises", err, raises.Load())
	}
}

func TestUnwritableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	_, err := claimInstance(filepath.Join(file, "below"), time.Now)
	if e, ok := errors.AsType[*identity.Error](err); !ok || e.Kind != identity.Configuration {
		t.Errorf("%#v", err)
	}
	// If the installation's folder cannot be used, the session's folder is.
	session := t.TempDir()
	i, err := ClaimWindow(config.Paths{Logs: filepath.Join(file, "below"), Service: "facedesk"}, session, time.Now)
	must(t, err)
	defer i.Close()
	if filepath.Dir(i.socket) != filepath.Join(session, "facedesk") {
		t.Error(i.socket)
	}
	must(t, os.RemoveAll(file))
	if _, err := ClaimWindow(config.Paths{Logs: filepath.Join(file, "\x00")}, "", time.Now); !errors.Is(err, errLockFile) {
		t.Error(err)
	}
}

// Different installations and different sessions have different windows.
func TestInstanceDirs(t *testing.T) {
	for _, c := range []struct {
		session string
		paths   config.Paths
		want    string
	}{
		{"/run/user/1000", config.Paths{Service: "facedesk", Logs: "/s"}, "/s /run/user/1000/facedesk"},
		{"/run/user/1000", config.Paths{Service: "facedesk:599c83a04aedc485", Logs: "/h/logs"}, "/h/logs /run/user/1000/facedesk-599c83a04aedc485"},
		{"", config.Paths{Service: "facedesk", Logs: "/s"}, "/s"},
		{"relative", config.Paths{Service: "facedesk", Logs: "/s"}, "/s"},
	} {
		if got := strings.Join(instanceDirs(c.paths, c.session), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.session, got, c.want)
		}
	}
}
