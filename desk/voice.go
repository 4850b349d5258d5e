package desk

import (
	"context"
	"os/exec"
	"sync"
	"time"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// speaker is speech-dispatcher's own client.
const speaker = "spd-say"

// Voice reads sentences out by speech-dispatcher. A machine without it is silent.
type Voice struct {
	ctx     context.Context    // ends what is being said
	program string             // speaker, another in tests
	mu      sync.Mutex         // guards hush
	hush    context.CancelFunc // ends the last sentence; nil before the first
}

// NewVoice returns a voice that ends with ctx.
func NewVoice(ctx context.Context) *Voice { return &Voice{ctx: ctx, program: speaker} }

// Speak implements session.Ports.Speak. A new sentence ends the one before it.
func (v *Voice) Speak(s session.Speak) {
	path, err := exec.LookPath(v.program)
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(v.ctx, soundPatience)
	v.mu.Lock()
	if v.hush != nil {
		v.hush()
	}
	v.hush = cancel
	v.mu.Unlock()
	go func() {
		defer cancel()
		cmd := exec.CommandContext(ctx, path, sentence(s)...)
		cmd.WaitDelay = time.Second
		_ = cmd.Run()
	}()
}

// sentence returns the arguments of the client.
func sentence(s session.Speak) []string {
	language := "zh"
	if s.Language == identity.English {
		language = "en"
	}
	return []string{"--application-name", "facedesk", "--priority", "important", "--language", language, "--", text.New(s.Language).T(s.Said.Key())}
}
