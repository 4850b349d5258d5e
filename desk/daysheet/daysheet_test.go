package daysheet

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

func sheet(decisions int) Sheet {
	s := Sheet{Desk: "前台 2", Day: "2026-11-28", Made: time.Date(2026, 11, 28, 22, 0, 0, 0, time.UTC), By: "李",
		Name: func(code string) identity.Text { return identity.Text{ZH: code, EN: code} }}
	for i := range decisions {
		s.Decisions = append(s.Decisions, Line{At: s.Made, Name: "欧*", Number: fmt.Sprintf("***%04d", i), Decision: "by_eye", Reference: "R-" + fmt.Sprint(i)})
	}
	return s
}

func textOf(t *testing.T, s Sheet) string {
	t.Helper()
	pdf, err := s.PDF(identity.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "s.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// A long day takes several pages. None of its lines is lost, and each page says how
// many there are.
func TestPages(t *testing.T) {
	said := textOf(t, sheet(200))
	for i := range 200 {
		if !strings.Contains(said, fmt.Sprintf("***%04d", i)) {
			t.Errorf("line %d is lost", i)
		}
	}
	pages := strings.Count(said, "\f")
	said = strings.ReplaceAll(said, " ", "")
	if pages < 3 || !strings.Contains(said, fmt.Sprintf("%d/%d", pages, pages)) || strings.Count(said, "订单号或原因") != pages {
		t.Errorf("%d pages, %d heads, %v", pages, strings.Count(said, "订单号或原因"), strings.Contains(said, fmt.Sprintf("%d/%d", pages, pages)))
	}
}

// A long text is broken into lines and never cut.
func TestNothingIsCut(t *testing.T) {
	s := sheet(1)
	s.Decisions[0].Reference = strings.Repeat("预订号", 60) + "终"
	if said := strings.NewReplacer(" ", "", "\n", "").Replace(textOf(t, s)); !strings.Contains(said, "终") || strings.Count(said, "预订号") != 60 {
		t.Errorf("%s", said)
	}
}

// What the font lacks is shown as lacking and not left out.
func TestUnknownCharacters(t *testing.T) {
	s := sheet(1)
	s.Decisions[0].Name = "𠮷*"
	if said := textOf(t, s); !strings.Contains(said, "〓*") {
		t.Errorf("%s", said)
	}
}

// The same day gives the same bytes, whatever the time is.
func TestSameBytes(t *testing.T) {
	one, err := sheet(3).PDF(identity.English)
	if err != nil {
		t.Fatal(err)
	}
	if two, _ := sheet(3).PDF(identity.English); !bytes.Equal(one, two) {
		t.Error("two prints differ")
	}
}

func TestRows(t *testing.T) {
	s := sheet(2)
	s.Services = []records.Tally{{Calls: 7}, {Calls: 1}}
	s.Consents = []records.Audited{{Times: 5}}
	s.Open = make([]Line, 1)
	if s.Rows() != 7+1+5+2+1 {
		t.Error(s.Rows())
	}
}
