package records

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"hash/crc32"
	"reflect"
)

// sealOf is the checksum of a row's values, never 0. What is empty does not count,
// so that a column which a later version adds changes nothing.
func sealOf(cs []column) int64 {
	h := crc32.NewIEEE()
	for _, c := range cs {
		v := c.value
		if own, ok := v.(driver.Valuer); ok {
			v, _ = own.Value() // ours never fail
		}
		if v = plain(v); v != nil && !reflect.ValueOf(v).IsZero() {
			fmt.Fprintf(h, "%s=%v\x00", c.name, v)
		}
	}
	return int64(h.Sum32()) + 1
}

// plain follows pointers to what they point at.
func plain(v any) any {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer {
		if r.IsNil() {
			return nil
		}
		r = r.Elem()
	}
	if !r.IsValid() {
		return nil
	}
	return r.Interface()
}

// broken reports whether a row is not what was written.
func broken(cs []column, seal int64) bool { return seal != 0 && seal != sealOf(cs) }

// reseal gives the attempts that match, and were just changed, their checksums.
func reseal(ctx context.Context, tx *sql.Tx, where string, args ...any) error {
	all, err := unsealed(ctx, tx, where, args...)
	for i := range all {
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE attempts SET seal = $1 WHERE id = $2", sealOf(all[i].columns()), all[i].ID)
		}
	}
	return err
}
