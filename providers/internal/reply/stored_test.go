package reply

import (
	"net/http"
	"testing"
)

// An answer out of a cache may be about an earlier guest.
func TestStoredAnswers(t *testing.T) {
	for want, headers := range map[bool][][2]string{
		true: {{"Age", "3600"}, {"Age", "1, 2"}, {"Warning", `110 - "Response is Stale"`}, {"Warning", `299 - "x", 113 - "y"`}, {"X-Cache", "HIT from proxy"}, {"X-Cache", "TCP_MEM_HIT dirn:1"},
			{"CF-Cache-Status", "HIT"}, {"X-Cache-Status", "STALE"}, {"X-Proxy-Cache", "hit"}, {"X-Cache-Lookup", "HIT from a:80"}, {"Cache-Status", "ExampleCache; hit"}},
		false: {{"Age", "0"}, {"Cache-Control", "no-cache"}, {"X-Cache", "MISS"}, {"X-Cache", "TCP_MISS"}, {"CF-Cache-Status", "DYNAMIC"}, {"Warning", `199 - "x"`}, {"X-Cache-Hits", "0"}, {"Cache-Control", "private, max-age=0, stale-if-error=0"}},
	} {
		for _, header := range headers {
			h := http.Header{}
			h.Set(header[0], header[1])
			if stored(h) != want {
				t.Errorf("%v: %v", header, !want)
			}
		}
	}
}
