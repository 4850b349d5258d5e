package screens

import (
	"slices"
	"strings"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

func settingsPage() page {
	return page{
		screen: session.Settings, unknown: true, buttons: []session.Action{session.ActLeaveSetup, session.ActSave},
		handle:   func(s *Screens, k session.Key) bool { return s.config.handle(k) },
		wanted:   func(s *Screens) (*widgets.Entry, bool) { return nil, s.focused == nil || s.onSettings(s.focused) },
		mayClose: func(s *Screens) bool { return s.config.mayLeave(session.CloseWindow) },
		build: func(s *Screens) part {
			s.config = newSettings(s.env, s.options.SaveSecret)
			s.config.test, s.config.report, s.config.bundle = s.options.Test, s.options.Report, s.options.Bundle
			return s.config
		},
	}
}

// names returns the choices of a setting as people know them.
func (s *settings) names(f SettingField) []string {
	out := slices.Clone(f.Choices)
	for i := range out {
		if i < len(f.Names) {
			out[i] = s.say(f.Names[i])
		}
	}
	return out
}

// named returns a value with names in place of codes.
func (s *settings) named(f SettingField, value string) string {
	if len(f.Names) == 0 {
		return value
	}
	names := s.names(f)
	out := ""
	for _, i := range chosenOf(f, value) {
		out = s.and(out, names[i])
	}
	return out
}

// chosenOf returns the indexes of the choices in a value, in its order.
func chosenOf(f SettingField, value string) []int {
	var out []int
	for code := range strings.SplitSeq(value, ",") {
		if i := slices.Index(f.Choices, strings.TrimSpace(code)); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// written returns the value for these choices.
func written(f SettingField, used []int) string {
	codes := make([]string, len(used))
	for n, i := range used {
		codes[n] = f.Choices[i]
	}
	return strings.Join(codes, ",")
}
