package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"facedesk/config"
	"facedesk/records"
)

// HashKey returns the key with which the records hash a person. It is made for a
// desk that has no record of anybody yet, and never for one that has: the keyring
// was emptied then, and IT decides.
func (in *Installation) HashKey(ctx context.Context, o Outside) ([]byte, error) {
	return in.Keyring.HashKey(ctx, o.Random, func(ctx context.Context) error {
		file := in.Paths.RecordsFile(in.Settings)
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		store, err := records.Open(ctx, file)
		if err != nil {
			return err
		}
		defer store.Close()
		return keyless(ctx, store)
	})
}

// hashKey is HashKey with the records that are open.
func (s *Station) hashKey(ctx context.Context) ([]byte, error) {
	return s.Keyring.HashKey(ctx, s.outside.Random, func(ctx context.Context) error { return keyless(ctx, s.file) })
}

// keyless returns nil if no record was written with a key of the keyring.
func keyless(ctx context.Context, file *records.SQLite) error {
	keyed, err := file.Keyed(ctx)
	if err == nil && keyed {
		err = config.HashKeyLost()
	}
	return err
}
