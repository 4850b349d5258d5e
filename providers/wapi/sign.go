package wapi

import (
	"crypto/md5"
	"encoding/hex"
	"maps"
	"net/url"
	"slices"
	"strings"

	"facedesk/providers"
)

// sign returns the lower-case hex MD5 of every non-empty key and value, sorted
// by key and joined, followed by the secret.
func sign(fields url.Values, secret providers.Secret) string {
	var text strings.Builder
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if v := fields.Get(key); v != "" {
			text.WriteString(key + v)
		}
	}
	text.WriteString(secret.Reveal())
	sum := md5.Sum([]byte(text.String()))
	return hex.EncodeToString(sum[:])
}
