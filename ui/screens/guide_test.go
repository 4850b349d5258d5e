package screens

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
)

// guided returns the settings of a desk with a company name and nothing else.
func guided() Settings {
	out := someSettings()
	out.Steps = []Step{
		{Name: identity.Text{ZH: "1 单位", EN: "1 Company"}, Help: identity.Text{ZH: "告知书里写明谁处理信息。", EN: "The notice names who processes the data."}, Key: "notice.company", Done: true},
		{Name: identity.Text{ZH: "3 密钥", EN: "3 Keys"}, Help: identity.Text{ZH: "只存入系统密钥环。", EN: "They go into the system keyring only."}, Key: "muzhiyun.app_secret", Missing: identity.Text{ZH: "拇指云的密钥还没有存入", EN: "Keys are missing: Muzhiyun"}},
		{Name: identity.Text{ZH: "4 连接测试", EN: "4 Connection test"}, Help: identity.Text{ZH: "不发送信息、不计费。", EN: "Nothing is sent or charged."}, Test: true, Missing: identity.Text{ZH: "还没有测试", EN: "Not tested yet"}},
	}
	return out
}

// The guide comes first while a step is missing. Enter opens that step or
// starts the test. When all steps are done, the guide comes last.
func TestGuide(t *testing.T) {
	w := open(t)
	w.Show(view(session.Settings))
	w.SetSettings(guided())
	if w.config.groups[0].id != groupGuide || w.config.chosen != 0 {
		t.Fatalf("at %d", w.config.chosen)
	}
	w.Key(session.KeyEnter, false)
	if r := w.config.rowOf("muzhiyun.app_secret"); r == nil || w.canvas.Focused() != fyne.Focusable(r.entry) {
		t.Fatal("Enter does not go to the key that is missing")
	}
	tested := 0
	w.config.test = func() { tested++ }
	data := guided()
	data.Steps[1].Done = true
	w.SetSettings(data)
	w.config.choose(0)
	w.Key(session.KeyEnter, false)
	if tested != 1 {
		t.Errorf("tested %d times", tested)
	}
	data.Steps[2].Done = true
	w.SetSettings(data)
	if last := len(w.config.groups) - 1; w.config.groups[last].id != groupGuide || w.config.chosen != last {
		t.Errorf("at %d of %d", w.config.chosen, last)
	}
	w.take()
	w.Key(session.KeyEnter, false)
	w.expect(t)
}

// The report is saved by its button, and the row says where it is. It keeps no guide
// unfinished.
func TestGuideSavesTheReport(t *testing.T) {
	w := open(t)
	w.Show(view(session.Settings))
	saved := 0
	w.config.report = func() { saved++ }
	data := guided()
	data.Steps = []Step{{Name: identity.Text{ZH: "7 检查报告", EN: "7 Report"}, Done: true, Report: true, Said: identity.Text{ZH: "已保存到 /x/doctor.txt", EN: "Saved to /x/doctor.txt"}}}
	w.SetSettings(data)
	last := len(w.config.groups) - 1
	w.config.choose(last)
	r := w.row(0)
	test.Tap(r.control.(*button))
	w.Key(session.KeyEnter, false) // nothing is missing, so Enter saves it too
	if saved != 2 || r.note.Runs()[0].Text != "已保存到 /x/doctor.txt" || w.config.groups[last].id != groupGuide {
		t.Errorf("saved %d times, %q", saved, r.note.Runs()[0].Text)
	}
}
