package desk

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

// One installation has one window in a session, because two would compete for
// the camera and check the same person twice. The process that has the window
// holds the lock. A later start asks it at the socket to raise the window.
const (
	lockName   = "window.lock" // holds the process number, for people to read
	socketName = "window.sock"

	askRaise  = "raise\n"
	answered  = "raised\n"
	askCamera = "camera\n"

	answerLimit = 6 * time.Second        // limit for the first process to raise its window, which may still be opening
	askLimit    = 500 * time.Millisecond // limit for a later start to send its request
	retryEvery  = 20 * time.Millisecond  // pause between tries while the first process starts or ends

	// lineLimit is the longest request in bytes, visitors how many connections are
	// listened to at once.
	lineLimit = 4096
	visitors  = 8

	// keep is the sticky bit. It tells a cleaner of XDG_RUNTIME_DIR that the
	// file is in use (XDG Base Directory Specification 0.8).
	keep = fs.ModeSticky
)

// ErrRaised means that another process has raised its window. The new start
// then ends without a fault.
var ErrRaised = errors.New("the window that was open already has been raised")

// Instance is the right to have the window. Close it when the window has
// closed. The right of a process that dies ends by itself.
type Instance struct {
	lock     *flock.Flock
	listener *net.UnixListener // nil if the folder takes no socket: then no later start can ask
	guests   *HandOff          // nil: none are taken
	raising  sync.Mutex        // one later start after the other
	waiting  sync.WaitGroup    // for those who are told of an end
	socket   string
	now      func() time.Time
	// Camera answers the doctor, who leaves a camera to the window that holds it. Set
	// it before Serve; nil answers nothing.
	Camera func() CameraSeen
}

// instanceDirs returns the folders that can hold the lock, best first. The
// installation's is first, because it is the same however the program starts.
// The session's folder serves where the first cannot be written (XDG Base
// Directory Specification 0.8). Both are this installation's alone.
func instanceDirs(p config.Paths, session string) []string {
	dirs := []string{p.Logs}
	if filepath.IsAbs(session) {
		dirs = append(dirs, filepath.Join(session, strings.ReplaceAll(p.Service, ":", "-")))
	}
	return dirs
}

// ClaimWindow claims the window of an installation, in the first folder that
// can be written. session is the value of XDG_RUNTIME_DIR. ErrRaised means that
// another process has the window and has raised it.
func ClaimWindow(p config.Paths, session string, now func() time.Time) (i *Instance, err error) {
	for _, dir := range instanceDirs(p, session) {
		i, err = claimInstance(dir, now)
		if !errors.Is(err, errLockFile) {
			break
		}
	}
	return i, err
}

// claimInstance claims the window in one folder. If another process has the
// window, claimInstance asks it to raise the window and returns ErrRaised. No
// answer within answerLimit is an error of kind Busy. A folder that takes no
// lock is an error of kind Configuration.
func claimInstance(dir string, now func() time.Time) (*Instance, error) {
	ctx, cancel := context.WithTimeout(context.Background(), answerLimit)
	defer cancel()
	return claimWithin(ctx, dir, now)
}

// claimWithin tries until the context ends, because the other process may not
// listen yet or may be ending.
func claimWithin(ctx context.Context, dir string, now func() time.Time) (*Instance, error) {
	for {
		lock, err := takeLock(dir)
		if err != nil {
			return nil, unlockable(err)
		}
		if lock != nil {
			return listen(lock, dir, now), nil
		}
		if askToRaise(ctx, dir) {
			return nil, ErrRaised
		}
		select {
		case <-ctx.Done():
			return nil, unanswered(dir)
		case <-time.After(retryEvery):
		}
	}
}

// takeLock returns nil, nil if another process has the lock. The system
// releases the lock when the process ends. The file is never removed, because
// two processes could then lock two different files.
func takeLock(dir string) (*flock.Flock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock := lockOf(filepath.Join(dir, lockName))
	if got, err := lock.TryLock(); err != nil || !got {
		return nil, err
	}
	_ = os.WriteFile(lock.Path(), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600)
	_ = os.Chmod(lock.Path(), keep|0o600)
	return lock, nil
}

// lockOf returns a lock between processes. Other users cannot read its file.
func lockOf(file string) *flock.Flock {
	return flock.New(file, flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o600))
}

// listen makes the socket under a temporary name and then renames it. The
// socket has its permissions from the start, and it replaces what a dead
// process has left.
func listen(lock *flock.Flock, dir string, now func() time.Time) *Instance {
	i := &Instance{lock: lock, socket: filepath.Join(dir, socketName), now: now}
	fresh := i.socket + "~"
	_ = os.Remove(fresh)
	address, done := socketAddress(fresh)
	defer done()
	l, err := net.ListenUnix("unix", address)
	if err != nil {
		_ = os.Remove(i.socket)
		return i
	}
	l.SetUnlinkOnClose(false)
	if os.Chmod(fresh, keep|0o600) != nil || os.Rename(fresh, i.socket) != nil {
		_ = l.Close()
		return i
	}
	i.listener = l
	return i
}

// Close gives up the window, after those who wait for an end were told: the context
// of Serve must have ended. It removes the socket while it still holds the
// lock, so that it never removes another process's socket.
func (i *Instance) Close() {
	if i.listener != nil {
		_ = os.Remove(i.socket)
		_ = i.listener.Close()
	}
	i.waiting.Wait()
	_ = i.lock.Close()
}

// errLockFile means that a folder takes no lock.
var errLockFile = errors.New("no lock")

func unlockable(cause error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: errors.Join(errLockFile, cause),
		What: identity.Text{ZH: "无法写入 Facedesk 的状态文件夹，窗口没有打开。", EN: "The folder for Facedesk's state cannot be written, so no window was opened."},
		Next: identity.Text{ZH: "请检查文件夹权限和磁盘空间。", EN: "Check its permissions and the disk space."}}
}

// unanswered is the error for a process that does not answer. That process is
// left alone, because a paid call may be under way.
func unanswered(dir string) error {
	zh, en := "", ""
	if pid := holder(dir); pid != "" {
		zh, en = "（进程 "+pid+"）", " (process "+pid+")"
	}
	return &identity.Error{Kind: identity.Busy, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "Facedesk 已经打开" + zh + "，但没有响应；没有打开第二个窗口。", EN: "Facedesk is open already" + en + " but does not answer. No second window was opened."},
		Next: identity.Text{ZH: "请切换到已打开的窗口；若它不动，请结束该进程后重新启动。", EN: "Switch to the open window; if it is stuck, end that process and start again."}}
}

// holder returns the process number in the lock file, or "".
func holder(dir string) string {
	data, err := plainfile.Read(filepath.Join(dir, lockName), 64)
	pid := strings.TrimSpace(string(data))
	if n, bad := strconv.Atoi(pid); err != nil || bad != nil || n <= 0 {
		return ""
	}
	return pid
}
