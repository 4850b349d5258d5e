package closed

import "golang.org/x/sys/unix"

// files takes all rights on new files from groups and others. Files that are meant for
// others (the metrics) get their rights by name.
const files = 0o077

// Begin closes the process. It returns true, so that the initial value of a variable
// can call it. A system that refuses loses nothing else.
func Begin() bool {
	unix.Umask(files)
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	return true
}
