package cli

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// dropCode hands back the code of the program and its libraries that this process has
// read. Most of it is used by the start alone: a software renderer compiles its programs
// with a large compiler. What is used again is found in the system's cache.
func dropCode() {
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer func() { _ = maps.Close() }()
	for _, r := range codeIn(maps) {
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, r.from, r.to-r.from, unix.MADV_DONTNEED)
	}
}

// addresses are the memory from one address to before another.
type addresses struct{ from, to uintptr }

// codeIn lists the code of files in a table of the form of /proc/self/smaps. What can be
// written, or has pages that differ from the file, exists nowhere else: some drivers
// change their own code.
func codeIn(maps io.Reader) (code []addresses) {
	var now *addresses
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		f := strings.Fields(lines.Text())
		switch {
		case len(f) == 0:
		case !strings.HasSuffix(f[0], ":"):
			now = codeAt(f)
		case f[0] == "Anonymous:" && now != nil && len(f) > 1 && f[1] == "0":
			code = append(code, *now)
		}
	}
	return code
}

// codeAt reads the first line of an entry. It returns nil if that is no code of a file.
func codeAt(f []string) *addresses {
	if len(f) < 6 || f[1] != "r-xp" || !strings.HasPrefix(f[5], "/") {
		return nil
	}
	from, to, _ := strings.Cut(f[0], "-")
	begin, err := strconv.ParseUint(from, 16, 64)
	end, err2 := strconv.ParseUint(to, 16, 64)
	if err != nil || err2 != nil || begin >= end {
		return nil
	}
	return &addresses{uintptr(begin), uintptr(end)}
}
