package paidcall

import "facedesk/identity"

// Before anything was sent.
var (
	textEndpointSyntax = identity.Text{
		ZH: "服务地址不是完整的网址。未发送、未计费。请在设置中填写以 https:// 开头的完整地址，不含空格。",
		EN: "The service address is not a complete URL. Nothing was sent or charged. Enter the whole address in the settings, beginning with https:// and without spaces.",
	}
	textEndpointPlain = identity.Text{
		ZH: "服务地址不是 https。未发送、未计费。请在设置中改为以 https:// 开头的地址；只有本机地址可以用 http。",
		EN: "The service address is not https. Nothing was sent or charged. Enter one that begins with https:// in the settings; only this machine itself may be reached by http.",
	}
	textEndpointUser = identity.Text{
		ZH: "服务地址中含有用户名或密码。未发送、未计费。请从地址中删去，密钥只存放在系统密钥环中。",
		EN: "The service address contains a user name or password. Nothing was sent or charged. Remove it from the address; keys belong in the system keyring.",
	}
	textEndpointFragment = identity.Text{
		ZH: "服务地址中含有 #。未发送、未计费。请在设置中删去 # 及其后的部分。",
		EN: "The service address contains a #. Nothing was sent or charged. Remove the # and what follows it in the settings.",
	}
	textRoots = identity.Text{
		ZH: "自有根证书文件无法读取：须为 PEM 格式，且只含证书。设置未生效，未发送、未计费。请向管理员索取正确的文件。",
		EN: "The file of own root certificates cannot be read: it must be PEM and hold certificates only. It is not in use, and nothing was sent or charged. Ask the administrator for the right file.",
	}
	textHeaderReserved = identity.Text{
		ZH: "请求头由传输层自行填写，不能另设。未发送、未计费。请把此情况告知软件维护人员。",
		EN: "The call sets a header that belongs to the transport. Nothing was sent or charged. Report this to the maintainers of the program.",
	}
	textHeaderInvalid = identity.Text{
		ZH: "密钥或请求头中含有不能发送的字符（例如换行）。未发送、未计费。请在设置中重新录入密钥。",
		EN: "A key or header contains characters that cannot be sent, such as a line break. Nothing was sent or charged. Enter the key again in the settings.",
	}
	textCancelled = identity.Text{
		ZH: "核验在连接服务之前已取消。未发送、未计费。需要时可以重新核验。",
		EN: "The check was cancelled before the service was reached. Nothing was sent or charged. Check again when needed.",
	}
	textConnectTimeout = identity.Text{
		ZH: "在规定时间内没有连上核验服务。未发送、未计费。请检查网络和代理设置，然后重试。",
		EN: "The service could not be reached within the time limit. Nothing was sent or charged. Check the network and the proxy setting, then try again.",
	}
	textDNS = identity.Text{
		ZH: "找不到核验服务的网络地址（域名解析失败）。未发送、未计费。请检查网络、DNS 和设置中的服务地址，然后重试。",
		EN: "The host name of the service could not be found (DNS). Nothing was sent or charged. Check the network, the DNS and the service address in the settings, then try again.",
	}
	textRefused = identity.Text{
		ZH: "核验服务拒绝了连接。未发送、未计费。请稍后重试；若一直如此，请检查设置中的服务地址和端口。",
		EN: "The service refused the connection. Nothing was sent or charged. Try again later; if it persists, check the service address and port in the settings.",
	}
	textUnreachable = identity.Text{
		ZH: "网络不通，连不上核验服务。未发送、未计费。请检查网线或无线网络以及防火墙，然后重试。",
		EN: "The network does not lead to the service. Nothing was sent or charged. Check the cable or the wireless network and the firewall, then try again.",
	}
	textNotLoopback = identity.Text{
		ZH: "服务地址不是 https，而其主机名并不指向本机，因此没有连接。未发送、未计费。请在设置中改用 https 地址，或检查本机的域名解析。",
		EN: "The service address is not https and its host name does not lead to this machine, so no connection was made. Nothing was sent or charged. Use an https address in the settings, or check this machine's host names.",
	}
	textExpired = identity.Text{
		ZH: "核验服务的证书不在有效期内。未发送、未计费。请先检查本机的日期和时间；若无误，请联系服务方更新证书。",
		EN: "The service's certificate is not valid at this time. Nothing was sent or charged. Check this machine's date and time first; if they are right, the service has to renew its certificate.",
	}
	textCertificate = identity.Text{
		ZH: "核验服务的证书不可信，或与服务地址不符。未发送、未计费。请检查设置中的服务地址；若单位网络使用自有根证书，请管理员导入。",
		EN: "The service's certificate is not trusted or belongs to another host. Nothing was sent or charged. Check the service address in the settings; if your network uses its own root certificate, have the administrator add it.",
	}
	textTLS = identity.Text{
		ZH: "与核验服务建立加密连接（TLS 1.2 或以上）失败。未发送、未计费。请检查设置中的服务地址和端口，并请管理员查看防火墙，然后重试。",
		EN: "No encrypted connection (TLS 1.2 or later) to the service could be made. Nothing was sent or charged. Check the service address and port in the settings, have the administrator look at the firewall, then try again.",
	}
	textProxyDown = identity.Text{
		ZH: "连不上代理服务器。未发送、未计费。请检查网络和设置中的代理地址，然后重试。",
		EN: "The proxy could not be reached. Nothing was sent or charged. Check the network and the proxy address in the settings, then try again.",
	}
	textProxyRefused = identity.Text{
		ZH: "代理服务器不肯或不能连到核验服务。未发送、未计费。请管理员在代理上放行该服务地址，然后重试。",
		EN: "The proxy would not or could not connect to the service. Nothing was sent or charged. Have the administrator allow the service address at the proxy, then try again.",
	}
	textProxyLogin = identity.Text{
		ZH: "代理服务器要求登录。未发送、未计费。请管理员检查代理的账号或为本机免登录，然后重试。",
		EN: "The proxy asks for a login. Nothing was sent or charged. Have the administrator check the proxy account or exempt this machine, then try again.",
	}
)

// After the connection stood.
var (
	textReadTimeout   = unknown("核验请求可能已送达，但在规定时间内没有收到完整答复。", "The check may have reached the service, but no complete answer came within the time limit.")
	textCancelledLate = unknown("核验在发送之后被取消，没有等到答复。", "The check was cancelled after sending, before an answer came.")
	textTooLarge      = unknown("核验请求已送达，但答复过大，没有读完。", "The check reached the service, but its answer is too large and was not read to its end.")
	textCut           = unknown("核验请求可能已送达，但连接中断，没有收到完整答复。", "The check may have reached the service, but the connection broke before a complete answer came.")
	textNotHTTP       = unknown("核验请求可能已送达，但收到的答复无法读取。", "The check may have reached the service, but its answer cannot be read.")
	textUnreadable    = unknown("核验服务已答复，但内容无法读取。", "The service answered, but the content cannot be read.")
)

// unknown completes a sentence with what holds for every unknown outcome.
func unknown(zh, en string) identity.Text {
	return identity.Text{
		ZH: zh + "本次可能已计费，结果未知，系统没有自动重发。请人工核对证件，或由负责人核对记录后决定是否再次核验。",
		EN: en + " The outcome is unknown and it may have been charged; nothing was sent again. Check the document by hand, or let the person in charge go through the records and decide on another check.",
	}
}
