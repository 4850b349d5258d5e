package readers

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// eviocgrab takes an input device for one program alone (linux/input.h).
const eviocgrab = 0x40044590

// grab opens an input device and takes it for this program alone.
func grab(path string) (events, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&os.ModeCharDevice == 0:
		return nil, fmt.Errorf("%s is no input device", path)
	}
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	raw, err := f.SyscallConn()
	if err == nil {
		var failed error
		err = raw.Control(func(fd uintptr) { failed = unix.IoctlSetInt(int(fd), eviocgrab, 1) })
		if err == nil {
			err = failed
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}
