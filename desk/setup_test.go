package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/providers/all"
	"facedesk/ui/session"
)

// For settings that cannot be used, the log names the place of the fault and
// nothing of the contents.
func TestUnusableSettingsLeaveATrace(t *testing.T) {
	for name, text := range map[string]string{
		"an unknown name": "version = 1\n[ui]\nlanguag = \"s3cret\"\n", "no TOML": "version = 1\n= s3cret\n",
	} {
		home := t.TempDir()
		if err := os.WriteFile(filepath.Join(home, "settings.toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o := Outside{Env: []string{"FACEDESK_HOME=" + home, "HOME=" + home}, Now: time.Now, Services: all.List()}
		s := NewSetup(SetupOptions{Outside: o})
		if _, ok := s.Load(t.Context()).(session.LoadFailed); !ok {
			t.Fatalf("%s: the settings were taken", name)
		}
		log, err := os.ReadFile(filepath.Join(home, "logs", "facedesk.log"))
		if err != nil || !strings.Contains(string(log), "settings.toml:") || strings.Contains(string(log), "s3cret") {
			t.Errorf("%s: %q, %v", name, log, err)
		}
	}
}
