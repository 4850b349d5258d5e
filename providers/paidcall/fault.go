package paidcall

import (
	"net/http"
	"strconv"

	"facedesk/identity"
)

// HTTPFault says what an HTTP status means that came without the service's own
// body: it speaks of the endpoint or a gateway, not of a person. 4xx is
// Configuration and not charged; 3xx Configuration, because redirects are
// never followed; 502 and 504 UnknownOutcome, because a gateway gave up on a
// service that may have worked; every other 5xx Busy; anything else
// UnknownOutcome. Whether all but 4xx were charged is unknown.
func HTTPFault(status int) *identity.Error {
	code := "HTTP " + strconv.Itoa(status)
	e := &identity.Error{Charged: identity.ChargedUnknown}
	switch {
	case status >= 300 && status <= 399:
		e.Kind = identity.Configuration
		e.Text = identity.Text{
			ZH: "核验服务的地址已变更（" + code + "），没有跟随跳转。是否计费未知，没有自动重发。请管理员按服务方的文档更新设置中的服务地址。",
			EN: "The service has moved (" + code + "); the redirect was not followed. Whether it was charged is unknown, and nothing was sent again. Have the administrator update the service address in the settings.",
		}
	case status >= 400 && status <= 499:
		e.Kind, e.Charged = identity.Configuration, identity.ChargedNo
		e.Text = identity.Text{
			ZH: "核验服务没有受理请求（" + code + "）。未计费。请管理员检查设置中的服务地址、密钥和订购状态。",
			EN: "The service did not accept the call (" + code + "). It was not charged. Have the administrator check the service address, the keys and the subscription.",
		}
	case status == http.StatusBadGateway || status == http.StatusGatewayTimeout || status < 500 || status > 599:
		e.Kind = identity.UnknownOutcome
		e.Text = unknown("核验请求已送出，但没有得到核验服务的答复（"+code+"）。", "The check was sent, but no answer of the service came back ("+code+").")
	default:
		e.Kind = identity.Busy
		e.Text = identity.Text{
			ZH: "核验服务暂时不可用（" + code + "）。是否计费未知，没有自动重发。请先人工核对证件，稍后再试。",
			EN: "The service is not available at the moment (" + code + "). Whether it was charged is unknown, and nothing was sent again. Check the document by hand and try again later.",
		}
	}
	return e
}

// Unreadable says that a complete answer with status 200 holds no readable
// JSON, as a cut body of unannounced length does: the outcome is unknown.
func Unreadable() *identity.Error {
	return &identity.Error{Kind: identity.UnknownOutcome, Text: textUnreadable, Charged: identity.ChargedUnknown}
}
