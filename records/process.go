package records

// Process identifies one running process, so that no later process is mistaken
// for it. Process ids are reused. The boot id tells boots apart, and the start
// time tells processes of one boot apart.
type Process struct {
	PID   int
	Boot  string // /proc/sys/kernel/random/boot_id
	Start int64  // clock ticks after boot, field 22 of /proc/<pid>/stat
}
