package paidcall

import "facedesk/identity"

// Faults before anything was sent.
var (
	textEndpointSyntax = identity.Say("服务地址不是完整的网址。",
		"The service address is not a complete URL.").
		Do("请在设置中填写以 https:// 开头的完整地址，不含空格。",
			"Enter the whole address in the settings, beginning with https:// and without spaces.")
	textEndpointPlain = identity.Say("服务地址不是 https。",
		"The service address is not https.").
		Do("请在设置中改为以 https:// 开头的地址；只有本机地址可以用 http。",
			"Enter one that begins with https:// in the settings; only this machine itself may be reached by http.")
	textEndpointUser = identity.Say("服务地址中含有用户名或密码。",
		"The service address contains a user name or password.").
		Do("请从地址中删去，密钥只存放在系统密钥环中。",
			"Remove it from the address; keys belong in the system keyring.")
	textEndpointFragment = identity.Say("服务地址中含有 #。",
		"The service address contains a #.").
		Do("请在设置中删去 # 及其后的部分。",
			"Remove the # and what follows it in the settings.")
	textProxySyntax = identity.Say("代理地址应为 http://、https:// 或 socks5:// 地址，不含用户名和密码。",
		"The proxy is not an http://, https:// or socks5:// address without user and password.").
		Do("请在设置中改正。", "Correct it in the settings.")
	textRoots = identity.Say("自有根证书文件无法读取：须为 PEM 格式，且只含证书。设置未生效。",
		"The file with the root certificates cannot be read. It must be PEM and contain only certificates. It is not used.").
		Do("请向管理员索取正确的文件。",
			"Ask the administrator for the right file.")
	textHeaderReserved = identity.Say("请求头由传输层自行填写，不能另设。",
		"The call sets a header that belongs to the transport.").
		Do("请把此情况告知软件维护人员。",
			"Report this to the maintainers of the program.")
	textHeaderInvalid = identity.Say("密钥或请求头中含有不能发送的字符（例如换行）。",
		"A key or header contains characters that cannot be sent, such as a line break.").
		Do("请在设置中重新录入密钥。",
			"Enter the key again in the settings.")
	textCancelled = identity.Say("核验在连接服务之前已取消。",
		"The check was cancelled before the service was reached.").
		Do("需要时可以重新核验。",
			"Check again when needed.")
	textConnectTimeout = identity.Say("在规定时间内没有连上核验服务。",
		"The service could not be reached within the time limit.").
		Do("请检查网络和代理设置，然后重试。",
			"Check the network and the proxy setting, then try again.")
	textRefused = identity.Say("核验服务拒绝了连接。",
		"The service refused the connection.").
		Do("请稍后重试；若一直如此，请检查设置中的服务地址和端口。",
			"Try again later; if it persists, check the service address and port in the settings.")
	textUnreachable = identity.Say("网络不通，连不上核验服务。",
		"The service cannot be reached over this network.").
		Do("请检查网线或无线网络以及防火墙，然后重试。",
			"Check the cable or the wireless network and the firewall, then try again.")
	textNoPlace = identity.Say("服务地址的主机名没有指向它应指的地方：指向本机的名字通到了别处，或者同时指向本机和别处，因此没有连接。",
		"The host name of the service does not lead where it says: the name of this machine leads elsewhere, or a name leads to this machine and elsewhere. No connection was made.").
		Do("请检查设置中的服务地址和本机的域名解析。",
			"Check the service address in the settings, and this machine's host names.")
	textElsewhere = identity.Say("要连接的地址不是设置中的服务地址，因此没有连接。",
		"The address to be called is not the one in the settings, so no connection was made.").
		Do("请把此情况告知软件维护人员。", "Report this to the maintainers of the program.")
	textEndpointHost = identity.Say("服务地址中的主机名无法使用。",
		"The host in the service address cannot be used.").
		Do("请在设置中填写服务方给出的完整主机名。", "Enter the whole host name that the service gives, in the settings.")
	textExpired = identity.Say("核验服务的证书不在有效期内。",
		"The service's certificate is not valid at this time.").
		Do("请先检查本机的日期和时间；若无误，请联系服务方更新证书。",
			"Check this machine's date and time first; if they are right, the service has to renew its certificate.")
	textCertificate = identity.Say("核验服务的证书不可信，或与服务地址不符。",
		"The service's certificate is not trusted or belongs to another host.").
		Do("请检查设置中的服务地址；若此网络要先在网页上登录，请先登录；若单位网络使用自有根证书，请管理员导入。",
			"Check the service address in the settings; if this network wants a login on a web page, log in first; if it uses its own root certificate, have the administrator add it.")
	textTLS = identity.Say("与核验服务建立加密连接（TLS 1.2 或以上）失败。",
		"No encrypted connection (TLS 1.2 or later) to the service could be made.").
		Do("请检查设置中的服务地址和端口，并请管理员查看防火墙，然后重试。",
			"Check the service address and port in the settings, have the administrator look at the firewall, then try again.")
	textLoginBefore = identity.Say("连上的是网络的登录页，不是核验服务：此网络要先在网页上登录。",
		"A login page of the network answered in place of the service: this network wants a login on a web page first.").
		Do("请联系 IT 登录网络，然后重试。",
			"Ask IT to log the machine in, then try again.")
	textProxyDown = identity.Say("连不上代理服务器。",
		"The proxy could not be reached.").
		Do("请检查网络和设置中的代理地址，然后重试。",
			"Check the network and the proxy address in the settings, then try again.")
	textProxyRefused = identity.Say("代理服务器不肯或不能连到核验服务。",
		"The proxy would not or could not connect to the service.").
		Do("请管理员在代理上放行该服务地址，然后重试。",
			"Have the administrator allow the service address at the proxy, then try again.")
	textProxyLogin = identity.Say("代理服务器要求登录。",
		"The proxy asks for a login.").
		Do("请管理员检查代理的账号或为本机免登录，然后重试。",
			"Have the administrator check the proxy account or exempt this machine, then try again.")
)

