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

// codeIn lists the code of files in a table of the form of /proc/self/smaps. Only what
// cannot be written and is as in its file counts as code: a driver for graphics or a
// program that watches others may have written into it before, and that exists nowhere else.
func codeIn(maps io.Reader) (code []addresses) {
	var at addresses
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		f := strings.Fields(lines.Text())
		switch {
		case len(f) > 4 && !strings.HasSuffix(f[0], ":"):
			at = codeOf(f)
		case len(f) == 3 && f[0] == "Anonymous:" && f[1] == "0" && at.from < at.to:
			code = append(code, at)
		}
	}
	return code
}

// codeOf returns the addresses of a mapping if it is code of a file, else none.
func codeOf(f []string) addresses {
	if len(f) < 6 || f[1] != "r-xp" || !strings.HasPrefix(f[5], "/") {
		return addresses{}
	}
	from, to, _ := strings.Cut(f[0], "-")
	begin, err := strconv.ParseUint(from, 16, 64)
	end, err2 := strconv.ParseUint(to, 16, 64)
	if err != nil || err2 != nil {
		return addresses{}
	}
	return addresses{uintptr(begin), uintptr(end)}
}
