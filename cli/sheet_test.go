package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// aDay writes calls, consents and decisions of a day in October.
func aDay(t *testing.T, d desk) {
	t.Helper()
	s, err := records.Open(t.Context(), filepath.Join(d.home, "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range []identity.Outcome{identity.Match, identity.Match, identity.FaceMismatch} {
		a := records.Attempt{ID: "call-" + string(rune('a'+i)), Started: october.Add(time.Duration(i) * time.Minute), Desk: "前台 2", Clerk: "早班 李", Provider: "muzhiyun",
			Name: "欧***", Number: "**************002X", Person: "p", PriceFen: 150}
		if err := s.Begin(t.Context(), a, records.Guard{Exempt: true}); err != nil {
			t.Fatal(err)
		}
		a.State, a.Outcome, a.Charged, a.Finished = records.StateVerdict, o, identity.ChargedYes, a.Started.Add(time.Second)
		if err := s.Finish(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	lost := records.Attempt{ID: "lost", Started: october.AddDate(0, 0, -3), Provider: "muzhiyun", Name: "李*", Number: "**************0015", PriceFen: 150}
	if err := s.Begin(t.Context(), lost, records.Guard{Exempt: true}); err != nil {
		t.Fatal(err)
	}
	lost.State, lost.Kind, lost.Finished, lost.Vendor.Order = records.StateUnknown, identity.UnknownOutcome, lost.Started.Add(time.Second), "N-77"
	if err := s.Finish(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	kept(t, d,
		records.Event{ID: "e1", At: october, Event: records.EventGiven, Provider: "muzhiyun", Notice: "1a2b3c4d"},
		records.Event{ID: "e2", At: october, Event: records.EventDeclined, Provider: "muzhiyun", Notice: "1a2b3c4d"},
		records.Event{ID: "e3", At: october, Event: records.EventWithdrawn, Provider: "muzhiyun", Notice: "1a2b3c4d"},
		records.Event{ID: "e4", At: october, Event: "by_eye", Name: "诸***", Number: "*****4567", Reference: "R-2026-88", Clerk: "早班 李"},
		records.Event{ID: "e5", At: october.Add(time.Minute), Event: records.EventCorrected, About: "e4", Decision: records.DecidedDoubt, Reason: "按错了键"},
		records.Event{ID: "e6", At: october, Event: "by_eye", Name: "演*", Demo: true},
	)
}

// stub writes a program of this name that keeps its arguments and its input, and
// puts it before all others of a desk.
func (d *desk) stub(t *testing.T, name, rest string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" >" + folder + "/args\ncat >" + folder + "/input\n" + rest + "\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	d.env = append(d.env, "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	return folder
}

// paper returns the text of a PDF, with the fonts embedded.
func paper(t *testing.T, file string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	fonts, err := exec.CommandContext(t.Context(), "pdffonts", file).CombinedOutput()
	if err != nil || !strings.Contains(string(fonts), " yes no  yes ") {
		t.Errorf("%v: %s", err, fonts)
	}
	return string(out)
}

// The day sheet gives its Chinese back, goes to the printer on standard input, says
// no yuan without the manager's PIN, and is recorded.
func TestDaySheet(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=zh", "FACEDESK_DESK_NAME=前台 2", "FACEDESK_NOTICE_COMPANY=滨江酒店"})
	aDay(t, d)
	printer := d.stub(t, "lp", "")
	if r := d.run("", "records", "sheet", "--day", "2026-10-07", "--print", "--by", "王经理"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	args, _ := os.ReadFile(filepath.Join(printer, "args"))
	if !strings.Contains(string(args), "Facedesk 2026-10-07") {
		t.Errorf("lp %s", args)
	}
	said := paper(t, filepath.Join(printer, "input"))
	for _, want := range []string{"核验日报 2026-10-07", "滨江酒店", "前台 2", "早班 李", "拇指云", "诸***", "*****4567", "R-2026-88", "更正为", "按错了键", "李*", "N-77", "不同意", "撤回", "1a2b3c4d", "王经理"} {
		if !strings.Contains(said, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	for _, secret := range []string{"4.50", "元", "演*"} {
		if strings.Contains(said, secret) {
			t.Errorf("the sheet has %s:\n%s", secret, said)
		}
	}
	printed := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", records.EventPrinted))
	if len(printed) != 1 || printed[0].Clerk != "王经理" || printed[0].Rows != 3+3+2+1 {
		t.Errorf("%+v", printed)
	}
}

func TestDaySheetWithSums(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=en"})
	aDay(t, d)
	d.run("4821", "config", "pin", "set", "--manager")
	file := filepath.Join(t.TempDir(), "day.pdf")
	if r := d.run("0000", "records", "sheet", "--day", "2026-10-07", "--yuan", "-o", file); r.code == 0 {
		t.Error("a wrong PIN shows sums")
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a wrong PIN leaves a file")
	}
	if r := d.run("4821", "records", "sheet", "--day", "2026-10-07", "--yuan", "-o", file); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if said := paper(t, file); !strings.Contains(said, "4.50") || !strings.Contains(said, "Day sheet 2026-10-07") {
		t.Errorf("%s", said)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// The sheet of a shift names both clerks and what is open, and no guest.
func TestShiftSheet(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=zh", "FACEDESK_DESK_NAME=前台 2"})
	d.run("802914\n", "clerks", "add", "0012", "--name", "李明")
	aDay(t, d)
	file := filepath.Join(t.TempDir(), "shift.pdf")
	if r := d.run("", "records", "sheet", "--shift", " 0012", "--to", "0013", "-o", file, "--by", "IT"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	said := paper(t, file)
	for _, want := range []string{"交班单", "0012 李明", "接班人：0013", "李*", "结果不明", "签字："} {
		if !strings.Contains(said, want) {
			t.Errorf("the sheet lacks %s:\n%s", want, said)
		}
	}
	printed := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", records.EventPrinted))
	if len(printed) != 1 || printed[0].Clerk != "IT" || printed[0].Rows != 1 {
		t.Errorf("%+v", printed)
	}
	for _, signIn := range []string{"false", "true"} {
		d.env = append(d.env, "FACEDESK_DESK_SIGN_IN="+signIn)
		for _, args := range [][]string{{"--shift", "0012", "--to", "0012 "}, {"--shift", " "}, {"--shift="}, {"--shift", "0012", "--to="}, {"--day="}} {
			if r := d.run("", append([]string{"records", "sheet", "-o", file, "--force"}, args...)...); r.code != 2 {
				t.Errorf("sign-in %s, %q: exit %d", signIn, args, r.code)
			}
		}
	}
	for _, args := range [][]string{{"--shift", "0021"}, {"--shift", "0012", "--to", "0021"}} { // a slip makes no empty sheet
		if r := d.run("", append([]string{"records", "sheet", "-o", file, "--force"}, args...)...); r.code == 0 {
			t.Errorf("%v: a sheet of nobody", args)
		}
	}
}

// Where nobody signs in, the code is that of the settings, as it is written there.
func TestShiftSheetWithoutSignIn(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=zh", "FACEDESK_DESK_CLERK=A-01"})
	file := filepath.Join(t.TempDir(), "shift.pdf")
	if r := d.run("", "records", "sheet", "--shift", "A-01", "-o", file); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if said := paper(t, file); !strings.Contains(said, "A-01") {
		t.Error(said)
	}
}

// Where no printer works, nothing is recorded as printed, and the sentence says what
// to do.
func TestDaySheetWithoutPrinter(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=en"})
	aDay(t, d)
	d.stub(t, "lp", "echo 'lp: Error - no default destination available.' >&2; exit 1")
	for _, path := range []string{d.env[len(d.env)-1], "PATH=" + t.TempDir()} {
		d.env = append(d.env, path)
		if r := d.run("", "records", "sheet", "--day", "2026-10-07", "--print"); r.code == 0 || !strings.Contains(r.err, "Nothing was printed") {
			t.Errorf("exit %d: %s", r.code, r.err)
		}
	}
	if got := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", records.EventPrinted)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{{}, {"--print", "-o", "x.pdf"}, {"--print", "--day", "yesterday"},
		{"--print", "--to", "0013"}, {"--print", "--shift", "0012", "--yuan"}, {"--print", "--shift", "0012", "--day", "2026-10-07"}} {
		if r := d.run("", append([]string{"records", "sheet"}, args...)...); r.code != 2 {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}

// The list of clerks goes only by the administrator's PIN, by whatever command, as it
// does with a bundle.
func TestTheListOfClerksIsBehindThePIN(t *testing.T) {
	d := installed(t, []string{"FACEDESK_LANG=en"})
	d.run("4821\n", "config", "pin", "set")
	if r := d.run("4821\n802914\n", "clerks", "add", "0012", "--name", "李明"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for _, args := range [][]string{{"config", "set", "desk.clerks", ""}, {"config", "unset", "desk.clerks"}, {"config", "set", "desk.clerk_pins", ""}, {"config", "unset", "desk"}} {
		if r := d.run("", args...); r.code == 0 {
			t.Errorf("%q is taken", args)
		}
	}
	if r := d.run("1357\n", "clerks", "remove", "0012"); r.code == 0 {
		t.Error("a wrong PIN removes a clerk")
	}
	if r := d.run("", "clerks", "list"); !strings.Contains(r.out, "0012") {
		t.Errorf("the clerk is gone: %s", r.out)
	}
}
