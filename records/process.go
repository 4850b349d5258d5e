package records

// Process names one running process so that it cannot be taken for a later
// one: the process id is reused, the boot id tells two boots apart, and the
// start time two processes of one boot.
type Process struct {
	PID   int
	Boot  string // /proc/sys/kernel/random/boot_id
	Start int64  // clock ticks after boot, field 22 of /proc/<pid>/stat
}
