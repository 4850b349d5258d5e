package records

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// shares are network file systems by their statfs number. SQLite's locks and
// shared memory do not work across machines.
var shares = map[int64]string{
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "CIFS", unix.SMB2_SUPER_MAGIC: "SMB",
	unix.AFS_SUPER_MAGIC: "AFS", unix.AFS_FS_MAGIC: "AFS", unix.CODA_SUPER_MAGIC: "Coda", unix.NCP_SUPER_MAGIC: "NCP",
	unix.CEPH_SUPER_MAGIC: "Ceph", unix.V9FS_MAGIC: "9P",
	0x0bd00bd0: "Lustre", 0x47504653: "GPFS", 0x01161970: "GFS2", 0x7461636f: "OCFS2",
}

// magic returns the statfs number of a folder. Tests replace it.
var magic = func(folder string) (int64, error) {
	var fs unix.Statfs_t
	err := unix.Statfs(folder, &fs)
	return int64(fs.Type), err //nolint:unconvert // 32 bits wide on some processors
}

// onThisMachine returns an error for a folder on a network share. If the folder
// does not exist yet, its parent decides.
func onThisMachine(folder string) error {
	number, err := magic(folder)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(folder) != folder {
		return onThisMachine(filepath.Dir(folder))
	}
	if err != nil {
		return nil //nolint:nilerr // opening says what is wrong
	}
	if name, ok := shares[number&0xffffffff]; ok {
		return fmt.Errorf("%w: %s", errNetwork, name)
	}
	return nil
}
