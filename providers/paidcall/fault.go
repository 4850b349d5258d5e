package paidcall

import (
	"net/http"
	"strconv"

	"facedesk/identity"
)

// HTTPFault returns the error for an HTTP status without the service's own
// body. Such a status is about the endpoint or a gateway, not about a person.
// 4xx is Configuration and not charged. 3xx is Configuration, because redirects
// are never followed. 502 and 504 are UnknownOutcome, because the service
// behind the gateway may have worked. Other 5xx are Busy, and anything else is
// UnknownOutcome. Except for 4xx it is unknown whether the call was charged.
func HTTPFault(status int) *identity.Error {
	kind, charged, said := httpFault(status, "HTTP "+strconv.Itoa(status))
	return &identity.Error{Kind: kind, What: said.What, Next: said.Next, Charged: charged, Sent: true}
}

func httpFault(status int, code string) (identity.Kind, identity.Charged, identity.Sentences) {
	switch {
	case status >= 300 && status <= 399:
		return identity.Configuration, identity.ChargedUnknown, identity.Say(
			"核验服务的地址已变更（"+code+"），没有跟随跳转。",
			"The service has moved ("+code+"); the redirect was not followed.").
			Do("请管理员按服务方的文档更新设置中的服务地址。",
				"Have the administrator update the service address in the settings.")
	case status >= 400 && status <= 499:
		return identity.Configuration, identity.ChargedNo, identity.Say(
			"核验服务没有受理请求（"+code+"）。",
			"The service did not accept the call ("+code+").").
			Do("请管理员检查设置中的服务地址、密钥和订购状态。",
				"Have the administrator check the service address, the keys and the subscription.")
	case status == http.StatusBadGateway || status == http.StatusGatewayTimeout || status < 500 || status > 599:
		return identity.UnknownOutcome, identity.ChargedUnknown, unknown(
			"核验请求已送出，但没有得到核验服务的答复（"+code+"）。",
			"The check was sent, but no answer of the service came back ("+code+").")
	}
	return identity.Busy, identity.ChargedUnknown, identity.Say(
		"核验服务暂时不可用（"+code+"）。",
		"The service is not available at the moment ("+code+").").
		Do("请先人工核对证件，稍后再试。", "Check the document by hand first and try again later.")
}

// Unreadable returns the error for a complete answer with status 200 without
// readable JSON, for example a cut body without an announced length. The
// outcome is unknown.
func Unreadable() *identity.Error {
	return &identity.Error{Kind: identity.UnknownOutcome, What: textUnreadable.What, Next: textUnreadable.Next,
		Charged: identity.ChargedUnknown, Sent: true}
}
