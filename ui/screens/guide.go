package screens

import (
	"slices"

	"facedesk/identity"
	"facedesk/ui/session"
)

const groupGuide = "guide"

// withGuide puts the guide's steps before the other groups while a step is
// missing, otherwise after them.
func withGuide(groups []group, steps []Step) []group {
	guide := group{id: groupGuide, steps: steps}
	switch {
	case len(steps) == 0:
		return groups
	case slices.ContainsFunc(steps, func(s Step) bool { return !s.Done }):
		return slices.Insert(groups, 0, guide)
	}
	return append(groups, guide)
}

// nextStep returns the step to which Enter belongs: the first missing one, else the
// report, else -1.
func nextStep(steps []Step) int {
	if i := slices.IndexFunc(steps, func(s Step) bool { return !s.Done }); i >= 0 {
		return i
	}
	return slices.IndexFunc(steps, func(s Step) bool { return s.Report })
}

// stepRows returns the rows of the guide.
func (s *settings) stepRows(steps []Step) []*settingRow {
	first := nextStep(steps)
	var out []*settingRow
	for i, step := range steps {
		key := ""
		if i == first {
			key = string(session.KeyEnter)
		}
		out = append(out, s.stepRow(step, key))
	}
	return out
}

func (s *settings) stepRow(step Step, key string) *settingRow {
	said, ink := s.t("settings.guide.done"), palette.PassInk
	switch {
	case !step.Done:
		said, ink = s.say(step.Missing), palette.Warn
	case step.Said != (identity.Text{}):
		said = s.say(step.Said)
	}
	r := newSettingRow(s.say(step.Name), s.say(step.Help), said)
	r.note.SetInk(ink)
	there := newButton(func() { s.goTo(step) })
	text := session.TextKey("settings.guide.go")
	if step.Test {
		text = "settings.guide.test"
	}
	if step.Report {
		text = "settings.guide.report"
	}
	if step.Bundle {
		text = "settings.guide.bundle"
	}
	_, acts := s.actOf(step)
	there.set(key, s.t(text), key != "", step.Key != "" || acts)
	r.control = there
	return r
}

// next opens the step of Enter, on the guide.
func (s *settings) next() bool {
	if s.chosen >= len(s.groups) || s.groups[s.chosen].id != groupGuide {
		return false
	}
	steps := s.groups[s.chosen].steps
	if i := nextStep(steps); i >= 0 {
		s.goTo(steps[i])
	}
	return true
}

// actOf returns what a step does by itself. It is nil where that is not shown.
func (s *settings) actOf(step Step) (act func(), acts bool) {
	switch {
	case step.Report:
		return s.report, true
	case step.Test:
		return s.test, true
	case step.Bundle:
		return s.bundle, true
	}
	return nil, false
}

// goTo opens the setting of a step, or does what the step does by itself.
func (s *settings) goTo(step Step) {
	if act, acts := s.actOf(step); acts {
		if act != nil {
			act()
		}
		s.send(session.Touched{})
		return
	}
	for i, g := range s.groups {
		if !g.holds(step.Key) {
			continue
		}
		s.choose(i)
		s.resume(step.Key, 0)
		return
	}
}

// holds reports whether a setting or secret is in the group.
func (g group) holds(key string) bool {
	return slices.ContainsFunc(g.fields, func(f SettingField) bool { return f.Key == key }) ||
		slices.ContainsFunc(g.secrets, func(f SecretField) bool { return f.Name == key })
}
