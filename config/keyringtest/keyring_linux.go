package keyringtest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"
)

const (
	secretService = "org.freedesktop.secrets"
	secretPath    = dbus.ObjectPath("/org/freedesktop/secrets")
	loginKeyring  = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
)

// Password is the password of the keyrings.
const Password = "keyring password of a test"

// Start gives an unlocked, empty keyring. addr is the address of its bus; env
// ("NAME=value") is for child processes: bus, HOME and XDG folders.
func Start(t testing.TB) (addr string, env []string) {
	t.Helper()
	addr, env = StartBus(t)
	daemon(t, addr, env, Password)
	return addr, env
}

// StartLocked gives a keyring with a password that nobody has typed yet, as on
// a machine that logs in by itself.
func StartLocked(t testing.TB) (addr string, env []string) {
	t.Helper()
	addr, env = StartBus(t)
	stop := daemon(t, addr, env, Password) // makes the login keyring
	stop()
	daemon(t, addr, env, "")
	return addr, env
}

// StartEmpty gives a keyring service that has no keyring yet.
func StartEmpty(t testing.TB) (addr string, env []string) {
	t.Helper()
	addr, env, _ = StartAnew(t)
	return addr, env
}

// StartAnew is StartEmpty. again ends the service and starts another one over the same
// files, as the next log-in does; nobody has typed a password there.
func StartAnew(t testing.TB) (addr string, env []string, again func()) {
	t.Helper()
	addr, env = StartBus(t)
	stop := daemon(t, addr, env, "")
	return addr, env, func() {
		stop()
		stop = daemon(t, addr, env, "")
	}
}

// StartBus gives a private bus on which nobody offers secrets.
func StartBus(t testing.TB) (addr string, env []string) {
	t.Helper()
	dir := folders(t)
	config := filepath.Join(dir, "bus.conf")
	fatal(t, os.WriteFile(config, []byte(strings.Replace(busConfig, "DIR", dir, 1)), 0o600))
	addr = startBus(t, config)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", addr)
	t.Cleanup(dropShared) // runs before the variable is reset and the bus ends
	return addr, environment(dir, addr)
}

// untilEOF runs its arguments until its standard input closes: at the latest
// when the test's process dies, however it dies.
const untilEOF = `"$@" & read -r _; kill $!; wait $!`

func startBus(t testing.TB, config string) (addr string) {
	t.Helper()
	daemon := command(t, "dbus-daemon", "--nofork", "--print-address", "--config-file="+config)
	cmd := command(t, "sh", append([]string{"-c", untilEOF, "sh"}, daemon.Args...)...)
	stdin, err := cmd.StdinPipe()
	fatal(t, err)
	out, err := cmd.StdoutPipe()
	fatal(t, err)
	fatal(t, cmd.Start())
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait() // the bus ends by a signal: that is no error
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	fatal(t, err)
	return strings.TrimSpace(line)
}

// A session bus that starts no services and lets the user do everything.
const busConfig = `<busconfig>
  <type>session</type>
  <listen>unix:dir=DIR</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

func folders(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "keyringtest") // short: a socket's path has 108 bytes
	fatal(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for _, name := range []string{"home", "data", "config", "state", "cache", "run"} {
		fatal(t, os.Mkdir(filepath.Join(dir, name), 0o700))
	}
	return dir
}

func environment(dir, addr string) []string {
	return []string{
		"DBUS_SESSION_BUS_ADDRESS=" + addr,
		"HOME=" + filepath.Join(dir, "home"),
		"XDG_DATA_HOME=" + filepath.Join(dir, "data"),
		"XDG_CONFIG_HOME=" + filepath.Join(dir, "config"),
		"XDG_STATE_HOME=" + filepath.Join(dir, "state"),
		"XDG_CACHE_HOME=" + filepath.Join(dir, "cache"),
		"XDG_RUNTIME_DIR=" + filepath.Join(dir, "run"),
		"PATH=" + os.Getenv("PATH"),
	}
}

// daemon starts gnome-keyring, unlocking or making the login keyring where a
// password is given, and waits until it serves. It returns how to stop it.
func daemon(t testing.TB, addr string, env []string, password string) (stop func()) {
	t.Helper()
	args := []string{"--foreground", "--components=secrets"}
	if password != "" {
		args = append(args, "--unlock")
	}
	cmd := command(t, "gnome-keyring-daemon", args...)
	cmd.Env = env
	cmd.Stdin = strings.NewReader(password)
	conn := connect(t, addr)
	owned := watch(t, conn)
	fatal(t, cmd.Start())
	t.Cleanup(func() { end(cmd) })
	await(t, owned, true)
	return func() {
		end(cmd)
		await(t, owned, false)
	}
}

// watch tells of every change of the owner of the secret service.
func watch(t testing.TB, conn *dbus.Conn) <-chan *dbus.Signal {
	t.Helper()
	fatal(t, conn.AddMatchSignal(
		dbus.WithMatchInterface("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"),
		dbus.WithMatchArg(0, secretService)))
	signals := make(chan *dbus.Signal, 64)
	conn.Signal(signals)
	return signals
}

func await(t testing.TB, signals <-chan *dbus.Signal, owned bool) {
	t.Helper()
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				t.Fatal("the private bus has ended")
			}
			if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && s.Body[0] == secretService && (s.Body[2] != "") == owned {
				return
			}
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		}
	}
}

// Lock locks the login keyring.
func Lock(t testing.TB, addr string) {
	t.Helper()
	var locked []dbus.ObjectPath
	var prompt dbus.ObjectPath
	err := connect(t, addr).Object(secretService, secretPath).
		Call("org.freedesktop.Secret.Service.Lock", 0, []dbus.ObjectPath{loginKeyring}).Store(&locked, &prompt)
	fatal(t, err)
	if len(locked) != 1 {
		t.Fatal("the keyring did not lock")
	}
}

// Freeze stops the keyring in its tracks: it takes calls and answers none. It is
// set free when thaw is called or the test ends.
func Freeze(t testing.TB, addr string) (thaw func()) {
	t.Helper()
	var pid uint32
	fatal(t, connect(t, addr).BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, secretService).Store(&pid))
	fatal(t, syscall.Kill(int(pid), syscall.SIGSTOP))
	thaw = func() { _ = syscall.Kill(int(pid), syscall.SIGCONT) }
	t.Cleanup(thaw)
	return thaw
}

func connect(t testing.TB, addr string) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(addr)
	fatal(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// dropShared closes the connection that go-keyring keeps.
func dropShared() {
	if conn, err := dbus.SessionBus(); err == nil {
		_ = conn.Close()
	}
}

func command(t testing.TB, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is needed: apt-get install -y --no-install-recommends gnome-keyring dbus-daemon", name)
	}
	return exec.Command(path, args...)
}

func end(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
