package screens

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/session"
)

// said returns what the window shows.
func said(w *window) string {
	var out []string
	for _, o := range w.all() {
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	}
	return strings.Join(out, "\n")
}

// A character that no font has is named beside the name, and later shown by its code
// point. What is sent is what was typed.
func TestCharacterWithoutAFont(t *testing.T) {
	const rare = "张\U00031350\U00030EDE" // of extensions H and G
	w := open(t)
	v := deskView()
	v.Claim.Name = rare
	w.Show(v)
	if strings.Contains(said(w), "U+") {
		t.Error("named although nothing is known of the fonts")
	}
	w.lacks = func(r rune) bool { return r > 0x30000 }
	w.FontsRead()
	if got := said(w); !strings.Contains(got, "U+31350") || !strings.Contains(got, "U+30EDE") || !strings.Contains(got, "原样发送") {
		t.Errorf("on the desk: %s", got)
	}
	if got := w.claim.name.entry.Value(); got != rare {
		t.Errorf("the field has %q", got)
	}
	n := noticeView()
	n.Claim.Name = rare
	w.Show(n)
	if got := said(w); !strings.Contains(got, "张[U+31350][U+30EDE]") {
		t.Errorf("on the notice: %s", got)
	}
	for _, lang := range clerkLanguages() {
		v.Language = lang
		w.Show(v)
		if faults := faultsOfRoom(w.Screens, w.stage.Size()); len(faults) > 0 {
			t.Error(lang, faults)
		}
	}
	p := verdictView(session.FamilyPass, "match")
	p.Verdict.Name = "\U00031350*"
	w.Show(p)
	if got := said(w); !strings.Contains(got, "[U+31350]*") {
		t.Errorf("on the verdict: %s", got)
	}
	if codes := w.lacking(rare + rare); !slices.Equal(codes, []string{"U+31350", "U+30EDE"}) {
		t.Error(codes)
	}
}
