package cli_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"facedesk/readers/sandbox"
)

// A check by a simulated card from the command line.
func TestVerifyByCard(t *testing.T) {
	d := newDesk(t)
	if r, code := d.verify(t, "--demo", "--consent", "--card", "张三"); code != 0 || r.Outcome != "match" {
		t.Errorf("%d: %+v", code, r)
	}
	for _, wrong := range [][]string{
		{"--consent", "--card", "张三"}, {"--demo", "--consent", "--card", "张三", "--name", "李四"},
		{"--demo", "--consent", "--card", "nobody"}, {"--demo", "--consent", "--reader"},
		{"--demo", "--card", "张三"}, // a card does not consent
	} {
		if r := d.run("", append([]string{"verify"}, wrong...)...); r.code != 2 {
			t.Errorf("%v: %d %s", wrong, r.code, r.out)
		}
	}
}

// A real reader's card, here a simulated one's, with a day of expiry that is over.
func TestVerifyByReader(t *testing.T) {
	box, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	card, _ := sandbox.CardFor("张三", "110101199001010015", "CHN")
	card.To = "20210101"
	box.Lay(card)
	d := newDesk(t, "FACEDESK_READER_PORT="+box.Path())
	r, code := d.verify(t, "--demo", "--consent", "--reader")
	if code != 0 || !slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, "有效期") || strings.Contains(w, "expired") }) {
		t.Errorf("%d: %+v", code, r)
	}
	box.Fail(sandbox.Garbage)
	if r, code := d.verify(t, "--demo", "--consent", "--reader"); code != 32 || r.Charged != "no" {
		t.Errorf("%d: %+v", code, r)
	}
}

func TestReadersCommand(t *testing.T) {
	box, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	d := newDesk(t)
	ask := func(want string, wantCode int) {
		t.Helper()
		r := d.run("", "readers", "--json", "--port", box.Path())
		var rows []struct{ Port, State string }
		if json.Unmarshal([]byte(r.out), &rows) != nil || len(rows) < 1 || rows[0].State != want || r.code != wantCode {
			t.Errorf("%s: %d %s", want, r.code, r.out)
		}
	}
	ask("waiting", 0)
	box.Fail(sandbox.Garbage)
	ask("wrong_answer", 32)
	box.Unplug()
	ask("absent", 32)
}
