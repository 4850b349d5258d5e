package doctor

import (
	"context"

	"github.com/go-text/typesetting/fontscan"
	"github.com/godbus/dbus/v5"

	"facedesk/assets"
	"facedesk/desk"
	"facedesk/imaging"
)

// storedSecrets asks the keyring of the system.
func storedSecrets(ctx context.Context, in *desk.Installation) ([]string, error) {
	if _, err := in.Secrets.State(ctx); err != nil {
		return nil, err
	}
	return in.Secrets.List(ctx)
}

// systemFonts returns the fonts of the system, as the toolkit finds them.
func systemFonts() ([]Font, error) {
	all, err := fontscan.SystemFonts(quiet{}, "")
	out := make([]Font, len(all))
	for i, f := range all {
		out[i] = Font{Family: f.Family, Has: f.Runes.Contains}
	}
	return out, err
}

// quiet is a log that keeps nothing.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// builtInFaces counts the faces that are found on the built-in picture.
func builtInFaces() (int, error) {
	img, err := imaging.Decode(assets.DemoPortrait())
	if err != nil {
		return 0, err
	}
	return len(desk.NewMaker().ExamineClosely(img).Faces), nil
}

// power asks logind what it does with an idle machine.
func power(ctx context.Context) (p Power, err error) {
	bus, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return p, err
	}
	defer bus.Close()
	login := bus.Object("org.freedesktop.login1", "/org/freedesktop/login1")
	err = login.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, "org.freedesktop.login1.Manager", "IdleAction").Store(&p.IdleAction)
	return p, err
}
