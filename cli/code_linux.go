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
	maps, err := os.Open("/proc/self/maps")
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

// codeIn lists the code of files in a table of the form of /proc/self/maps. Only what
// cannot be written counts as code: the rest may differ from its file.
func codeIn(maps io.Reader) (code []addresses) {
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) < 6 || f[1] != "r-xp" || !strings.HasPrefix(f[5], "/") {
			continue
		}
		from, to, _ := strings.Cut(f[0], "-")
		begin, err := strconv.ParseUint(from, 16, 64)
		end, err2 := strconv.ParseUint(to, 16, 64)
		if err == nil && err2 == nil && begin < end {
			code = append(code, addresses{uintptr(begin), uintptr(end)})
		}
	}
	return code
}
