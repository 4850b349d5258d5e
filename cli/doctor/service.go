package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

const (
	// drift is how far a clock may be off until it is told. Services refuse a request
	// whose clock is off by minutes.
	drift    = 30 * time.Second
	farDrift = 4 * time.Minute
	// renewal is how long before its end a certificate is told of.
	renewal = 14 * 24 * time.Hour
)

// service connects to a service as a call would (name, TCP, proxy, TLS) and compares
// the clocks. Nothing can be charged: see paidcall.Client.Inspect. Without an answer
// of the keyring every service counts as in use.
func (m *Machine) service(ctx context.Context, e providers.Entry, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	code := e.Descriptor.Code
	names, err := m.secrets(ctx, in)
	if err == nil && !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, code+".") }) {
		say(tell(OK, "没有密钥，未使用", "has no keys, so it is not in use"))
		return
	}
	if e.Descriptor.Advice != nil {
		for _, advice := range e.Descriptor.Advice(in.Settings.Provider(code)) {
			say(tell(Warning, advice.ZH, advice.EN))
		}
	}
	endpoint := strings.TrimSpace(in.Settings.Provider(code).String(providers.KeyEndpoint))
	if endpoint == "" {
		state := Failed
		if err != nil {
			state = Warning // without the keyring nobody knows whether it is in use
		}
		say(Line{state, identity.Say("没有接口地址。", "No endpoint is set.").
			Do("请设置 providers."+code+".endpoint。", "Set providers."+code+".endpoint.")})
		return
	}
	m.reach(ctx, in, code, endpoint, say)
}

func (m *Machine) reach(ctx context.Context, in *desk.Installation, code, endpoint string, say func(Line)) {
	client, err := in.Client(in.Settings.Provider(code))
	if err != nil {
		say(about(place(endpoint), failure(err)))
		return
	}
	found, err := client.Inspect(ctx, endpoint, m.Now)
	if err != nil {
		say(about(place(endpoint), failure(err)))
		return
	}
	say(reached(endpoint, found))
	if ending := found.Expires.Sub(m.Now()); !found.Expires.IsZero() && ending < renewal {
		at := found.Expires.Format(time.DateOnly)
		say(Line{Warning, identity.Say("服务的证书 "+at+" 到期。", "The service's certificate ends on "+at+".").
			Do("到期未换则无法核验，请问服务商。", "Without a new one no check can be made then; ask the service.")})
	}
	for _, l := range driftLines(found) {
		say(l)
	}
}

// reached tells the way that works.
func reached(endpoint string, r paidcall.Reach) Line {
	zh, en := []string{place(endpoint) + " 可以连接"}, []string{place(endpoint) + " can be reached"}
	add := func(is bool, z, e string) {
		if is {
			zh, en = append(zh, z), append(en, e)
		}
	}
	add(r.Proxied, "经代理", "through the proxy")
	add(r.TLS != "", r.TLS, r.TLS)
	add(r.TLS == "", "不加密", "not encrypted")
	add(r.Issuer != "", "证书由 "+r.Issuer+" 签发", "certificate by "+r.Issuer)
	add(!r.Known, "服务没有给出时间", "the service did not tell its time")
	add(r.Known, fmt.Sprintf("时钟相差 %v", r.Ahead.Abs()), fmt.Sprintf("clocks differ by %v", r.Ahead.Abs()))
	return tell(OK, strings.Join(zh, "，"), strings.Join(en, ", "))
}

// driftLines tells a clock that is off.
func driftLines(r paidcall.Reach) []Line {
	off := r.Ahead.Abs()
	if !r.Known || off <= drift {
		return nil
	}
	zh, en := "慢", "behind"
	if r.Ahead < 0 {
		zh, en = "快", "ahead"
	}
	state, zhThen, enThen := Warning, "。", "."
	if off > farDrift {
		state, zhThen, enThen = Failed, "，服务会拒绝核验。", "; it will refuse checks."
	}
	return []Line{{state, identity.Say(fmt.Sprintf("本机时钟比服务%s %v%s", zh, off, zhThen), fmt.Sprintf("This machine's clock is %v %s of the service's%s", off, en, enThen)).
		Do("请校准时钟：timedatectl set-ntp true。", "Set the clock: timedatectl set-ntp true.")}}
}
