package desk

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"facedesk/config"
)

const (
	crashHome   = "FACEDESK_TEST_CRASH"
	crashSecret = "张三.(110101199001010015)\nfacedesk/desk.zhangsan(0x1)\nzhang.san"
)

// crash dies in a goroutine, with somebody's name and number as the value.
func crash(home string) {
	WatchCrashes(config.Paths{Logs: home}, "", time.Now())
	go crashHere(crashSecret)
	select {}
}

func crashHere(value string) { panic(value) }

// A crash leaves a report that tells where, once, and tells nobody's name. Its raw
// text is gone.
func TestCrashReport(t *testing.T) {
	if home := os.Getenv(crashHome); home != "" {
		crash(home)
	}
	home := t.TempDir()
	p := config.Paths{Logs: home}
	program := exec.Command(os.Args[0], "-test.run=^TestCrashReport$")
	program.Env = append(os.Environ(), crashHome+"="+home)
	if program.Run() == nil {
		t.Fatal("it did not crash")
	}
	end, report := WatchCrashes(p, "", time.Date(2026, 3, 2, 4, 5, 6, 0, time.UTC))
	data, err := os.ReadFile(report)
	must(t, err)
	for _, want := range []string{"panic: (its value is left out)\n", "facedesk/desk.crashHere(...)\n", "desk/crash_test.go:", "goroutine "} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%q is missing in\n%s", want, data)
		}
	}
	for _, secret := range []string{"张", "110101", "zhang", "0x1)"} {
		if strings.Contains(string(data), secret) {
			t.Errorf("%q stands in\n%s", secret, data)
		}
	}
	end()
	if end, again := WatchCrashes(p, "", time.Now()); again != "" {
		t.Error("one crash was reported twice")
	} else {
		end()
	}
	left, err := os.ReadDir(home)
	must(t, err)
	if len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}

// The newest reports are kept, and what the runtime itself says.
func TestCrashReportsAreFew(t *testing.T) {
	p := config.Paths{Logs: t.TempDir()}
	for i := range keptReports + 3 {
		ReportCrash(p, time.Unix(int64(i), 0), []byte("panic: runtime error: index out of range [5] with length 3\n\ngoroutine 7 [running]:\n"))
	}
	all := CrashReports(p)
	if len(all) != keptReports || !strings.HasSuffix(all[len(all)-1], "crash-19700101-000007.txt") {
		t.Errorf("%v", all)
	}
	data, err := os.ReadFile(all[0])
	must(t, err)
	if want := "panic: runtime error: index out of range [5] with length 3\ngoroutine 7 [running]:\n"; string(data) != want {
		t.Errorf("%s", data)
	}
}
