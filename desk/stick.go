package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"

	"facedesk/config/bundle"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/ui/settings"
)

// sticks are the folders below which the desktop shows removable media, by user. It
// is a variable, so that a test can have some of its own.
var sticks = []string{"/media", "/run/media"}

// maxFound limits how many files of a stick are looked at.
const maxFound = 20

// withBundle puts a step before the others if a bundle that was not imported yet
// lies on a removable medium. Nothing of it is believed here.
func (s *Settings) withBundle(in *Installation, steps []settings.Step) []settings.Step {
	step := settings.Step{
		Name: identity.Text{ZH: "0 配置包", EN: "0 Bundle"},
		Help: identity.Text{ZH: "IT 的配置包带来设置和密钥，导入后下面各步多半已完成。", EN: "IT's bundle brings settings and keys; most of the steps below are then done."},
	}
	file := newBundle(in.Provisioning().Has, variable(s.outside.Env, "USER"))
	s.mu.Lock()
	step.Said = s.imported
	s.mu.Unlock()
	switch {
	case file != "":
		step.Bundle, step.Missing = true, identity.Text{ZH: "在移动盘上找到配置包：" + file, EN: "A bundle is on the removable medium: " + file}
	case step.Said != (identity.Text{}):
		step.Done = true
	default:
		return steps
	}
	return slices.Insert(steps, 0, step)
}

// newBundle returns the first bundle on the user's media that the desk has not had.
func newBundle(had func(sum string) bool, user string) string {
	if user == "" || user != filepath.Base(user) {
		return ""
	}
	for _, root := range sticks {
		found, _ := filepath.Glob(filepath.Join(root, user, "*", "*.fdb")) // fails for a pattern that is wrong only
		for _, file := range found[:min(len(found), maxFound)] {
			data, err := plainfile.Read(file, bundle.MaxSize)
			if sum := sha256.Sum256(data); err == nil && !had(hex.EncodeToString(sum[:])) {
				return file
			}
		}
	}
	return ""
}
