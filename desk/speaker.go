package desk

import (
	"bytes"
	"context"
	"os/exec"
	"time"

	"facedesk/assets/sounds"
	"facedesk/ui/session"
)

// players are programs that play a WAV from standard input.
var players = [][]string{{"pw-play", "-"}, {"paplay"}, {"aplay", "-q"}}

// soundPatience is longer than any sound, for a sound server that hangs.
const soundPatience = 5 * time.Second

// Speaker sounds signals with whatever the machine has; silence is no fault.
type Speaker struct {
	ctx context.Context // ends what sounds
}

// NewSpeaker returns a speaker that falls silent when ctx ends.
func NewSpeaker(ctx context.Context) *Speaker { return &Speaker{ctx} }

// Play implements session.Ports.Play.
func (s *Speaker) Play(sound session.Sound) {
	for _, p := range players {
		if _, err := exec.LookPath(p[0]); err == nil {
			go s.playWith(p, sounds.WAV(string(sound)))
			return
		}
	}
}

func (s *Speaker) playWith(command []string, wav []byte) {
	ctx, cancel := context.WithTimeout(s.ctx, soundPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(wav)
	_ = cmd.Run()
}
