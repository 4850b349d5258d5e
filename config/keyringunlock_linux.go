package config

import (
	"context"
	"errors"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

// gnome-keyring offers its own way to unlock and to make a keyring by a password
// that a program knows, without a prompt (libgnome-keyring's gkr-operation.c).
const (
	gnomeInterface = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
	prompterName   = "org.gnome.keyring.SystemPrompter"
	labelProperty  = "org.freedesktop.Secret.Collection.Label"
)

// secretStruct is a secret on the bus (Secret Service API, draft 0.2).
type secretStruct struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// unlock unlocks the login keyring with its password, or makes it with that
// password if there is none.
func (b secretBus) unlock(ctx context.Context, password string) error {
	conn, err := b.connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := offered(ctx, conn); err != nil {
		return err
	}
	service := conn.Object(secretService, secretPath)
	var output dbus.Variant
	var session dbus.ObjectPath
	if err := service.CallWithContext(ctx, secretInterface+".OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&output, &session); err != nil {
		return err
	}
	secret := secretStruct{session, []byte{}, []byte(password), "text/plain"}
	var collections []dbus.ObjectPath
	if err := service.CallWithContext(ctx, propertiesGet, 0, secretInterface, "Collections").Store(&collections); err != nil {
		return err
	}
	if slices.Contains(collections, loginKeyring) {
		return refusedPassword(service.CallWithContext(ctx, gnomeInterface+".UnlockWithMasterPassword", 0, loginKeyring, secret).Err)
	}
	var made dbus.ObjectPath
	// The file and the path on the bus get the label's name: another one would not be
	// found at the next log-in.
	label := map[string]dbus.Variant{labelProperty: dbus.MakeVariant(path.Base(string(loginKeyring)))}
	if err := service.CallWithContext(ctx, gnomeInterface+".CreateWithMasterPassword", 0, label, secret).Store(&made); err != nil {
		return refusedPassword(err)
	}
	return service.CallWithContext(ctx, secretInterface+".SetAlias", 0, "default", made).Err
}

// refusedPassword tells a wrong password, and another program's keyring, from other
// errors.
func refusedPassword(err error) error {
	reply, ok := errors.AsType[dbus.Error](err)
	switch {
	case !ok:
		return err
	case strings.HasSuffix(reply.Name, "UnknownMethod") || strings.HasSuffix(reply.Name, "UnknownInterface"):
		return errors.Join(errForeign, err)
	}
	return errors.Join(errPassword, err)
}

// asked says of an error of the keyring whose it is. It asks the bus, which answers
// though the keyring does not.
func (b secretBus) asked(ctx context.Context, err error) error {
	conn, dialled := b.connect(ctx)
	if dialled != nil {
		return err
	}
	defer conn.Close()
	h := &held{cause: err}
	var pid uint32
	if conn.BusObject().CallWithContext(ctx, busInterface+".GetConnectionUnixProcessID", 0, secretService).Store(&pid) == nil {
		name, _ := os.ReadFile("/proc/" + strconv.Itoa(int(pid)) + "/comm")
		h.by = programOf(string(name))
	}
	_ = conn.BusObject().CallWithContext(ctx, busInterface+".NameHasOwner", 0, prompterName).Store(&h.prompting)
	if h.by == ProgramUnknown && !h.prompting {
		return err
	}
	return h
}
