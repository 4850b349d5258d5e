//go:build vm

package readers

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Requests of linux/uinput.h.
const (
	uiCreate  = 0x5501
	uiDestroy = 0x5502
	uiSetup   = 0x405c5503
	uiEvents  = 0x40045564
	uiKeys    = 0x40045565
	uiName    = 0x8040552c // 64 bytes
)

// keyboard is a USB keyboard of the kernel's, for which a test presses the keys.
type keyboard struct {
	t    *testing.T
	f    *os.File
	node string
}

// plugIn makes a keyboard.
func plugIn(t *testing.T) *keyboard {
	t.Helper()
	f, err := os.OpenFile("/dev/uinput", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	k := &keyboard{t: t, f: f}
	k.ask(uiEvents, evKey)
	k.ask(uiEvents, 4) // MSC_SCAN
	for code := range uintptr(128) {
		k.ask(uiKeys, code)
	}
	setup := make([]byte, 92)                     // struct uinput_setup
	binary.NativeEndian.PutUint16(setup, 3)       // BUS_USB
	binary.NativeEndian.PutUint16(setup[2:], 0x1) // vendor
	copy(setup[8:], "scanner")
	k.ask(uiSetup, uintptr(unsafe.Pointer(&setup[0])))
	k.ask(uiCreate, 0)
	name := make([]byte, 64)
	k.ask(uiName, uintptr(unsafe.Pointer(&name[0])))
	folder := filepath.Join("/sys/devices/virtual/input", string(bytes.TrimRight(name, "\x00")))
	k.wait("the kernel has its node", func() bool {
		nodes, _ := filepath.Glob(folder + "/event*")
		if len(nodes) == 1 {
			k.node = "/dev/input/" + filepath.Base(nodes[0])
		}
		_, err := os.Stat(k.node)
		return err == nil
	})
	return k
}

func (k *keyboard) ask(request uint, value uintptr) {
	k.t.Helper()
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, k.f.Fd(), uintptr(request), value); e != 0 {
		k.t.Fatalf("request %x: %v", request, e)
	}
}

func (k *keyboard) wait(what string, holds func() bool) {
	k.t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); {
		if time.Now().After(end) {
			k.t.Fatalf("not so: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// press types a text as fast as scanners do: USB asks them once in some milliseconds, and
// the kernel keeps few events for who does not read.
func (k *keyboard) press(text string) {
	k.t.Helper()
	for _, r := range text {
		raw := typed(string(r))
		for at := 0; at < len(raw); at += eventSize {
			if _, err := k.f.Write(raw[at : at+eventSize]); err != nil {
				k.t.Fatal(err)
			}
		}
		time.Sleep(8 * time.Millisecond)
	}
}

func (k *keyboard) pullOut() {
	k.ask(uiDestroy, 0)
	_ = k.f.Close()
}

// A scanner of the kernel's own: its lines arrive whole, nothing that it types reaches
// who else listens, a second reader is refused, and it is found again after a replug.
func TestRealScanner(t *testing.T) {
	k := plugIn(t)
	other, err := os.OpenFile(k.node, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	link := filepath.Join(t.TempDir(), "usb-scanner-event-kbd")
	relink := func() {
		_ = os.Remove(link)
		if err := os.Symlink(k.node, link); err != nil {
			t.Fatal(err)
		}
	}
	relink()
	scans := make(chan Scan, 100)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go RunScanner(ctx, ScannerOptions{Device: link, Now: time.Now, Report: func(s Scan) { scans <- s }})
	for range 2 {
		is(t, scans, Scan{State: Waiting})
		const zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
		k.press("11010519491231002X\n" + zone + "\nE12345678")
		is(t, scans, Scan{State: CardRead, Text: "11010519491231002X", Ended: true})
		is(t, scans, Scan{State: CardRead, Text: zone, Ended: true})
		is(t, scans, Scan{State: CardRead, Text: "E12345678"})
		if _, err := grab(k.node); !errors.Is(err, syscall.EBUSY) || scannerState(err) != Busy {
			t.Errorf("a second reader: %v", err)
		}
		k.pullOut()
		is(t, scans, Scan{State: Absent})
		k = plugIn(t)
		relink()
	}
	if n, err := other.Read(make([]byte, eventSize)); n > 0 {
		t.Errorf("somebody else has read a key: %v", err)
	}
}

func is(t *testing.T, scans <-chan Scan, want Scan) {
	t.Helper()
	select {
	case got := <-scans:
		if got.Err = nil; got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	case <-time.After(60 * time.Second):
		t.Fatalf("no %+v", want)
	}
}
