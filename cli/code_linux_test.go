package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Code of files alone is handed back: what can be written, was made in memory or was
// changed exists nowhere else.
func TestCodeIn(t *testing.T) {
	got := codeIn(strings.NewReader(`00400000-00404000 r--p 00000000 08:01 12                                 /usr/bin/facedesk
Rss:                  16 kB
Anonymous:             0 kB
00404000-014b1000 r-xp 00004000 08:01 12                                 /usr/bin/facedesk
Rss:               17220 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
02662000-03400000 rw-p 02261000 08:01 12                                 /usr/bin/facedesk
Anonymous:             0 kB
7f0000000000-7f0000001000 rwxp 00000000 08:01 13                         /usr/lib/written.so
Anonymous:             0 kB
7f0000001000-7f0000002000 r-xp 00000000 08:01 13                         /usr/lib/patched.so
Anonymous:             4 kB
7f0000002000-7f0000003000 r-xp 00000000 00:00 0
Anonymous:             0 kB
7f0000004000-7f0000006000 r-xp 00000000 08:01 13                         /usr/lib/a b.so (deleted)
Anonymous:             0 kB
7ffc00000000-7ffc00002000 r-xp 00000000 00:00 0                          [vdso]
Anonymous:             0 kB

not an entry
`))
	if want := []addresses{{0x404000, 0x14b1000}, {0x7f0000004000, 0x7f0000006000}}; !slices.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
}

// The process goes on, with less of its code in memory.
func TestDropCode(t *testing.T) {
	before := residentCode(t)
	dropCode()
	if after := residentCode(t); after >= before {
		t.Errorf("%d kB of files before and %d after", before, after)
	}
}

// Code that was changed in memory stays as it is: the file has another one.
func TestDropCodeKeepsWhatWasChanged(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "driver.so"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	size := os.Getpagesize()
	if err := file.Truncate(int64(size)); err != nil {
		t.Fatal(err)
	}
	code, err := unix.Mmap(int(file.Fd()), 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Munmap(code) }()
	code[0] = 0xc3
	if err := unix.Mprotect(code, unix.PROT_READ|unix.PROT_EXEC); err != nil {
		t.Fatal(err)
	}
	dropCode()
	if code[0] != 0xc3 {
		t.Error("what was written into the code is lost")
	}
}

// residentCode is what the process has of files in memory, in kB.
func residentCode(t *testing.T) int {
	status, err := os.ReadFile("/proc/self/status")
	kB := regexp.MustCompile(`RssFile:\s+(\d+) kB`).FindSubmatch(status)
	if err != nil || kB == nil {
		t.Fatalf("%v %s", err, status)
	}
	n, _ := strconv.Atoi(string(kB[1]))
	return n
}
