package tianyan

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"facedesk/providers"
)

const source = "market"

// date returns the time for the signed headers: RFC 1123 in GMT.
func date(now time.Time) string { return now.UTC().Format(http.TimeFormat) }

func signature(key providers.Secret, text string) string {
	mac := hmac.New(sha1.New, []byte(key.Reveal()))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signHMAC returns the headers of the old gateway: HMAC-SHA1 over date and
// source, with lower-case names, one LF between them and none at the end.
func signHMAC(id, key providers.Secret, now time.Time) http.Header {
	d := date(now)
	sig := signature(key, "x-date: "+d+"\nx-source: "+source)
	return http.Header{
		"X-Source": {source},
		"X-Date":   {d},
		"Authorization": {fmt.Sprintf(`hmac id="%s", algorithm="hmac-sha1", headers="x-date x-source", signature="%s"`,
			id.Reveal(), sig)},
	}
}

// marketAuth is the Authorization header of the new gateway.
type marketAuth struct {
	ID        string `json:"id"`
	Date      string `json:"x-date"`
	Signature string `json:"signature"`
}

// signMarket returns the headers of the new gateway: HMAC-SHA1 over the date
// alone.
func signMarket(id, key providers.Secret, now time.Time, requestID string) (http.Header, error) {
	d := date(now)
	auth, err := json.Marshal(marketAuth{id.Reveal(), d, signature(key, "x-date: "+d)})
	if err != nil {
		return nil, err
	}
	return http.Header{"request-id": {requestID}, "Authorization": {string(auth)}}, nil
}
