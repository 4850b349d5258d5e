package desk

import (
	"bytes"
	"context"
	"os/exec"
	"time"

	"facedesk/assets/sounds"
	"facedesk/config"
	"facedesk/ui/session"
)

// players are programs that play a WAV file from standard input.
var players = [][]string{{"pw-play", "-"}, {"paplay"}, {"aplay", "-q"}}

// soundPatience limits a sound, because a sound server may hang. It is longer
// than any sound.
const soundPatience = 5 * time.Second

// Speaker plays the signals with a program of the machine. A machine that
// cannot play them is no fault.
type Speaker struct {
	ctx     context.Context // ends the sounds
	current *Current
}

// NewSpeaker returns a speaker. It plays if the settings want sounds, and stops
// when ctx ends.
func NewSpeaker(ctx context.Context, current *Current) *Speaker { return &Speaker{ctx, current} }

// Play implements session.Ports.Play.
func (s *Speaker) Play(sound session.Sound) {
	if station := s.current.get(); station == nil || !station.Settings.Bool(config.KeySound) {
		return
	}
	if p := player(); p != nil {
		go s.playWith(p, sounds.WAV(string(sound)))
	}
}

// player returns the command of the first player that the machine has, or nil.
func player() []string {
	for _, p := range players {
		if _, err := exec.LookPath(p[0]); err == nil {
			return p
		}
	}
	return nil
}

// Player returns the name of the program that plays sounds, "" if there is none.
func Player() string {
	if p := player(); p != nil {
		return p[0]
	}
	return ""
}

func (s *Speaker) playWith(command []string, wav []byte) {
	ctx, cancel := context.WithTimeout(s.ctx, soundPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(wav)
	_ = cmd.Run()
}
