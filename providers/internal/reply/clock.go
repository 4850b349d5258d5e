package reply

import (
	"net/http"
	"strconv"
	"time"

	"facedesk/identity"
)

// skewed adds the clock's error to a fault of the clock, if the answer has the
// service's own time.
func skewed(err error, header http.Header, now func() time.Time) error {
	e, ok := err.(*identity.Error) //nolint:errorlint // adapters return it as it is
	if !ok || e.Kind != identity.Clock {
		return err
	}
	theirs, parseErr := http.ParseTime(header.Get("Date"))
	off := now().Sub(theirs).Round(time.Minute)
	if parseErr != nil || off == 0 {
		return err
	}
	zh, en := "快", "fast"
	if off < 0 {
		off, zh, en = -off, "慢", "slow"
	}
	minutes := strconv.Itoa(int(off / time.Minute))
	said := *e
	said.What = e.What.Then(identity.Text{
		ZH: "与服务方相比，本机时钟" + zh + "约 " + minutes + " 分钟。", EN: "Compared with the service it is about " + minutes + " minutes " + en + "."})
	return &said
}
