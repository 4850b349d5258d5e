package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"facedesk/config"
	"facedesk/providers"
	"facedesk/records"
)

// opened is a backup that was read to its end, so that all of it is genuine.
type opened struct {
	key, settings []byte
	records       string // a file in a folder of its own
}

// Restore brings a backup to a machine that has no records yet. All of it is read
// and checked before anything is put in place, and the records come last: whoever
// is interrupted does it again. It returns the records file.
func (d Desk) Restore(ctx context.Context, r io.Reader, passphrase string) (string, error) {
	plain, err := decrypt(r, passphrase)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(d.Default), 0o700); err != nil {
		return "", unwritable(d.Default, err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(d.Default), restorePattern)
	if err != nil {
		return "", unwritable(d.Default, err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	o, err := read(plain, filepath.Join(dir, recordsName))
	if err != nil {
		return "", err
	}
	place, err := d.accept(ctx, o)
	if err != nil {
		return "", err
	}
	return place, d.putInPlace(ctx, o, place)
}

// read reads everything. What is cut off or was changed is an error.
func read(plain io.Reader, file string) (o opened, err error) {
	in := tar.NewReader(plain)
	for _, name := range []string{markName, keyName, settingsName, recordsName} {
		h, err := in.Next()
		if err != nil || h.Name != name {
			return o, damaged(err)
		}
		switch name {
		case keyName:
			o.key, err = io.ReadAll(io.LimitReader(in, config.MaxSecret))
		case settingsName:
			o.settings, err = io.ReadAll(io.LimitReader(in, 1<<20))
		case recordsName:
			o.records = file
			if err = write(file, in); errors.As(err, new(*fs.PathError)) { // of this disk, not of the backup
				return o, unwritable(file, err)
			}
		}
		if err != nil {
			return o, damaged(err)
		}
	}
	if _, err := in.Next(); !errors.Is(err, io.EOF) {
		return o, damaged(err)
	}
	if _, err := io.Copy(io.Discard, plain); err != nil { // the end of the encryption
		return o, damaged(err)
	}
	return o, nil
}

func write(file string, from io.Reader) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}

// accept checks that this machine can take all of it, and returns where the records
// go.
func (d Desk) accept(ctx context.Context, o opened) (place string, err error) {
	place = d.Default
	if own, _ := d.Schema.ValueIn(o.settings, config.KeyRecordsPath).(string); own != "" {
		place = own
	}
	if err := vacant(place); err != nil {
		return "", err
	}
	old, err := config.ReadWhole(d.Sources.User)
	if err != nil || len(old) > 0 && !bytes.Equal(old, o.settings) {
		return "", present(d.Sources.User)
	}
	if len(o.settings) > 0 {
		if _, err := config.Replacement(d.Sources, d.Sources.User, settingsName, o.settings, nil); err != nil {
			return "", err
		}
	}
	store, err := records.Open(ctx, o.records)
	if err != nil {
		return "", err
	}
	defer store.Close()
	if err := store.Examine(ctx); err != nil {
		return "", err
	}
	if len(store.Notices()) > 0 {
		return "", damaged(nil)
	}
	return place, nil
}

// putInPlace brings everything or nothing: the records are written beside their place
// first, because they need the room, and get their name last.
func (d Desk) putInPlace(ctx context.Context, o opened, place string) (err error) {
	if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
		return unwritable(place, err)
	}
	staged, err := stage(o.records, filepath.Dir(place))
	if err != nil {
		return unwritable(place, err)
	}
	defer func() { _ = os.RemoveAll(filepath.Dir(staged)) }()
	release, err := d.Sources.ExcludeEdits(d.Sources.User)
	if err != nil {
		return err
	}
	defer release()
	undo, err := d.putSettings(o.settings)
	if err != nil {
		return err
	}
	forget, err := d.putKey(ctx, o.key)
	if err != nil {
		return errors.Join(err, undo())
	}
	if err := vacant(place); err != nil { // a window may have begun records meanwhile
		return errors.Join(err, forget(), undo())
	}
	if err := os.Rename(staged, place); err != nil {
		return errors.Join(unwritable(place, err), forget(), undo())
	}
	return nil
}

// vacant refuses a place that holds records, or what a killed program left of them:
// the database would take its log for that of the restored records.
func vacant(place string) error {
	for _, end := range []string{"", "-wal", "-journal"} {
		if _, err := os.Lstat(place + end); !errors.Is(err, fs.ErrNotExist) {
			return present(place + end)
		}
	}
	return nil
}

// putKey stores the key of the records, and returns how to remove it where there was
// none.
func (d Desk) putKey(ctx context.Context, key []byte) (undo func() error, err error) {
	undo = func() error { return nil }
	if len(key) == 0 {
		return undo, nil
	}
	if _, err := d.Keyring.Get(ctx, config.SecretHashKey); errors.Is(err, config.ErrNoSecret) {
		undo = func() error { return d.Keyring.Delete(context.WithoutCancel(ctx), config.SecretHashKey) }
	}
	if err := d.Keyring.ImportHashKey(ctx, providers.NewSecret(string(key)), false); err != nil {
		return undo, errors.Join(err, undo()) // it may have been stored
	}
	return undo, nil
}

// stage copies the records into a folder of its own beside their place. Sweep removes
// what a killed restore leaves there.
func stage(file, folder string) (string, error) {
	dir, err := os.MkdirTemp(folder, restorePattern)
	if err != nil {
		return "", err
	}
	staged := filepath.Join(dir, recordsName)
	f, err := os.Open(file)
	if err == nil {
		defer f.Close()
		err = write(staged, f)
	}
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return staged, err
}

// putSettings writes the settings, where there are none, and returns how to remove them.
func (d Desk) putSettings(data []byte) (undo func() error, err error) {
	there, err := config.ReadWhole(d.Sources.User)
	if len(data) == 0 || len(there) > 0 || err != nil { // accept has seen that they are the same
		return func() error { return nil }, err
	}
	return func() error { return d.Sources.WriteFile(d.Sources.User, nil) }, d.Sources.WriteFile(d.Sources.User, data)
}
