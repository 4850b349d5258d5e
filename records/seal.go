package records

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"hash/crc32"
	"reflect"
	"strconv"
)

// sealOf returns the checksum of a row's values. It is never 0. Empty values do
// not count, so a column that a later version adds does not change it.
func sealOf(cs []column) int64 {
	text := make([]byte, 0, 1024)
	for _, c := range cs {
		v := c.value
		if valuer, ok := v.(driver.Valuer); ok {
			v, _ = valuer.Value() // our valuers never fail
		}
		before := len(text)
		text = append(append(text, c.name...), '=')
		var empty bool
		if text, empty = appendValue(text, v); empty {
			text = text[:before]
			continue
		}
		text = append(text, 0)
	}
	return int64(crc32.ChecksumIEEE(text)) + 1
}

// appendValue appends a value as fmt prints it, and reports an empty one. Most are
// texts and integers, which are written without fmt: exports go by this speed.
func appendValue(text []byte, v any) (out []byte, empty bool) {
	switch v := v.(type) {
	case *string:
		return append(text, *v...), *v == ""
	case string:
		return append(text, v...), v == ""
	case int64:
		return strconv.AppendInt(text, v, 10), v == 0
	}
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer {
		if r.IsNil() {
			return text, true
		}
		r = r.Elem()
	}
	switch {
	case !r.IsValid() || r.IsZero():
		return text, true
	case r.Kind() == reflect.String:
		return append(text, r.String()...), false
	case r.CanInt():
		return strconv.AppendInt(text, r.Int(), 10), false
	}
	return fmt.Append(text, r.Interface()), false
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
