package reply

import (
	"context"

	"facedesk/providers"
)

// Secrets reads the named secrets in order. It stops at the first missing one.
func Secrets(ctx context.Context, d providers.Deps, keys ...string) ([]providers.Secret, error) {
	out := make([]providers.Secret, len(keys))
	for i, key := range keys {
		s, err := d.Secret(ctx, key)
		if err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}
