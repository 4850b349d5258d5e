package reply

import (
	"net/http"
	"strconv"
	"strings"
)

// stored reports a header by which an answer comes out of a cache on the way (RFC 9111):
// it was given to an earlier request, which may have been about somebody else.
func stored(h http.Header) bool {
	if age, err := strconv.Atoi(Said(h, "Age")); Said(h, "Age") != "" && (err != nil || age > 0) {
		return true
	}
	for name := range h {
		if name != "Cache-Control" && strings.Contains(strings.ToLower(name), "cache") && hit.MatchString(Said(h, name)) {
			return true
		}
	}
	return stale.MatchString(Said(h, "Warning"))
}

var (
	// hit is what caches say of an answer that they had: X-Cache, CF-Cache-Status.
	hit = compiled(`(?i)\b(?:(?:tcp|udp|mem|ims)_)*(?:mem_|disk_|stale_)?(?:hit|stale|revalidated|updating)\b`)
	// stale are the warnings of a cache, 110 to 113, and of a proxy that changed the
	// answer, 214.
	stale = compiled(`(?:^|,\s*)(?:11[0-3]|214)\b`)
)
