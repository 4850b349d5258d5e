package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Fresh writes a new file into a folder and returns its path. No file is replaced:
// a number is put behind a name that exists. Until all is written the file has
// another name, and if fill fails nothing is left. Only its owner can read it.
func Fresh(folder, name string, fill func(io.Writer) error) (file string, err error) {
	f, err := os.CreateTemp(folder, ".facedesk-*")
	if err != nil {
		return "", err
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name()) // does nothing once it has its name
	}()
	if err := fill(f); err != nil {
		return "", err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return "", err
	}
	if file, err = unused(folder, name); err != nil {
		return "", err
	}
	if err := os.Rename(f.Name(), file); err != nil {
		return "", err
	}
	syncFolder(folder)
	return file, nil
}

// unused returns the first path of this name that no file has.
func unused(folder, name string) (string, error) {
	ext := filepath.Ext(name)
	for i := 1; i < 1000; i++ {
		file := filepath.Join(folder, name)
		if i > 1 {
			file = filepath.Join(folder, strings.TrimSuffix(name, ext)+"-"+strconv.Itoa(i)+ext)
		}
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			return file, nil
		}
	}
	return "", fs.ErrExist
}
