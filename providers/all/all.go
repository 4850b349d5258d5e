// Package all is the list of the services that this build offers. To add one,
// add its line here.
package all

import (
	"facedesk/providers"
	"facedesk/providers/apetime"
	"facedesk/providers/internal/reply"
	"facedesk/providers/muzhiyun"
	"facedesk/providers/slsj"
	"facedesk/providers/tianyan"
	"facedesk/providers/wapi"
)

// List returns the services in the order in which they are offered.
func List() []providers.Entry {
	return []providers.Entry{
		slsj.Entry(),
		tianyan.Entry(),
		muzhiyun.Entry(),
		apetime.Entry(),
		wapi.Entry(),
	}
}

// Warm does what the first answer of a service would otherwise wait for.
func Warm() { reply.Warm() }
