package doctor

import (
	"context"
	"time"

	"facedesk/desk"
)

// New returns a machine whose doors lead to this one. The caller sets what only he
// knows: the fields of the program, the settings, the window and the devices' words.
func New(env func(string) string, now func() time.Time) *Machine {
	return &Machine{
		Env: env, Now: now, Proc: "/proc", Etc: "/etc",
		Secrets: storedSecrets,
		Faces:   builtInFaces, Fonts: systemFonts, Disk: space, Bus: power, Slept: slept, Player: desk.Player,
		Screen: func(ctx context.Context) (Screen, error) { return screenOf(ctx, env("DISPLAY")) },
	}
}
