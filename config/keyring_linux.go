package config

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"

	"github.com/godbus/dbus/v5"
)

// Names of the Secret Service API, draft 0.2, and of the D-Bus Specification.
const (
	secretService    = "org.freedesktop.secrets"
	secretPath       = dbus.ObjectPath("/org/freedesktop/secrets")
	secretInterface  = "org.freedesktop.Secret.Service"
	promptInterface  = "org.freedesktop.Secret.Prompt"
	loginKeyring     = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	noObject         = dbus.ObjectPath("/")
	busInterface     = "org.freedesktop.DBus"
	propertiesGet    = "org.freedesktop.DBus.Properties.Get"
	busAddressEnv    = "DBUS_SESSION_BUS_ADDRESS"
	nameAcquired     = "org.freedesktop.DBus.NameAcquired"
	exclusionPrefix  = "org.facedesk.Create.s"
	exclusionSignals = 8
)

// secretBus is the Secret Service on one session bus.
type secretBus struct {
	goKeyring
	address string // "" for none
}

func systemBackend(env []string) backend {
	b := secretBus{address: busAddress(env)}
	if b.address != "" {
		_ = os.Setenv(busAddressEnv, b.address) // fails only for an address with a NUL, which no bus answers
	}
	return b
}

// busAddress never asks for a bus to be started ("autolaunch:").
func busAddress(env []string) string {
	if address := lookup(env, busAddressEnv); address != "" && address != "autolaunch:" {
		return address
	}
	socket := filepath.Join(lookup(env, "XDG_RUNTIME_DIR"), "bus")
	if info, err := os.Stat(socket); !filepath.IsAbs(socket) || err != nil || info.Mode()&os.ModeSocket == 0 {
		return ""
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket)
}

func (b secretBus) probe(ctx context.Context) (State, error) {
	conn, err := b.connect(ctx)
	if err != nil {
		return stateOfBus(err), err
	}
	defer conn.Close()
	if err := offered(ctx, conn); err != nil {
		return stateOfBus(err), err
	}
	collection, err := defaultKeyring(ctx, conn)
	if err != nil {
		return stateOfBus(err), err
	}
	return unlock(ctx, conn, collection)
}

func stateOfBus(err error) State {
	if errors.Is(err, errNoBus) || errors.Is(err, errNoService) || errors.Is(err, errNoKeyring) {
		return Absent
	}
	return Failing
}

// connect makes a connection of our own; it ends with ctx.
func (b secretBus) connect(ctx context.Context) (*dbus.Conn, error) {
	if b.address == "" {
		return nil, errNoBus
	}
	conn, err := dbus.Connect(b.address, dbus.WithContext(ctx))
	if dial, ok := errors.AsType[*net.OpError](err); ok && dial.Op == "dial" {
		return nil, errors.Join(errNoBus, err)
	}
	return conn, err
}

// offered reports whether somebody serves secrets or can be started to.
func offered(ctx context.Context, conn *dbus.Conn) error {
	var owned bool
	if err := conn.BusObject().CallWithContext(ctx, busInterface+".NameHasOwner", 0, secretService).Store(&owned); err != nil || owned {
		return err
	}
	var names []string
	if err := conn.BusObject().CallWithContext(ctx, busInterface+".ListActivatableNames", 0).Store(&names); err != nil {
		return err
	}
	if !slices.Contains(names, secretService) {
		return errNoService
	}
	return nil
}

// defaultKeyring finds the keyring that go-keyring will use: "login", or else
// the one that is called default.
func defaultKeyring(ctx context.Context, conn *dbus.Conn) (dbus.ObjectPath, error) {
	service := conn.Object(secretService, secretPath)
	var collections []dbus.ObjectPath
	if err := service.CallWithContext(ctx, propertiesGet, 0, secretInterface, "Collections").Store(&collections); err != nil {
		return "", err
	}
	if slices.Contains(collections, loginKeyring) {
		return loginKeyring, nil
	}
	var path dbus.ObjectPath
	if err := service.CallWithContext(ctx, secretInterface+".ReadAlias", 0, "default").Store(&path); err != nil {
		return "", err
	}
	if path == noObject {
		return "", errNoKeyring
	}
	return path, nil
}

// unlock opens what opens silently, such as a keyring without a password. A
// prompt is turned away before it is shown.
func unlock(ctx context.Context, conn *dbus.Conn, collection dbus.ObjectPath) (State, error) {
	var unlocked []dbus.ObjectPath
	var prompt dbus.ObjectPath
	err := conn.Object(secretService, secretPath).
		CallWithContext(ctx, secretInterface+".Unlock", 0, []dbus.ObjectPath{collection}).Store(&unlocked, &prompt)
	switch {
	case err != nil:
		return Failing, err
	case prompt != noObject:
		return Locked, conn.Object(secretService, prompt).CallWithContext(ctx, promptInterface+".Dismiss", 0).Err
	case !slices.Contains(unlocked, collection):
		return Failing, errors.New("neither unlocked nor a prompt")
	}
	return Ready, nil
}

// exclude queues for a name on the bus: the bus gives it to one connection at a
// time, and takes it back when that one's process dies.
func (b secretBus) exclude(ctx context.Context, service string) (func(), error) {
	conn, err := b.connect(ctx)
	if err != nil {
		return nil, err
	}
	release := func() { _ = conn.Close() }
	sum := sha256.Sum256([]byte(service))
	name := exclusionPrefix + hex.EncodeToString(sum[:8])
	signals := make(chan *dbus.Signal, exclusionSignals)
	conn.Signal(signals)
	reply, err := conn.RequestName(name, 0)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = awaitName(ctx, signals, name)
	}
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

func awaitName(ctx context.Context, signals <-chan *dbus.Signal, name string) error {
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return dbus.ErrClosed
			}
			if s.Name == nameAcquired && len(s.Body) == 1 && s.Body[0] == name {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
