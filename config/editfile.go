package config

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"facedesk/config/atomicfile"
	"facedesk/identity"
)

// editLimit is how long an edit waits for other processes.
var editLimit = 10 * time.Second // a variable, so that a test can shorten it

// MakeFolder makes the folder of a settings file. The system's is for all users to
// read, whatever the umask takes away.
func MakeFolder(folder string, system bool) error {
	mode := os.FileMode(0o700)
	if system {
		mode = 0o755
	}
	_, before := os.Stat(folder)
	if err := os.MkdirAll(folder, mode); err != nil || before == nil {
		return err
	}
	return os.Chmod(folder, mode)
}

// exclude keeps other processes from editing files in the same folder. Each
// process then reads what the previous one wrote, and no edit is lost. It
// creates the folder, because the first edits need it for the lock. The caller
// must call release.
func exclude(file string, system bool) (release func(), err error) {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	if err := MakeFolder(filepath.Dir(file), system); err != nil {
		return nil, unwritable(file, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), editLimit)
	defer cancel()
	lock := flock.New(filepath.Dir(file), flock.SetFlag(os.O_RDONLY))
	if ok, err := lock.TryLockContext(ctx, 5*time.Millisecond); !ok {
		return nil, configuration(identity.Say(
			"另一个程序正在修改设置，或者文件夹无法锁定（"+filepath.Dir(file)+"）。未作任何更改。",
			"Another program is changing the settings, or their folder cannot be locked ("+filepath.Dir(file)+"). Nothing was changed.").
			Do("请稍候重试。", "Try again in a moment."), err)
	}
	return func() { _ = lock.Close() }, nil
}

// replaceFile calls verify with the new content and then replaces the file. The
// file keeps its mode and its owner. A new system file is readable by all
// users, because the desk needs it. A new user's file is private.
func replaceFile(file string, data []byte, system bool, verify func(written []byte) error) error {
	if err := verify(data); err != nil {
		return err
	}
	mode := os.FileMode(0o600)
	if system {
		mode = 0o644
	}
	if err := atomicfile.Replace(file, data, mode); err != nil {
		return unwritable(file, err)
	}
	return nil
}

func unwritable(file string, cause error) error {
	return configuration(identity.Say(file+" 无法写入，内容未改动。", file+" cannot be written. It is unchanged.").
		Do("请检查文件夹权限和磁盘空间。", "Check the folder's permissions and the disk space."), cause)
}
