package desk

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"facedesk/identity"
	"facedesk/ui/session"
)

// Each sentence reaches the client as one argument of its own, in the language of the
// screen. A stub stands for the client and writes what it was given into a pipe.
func TestVoice(t *testing.T) {
	dir := t.TempDir()
	heard := filepath.Join(dir, "heard")
	must(t, syscall.Mkfifo(heard, 0o600))
	stub := filepath.Join(dir, "spd-say")
	must(t, os.WriteFile(stub, []byte("#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done >"+heard+"\n"), 0o700)) //nolint:gosec // a program
	v := NewVoice(t.Context())
	v.program = stub
	for _, said := range session.AllSpoken() {
		for _, lang := range []identity.Language{identity.Chinese, identity.English} {
			v.Speak(session.Speak{Said: said, Language: lang})
			got, err := os.ReadFile(heard) // waits for the client
			must(t, err)
			want := sentence(session.Speak{Said: said, Language: lang})
			if strings.Join(want, "\n")+"\n" != string(got) || want[len(want)-2] != "--" {
				t.Errorf("%s %s: %q", said, lang, got)
			}
		}
	}
}

// A machine without the client says nothing and is not at fault.
func TestVoiceWithoutClient(t *testing.T) {
	v := NewVoice(t.Context())
	v.program = filepath.Join(t.TempDir(), "none")
	v.Speak(session.Speak{Said: session.SpokenPass})
	if v.hush != nil {
		t.Error("something was started")
	}
}
