package records

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"hash/crc32"
	"reflect"
)

// sealOf returns the checksum of a row's values. It is never 0. Empty values do
// not count, so a column that a later version adds does not change it.
func sealOf(cs []column) int64 {
	h := crc32.NewIEEE()
	for _, c := range cs {
		v := c.value
		if valuer, ok := v.(driver.Valuer); ok {
			v, _ = valuer.Value() // our valuers never fail
		}
		if v = plain(v); v != nil && !reflect.ValueOf(v).IsZero() {
			fmt.Fprintf(h, "%s=%v\x00", c.name, v)
		}
	}
	return int64(h.Sum32()) + 1
}

// plain follows pointers to their value.
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

// broken reports whether a row's checksum is wrong. Rows without a checksum
// pass.
func broken(cs []column, seal int64) bool { return seal != 0 && seal != sealOf(cs) }

// reseal writes the checksums of the attempts that match. Call it after each
// change.
func reseal(ctx context.Context, tx *sql.Tx, where string, args ...any) error {
	all, err := unsealed(ctx, tx, where, args...)
	for i := range all {
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE attempts SET seal = $1 WHERE id = $2", sealOf(all[i].columns()), all[i].ID)
		}
	}
	return err
}
