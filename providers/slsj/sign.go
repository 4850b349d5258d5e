package slsj

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"facedesk/providers"
)

const version = "v1"

// authToken is the value of the Auth_Token header.
type authToken struct {
	MemberID string `json:"memberId"`
	DateTime any    `json:"dateTime"` // milliseconds: a number, or a string if the setting says so
	Version  string `json:"version"`
	SignMD5  string `json:"signMd5"`
}

// sign returns the Auth_Token header: MD5 (lower-case hex) over member id,
// time and version followed by the key, without separators.
func sign(member, key providers.Secret, now time.Time, asString bool) (string, error) {
	ms := now.UnixMilli()
	text := fmt.Sprintf("memberId=%sdateTime=%dversion=%skey=%s", member.Reveal(), ms, version, key.Reveal())
	sum := md5.Sum([]byte(text))
	token := authToken{MemberID: member.Reveal(), DateTime: ms, Version: version, SignMD5: hex.EncodeToString(sum[:])}
	if asString {
		token.DateTime = strconv.FormatInt(ms, 10)
	}
	out, err := json.Marshal(token)
	return string(out), err
}
