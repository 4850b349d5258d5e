package desk

import (
	"context"
	"testing"

	"github.com/godbus/dbus/v5"
)

// service acts as a screen saver and as logind, and tells what it was asked.
type service struct{ asked chan string }

func (s service) Inhibit(who, why string) (uint32, *dbus.Error) {
	s.asked <- "Inhibit " + who
	return 7, nil
}

func (s service) Reboot(interactive bool) *dbus.Error { return s.power("Reboot", interactive) }

func (s service) PowerOff(interactive bool) *dbus.Error { return s.power("PowerOff", interactive) }

func (s service) power(method string, interactive bool) *dbus.Error {
	if interactive {
		return dbus.NewError("asks", nil)
	}
	s.asked <- method
	return nil
}

// serve puts the service on a bus.
func (s service) serve(t *testing.T, addr, name string, path dbus.ObjectPath, iface string) *dbus.Conn {
	t.Helper()
	c, err := dbus.Connect(addr)
	must(t, err)
	t.Cleanup(func() { _ = c.Close() })
	must(t, c.Export(s, path, iface))
	_, err = c.RequestName(name, dbus.NameFlagDoNotQueue)
	must(t, err)
	return c
}

// The desktop is asked at once, and again where its screen saver starts anew. Without
// one nothing happens.
func TestAwake(t *testing.T) {
	addr := aBus(t)
	s := service{make(chan string, 4)}
	saver := s.serve(t, addr, saverName, saverPath, saverInterface)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		Awake{Connect: func(o ...dbus.ConnOption) (*dbus.Conn, error) { return dbus.Connect(addr, o...) }}.Run(ctx)
	}()
	if got := <-s.asked; got != "Inhibit Facedesk" {
		t.Error(got)
	}
	must(t, saver.Close())
	s.serve(t, addr, saverName, saverPath, saverInterface)
	if got := <-s.asked; got != "Inhibit Facedesk" {
		t.Error(got)
	}
	cancel()
	<-ended
	Awake{Connect: func(...dbus.ConnOption) (*dbus.Conn, error) { return nil, context.Canceled }}.Run(t.Context())
}

func TestPower(t *testing.T) {
	addr := aBus(t)
	p := Power{Connect: func(o ...dbus.ConnOption) (*dbus.Conn, error) { return dbus.Connect(addr, o...) }}
	if p.Restart(t.Context()) == nil {
		t.Error("there is no logind yet")
	}
	s := service{make(chan string, 4)}
	s.serve(t, addr, loginName, loginPath, loginInterface)
	must(t, p.Restart(t.Context()))
	must(t, p.Off(t.Context()))
	if one, two := <-s.asked, <-s.asked; one != "Reboot" || two != "PowerOff" {
		t.Error(one, two)
	}
}
