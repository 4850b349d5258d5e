package apetime

import (
	"crypto/md5"
	"encoding/hex"

	"facedesk/providers"
)

// signed are the fields under the signature. The photo is not one.
type signed struct{ appKey, idNumber, name, requestID, timestamp string }

// sign returns the lower-case hex MD5 of the values in alphabetical order of
// their field names, followed by the secret.
func (s signed) sign(secret providers.Secret) string {
	sum := md5.Sum([]byte(s.appKey + s.idNumber + s.name + s.requestID + s.timestamp + secret.Reveal()))
	return hex.EncodeToString(sum[:])
}
