// Package pgtest starts PostgreSQL for tests: the machine's own program, on a
// private folder and port.
package pgtest

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sys/unix"
)

// Server is a running server. Everybody on this machine may log in as anybody.
type Server struct {
	Dir     string // of the data
	Port    int
	folder  string
	cmd     *exec.Cmd
	ended   chan struct{} // closed when the server's first process is gone
	extra   []string
	counter atomic.Int64
}

// Start makes an empty server and starts it. extra are settings such as "ssl=on".
// Debian's package postgresql has the program.
func Start(extra ...string) (*Server, error) {
	folder, err := os.MkdirTemp(inMemory(), "facedesk-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{Dir: filepath.Join(folder, "data"), folder: folder, extra: extra}
	port, err := freePort()
	if err == nil {
		s.Port = port
		err = s.create()
	}
	if err == nil {
		err = s.Run()
	}
	if err != nil {
		s.Remove()
		return nil, err
	}
	return s, nil
}

// inMemory returns a folder of a disk in memory that has room for a server's files,
// "" where there is none.
func inMemory() string {
	const memory, room = "/dev/shm", 4 << 30
	var free unix.Statfs_t
	if err := unix.Statfs(memory, &free); err != nil || free.Bavail*uint64(free.Bsize) < room {
		return ""
	}
	return memory
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// create makes the server's files. The server refuses to run as root.
func (s *Server) create() error {
	if id := identity(); id != nil {
		if err := os.Chown(s.folder, int(id.Uid), int(id.Gid)); err != nil {
			return err
		}
	}
	cmd := s.command("initdb", "-D", s.Dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

// Remove ends the server and removes its files.
func (s *Server) Remove() {
	s.Kill()
	_ = os.RemoveAll(s.folder)
}

// Address returns the address of a database for a user.
func (s *Server) Address(user, database string) string {
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/%s?sslmode=disable", user, s.Port, database)
}

// Database creates a database like another and returns its name. template1 is empty.
func (s *Server) Database(ctx context.Context, like string) (string, error) {
	name := "test" + strconv.FormatInt(s.counter.Add(1), 10)
	return name, s.Exec(ctx, "postgres", "CREATE DATABASE "+name+" TEMPLATE "+like)
}

// Exec runs SQL as the superuser.
func (s *Server) Exec(ctx context.Context, database, sql string) error {
	c, err := pgx.Connect(ctx, s.Address("postgres", database))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	_, err = c.Exec(ctx, sql)
	return err
}

// Tool runs a program of PostgreSQL's, such as pg_dump, and returns what it prints.
func (s *Server) Tool(name string, args ...string) ([]byte, error) {
	cmd := s.command(name, append([]string{"-h", "127.0.0.1", "-p", strconv.Itoa(s.Port), "-U", "postgres"}, args...)...)
	out, err := cmd.Output()
	if e, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Output returns it bare
		err = fmt.Errorf("%s: %w: %s", name, err, e.Stderr)
	}
	return out, err
}

// Give gives a file to the owner of another.
func Give(file string, like os.FileInfo) error {
	owner, ok := like.Sys().(*syscall.Stat_t)
	if !ok || os.Geteuid() != 0 {
		return nil
	}
	return os.Chown(file, int(owner.Uid), int(owner.Gid))
}

// Place makes a folder beside the data that the server may write to.
func (s *Server) Place(name string) (string, error) {
	folder := filepath.Join(s.folder, name)
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", err
	}
	info, err := os.Stat(s.Dir)
	if err != nil {
		return "", err
	}
	return folder, Give(folder, info)
}

// Load runs SQL that pg_dump has made in a database.
func (s *Server) Load(database string, dump []byte) error {
	cmd := s.command("psql", "-h", "127.0.0.1", "-p", strconv.Itoa(s.Port), "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-d", database)
	cmd.Stdin = bytes.NewReader(dump)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("psql: %w: %s", err, out)
	}
	return nil
}
