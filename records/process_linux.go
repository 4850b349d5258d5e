package records

import (
	"errors"
	"os"
	"strconv"
	"strings"
)

const bootIDFile = "/proc/sys/kernel/random/boot_id"

var errStat = errors.New("records: /proc stat line not understood")

// Self identifies the calling process. It needs /proc.
func Self() (Process, error) {
	boot, err := bootID()
	if err != nil {
		return Process{}, err
	}
	pid := os.Getpid()
	start, _, err := startOf(pid)
	return Process{PID: pid, Boot: boot, Start: start}, err
}

// alive reports whether exactly this process is running. A zombie is not.
func alive(p Process) bool {
	boot, err := bootID()
	if err != nil || boot != p.Boot {
		return false
	}
	start, state, err := startOf(p.PID)
	return err == nil && start == p.Start && state != "Z" && state != "X"
}

func bootID() (string, error) {
	b, err := os.ReadFile(bootIDFile)
	return strings.TrimSpace(string(b)), err
}

// startOf returns start time and state of a process. The command name in
// parentheses may hold any characters, so the fields are counted after the last
// parenthesis (proc_pid_stat(5)).
func startOf(pid int) (start int64, state string, err error) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, "", err
	}
	return parseStat(string(b))
}

func parseStat(line string) (start int64, state string, err error) {
	end := strings.LastIndexByte(line, ')')
	if end < 0 {
		return 0, "", errStat
	}
	const stateField, startField = 3, 22
	fields := strings.Fields(line[end+1:])
	if len(fields) <= startField-stateField {
		return 0, "", errStat
	}
	start, err = strconv.ParseInt(fields[startField-stateField], 10, 64)
	return start, fields[0], err
}