// notFound names the host name, because an outdated name is recognised by it.
func notFound(host string) identity.Sentences {
	return identity.Say("找不到核验服务的网络地址 "+host+"（域名解析失败）。",
		"The host name of the service, "+host+", could not be found (DNS).").
		Do("请检查网络、DNS 和设置中的服务地址，然后重试。",
			"Check the network, the DNS and the service address in the settings, then try again.")
}

// Faults after the connection was established.
var (
	textReadTimeout   = unknown("核验请求可能已送达，但在规定时间内没有收到完整答复。", "The check may have reached the service, but no complete answer came within the time limit.")
	textCancelledLate = unknown("核验在发送之后被取消，没有等到答复。", "The check was cancelled after sending, before an answer came.")
	textTooLarge      = unknown("核验请求已送达，但答复过大，没有读完。", "The check reached the service, but its answer is too large and was not read to its end.")
	textCut           = unknown("核验请求可能已送达，但连接中断，没有收到完整答复。", "The check may have reached the service, but the connection broke before a complete answer came.")
	textNotHTTP       = unknown("核验请求可能已送达，但收到的答复无法读取。", "The check may have reached the service, but its answer cannot be read.")
	textUnreadable    = unknown("核验服务已答复，但内容无法读取。", "The service answered, but the content cannot be read.")
)

// textLoginPage is for an answer after sending. The request went to the
// network, and may have reached the service.
var textLoginPage = identity.Say("收到的是网页，不是核验服务的答复，多半是此网络的登录页。",
	"A web page came in place of the service's answer, most likely the network's login page.").
	Do("请人工核对证件，并联系 IT 登录网络、查看记录；再次核验由负责人决定。",
		"Check the document by hand and ask IT to log the machine in and to look at the records; the person in charge decides on another check.")

// unknown adds the next step after every unknown outcome.
func unknown(zh, en string) identity.Sentences {
	return identity.Say(zh, en).
		Do("请人工核对证件，或由负责人核对记录后决定是否再次核验。",
			"Check the document by hand, or let the person in charge go through the records and decide on another check.")
}
