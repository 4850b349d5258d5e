package cli

import (
	"context"
	"slices"
	"strings"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/screens"
)

// guide is the way from nothing to a desk that works, in order. Names are the
// secrets that are there.
func (c *counter) guide(in *desk.Installation, names []string) []screens.Step {
	s := in.Settings
	service := firstService(in, names)
	steps := []screens.Step{{
		Name: identity.Text{ZH: "1 单位", EN: "1 Company"},
		Help: identity.Text{ZH: "告知书里写明谁处理信息、客人找谁查询和删除。", EN: "The notice names who processes the data and whom guests ask about it."},
		Key:  config.KeyCompany, Missing: identity.Text{ZH: "单位名称还没有填写", EN: "The company's name is missing"}, Done: filled(s.String(config.KeyCompany)),
	}}
	if steps[0].Done {
		steps[0].Done, steps[0].Key = filled(s.String(config.KeyContact)), config.KeyContact
		steps[0].Missing = identity.Text{ZH: "个人信息联系方式还没有填写", EN: "The privacy contact is missing"}
	}
	steps = append(steps, serviceStep(in, service), keysStep(service, names), c.testStep(in, service), cameraStep())
	hash, err := config.PINHash(s)
	return append(steps, screens.Step{
		Name:    identity.Text{ZH: "6 管理员 PIN", EN: "6 Administrator's PIN"},
		Help:    identity.Text{ZH: "没有 PIN，任何人都能打开设置。", EN: "Without a PIN anybody can open the settings."},
		Done:    hash != "" && err == nil,
		Missing: identity.Text{ZH: "还没有 PIN。请在终端运行：facedesk config pin set", EN: "There is no PIN. Run in a terminal: facedesk config pin set"},
	})
}

func filled(s string) bool { return strings.TrimSpace(s) != "" }

// firstService is the service that a resident's document goes to: the first that
// has its keys, else the first there is. Its code is empty where there is none.
func firstService(in *desk.Installation, names []string) providers.Descriptor {
	var first providers.Descriptor
	for _, code := range in.Settings.Route(identity.ResidentID) {
		e, err := in.Entry(code)
		if err != nil || !e.Descriptor.Offered(in.Settings.Provider(code)) {
			continue
		}
		if missingSecret(e.Descriptor, names) == "" {
			return e.Descriptor
		}
		if first.Code == "" {
			first = e.Descriptor
		}
	}
	return first
}

// missingSecret is the first secret of a service that is not there.
func missingSecret(d providers.Descriptor, names []string) string {
	for _, f := range d.Secrets {
		if name := d.Code + "." + f.Key; !slices.Contains(names, name) {
			return name
		}
	}
	return ""
}

func serviceStep(in *desk.Installation, d providers.Descriptor) screens.Step {
	step := screens.Step{
		Name: identity.Text{ZH: "2 核验服务", EN: "2 Service"},
		Help: identity.Text{ZH: "选择居民身份证用哪些服务。", EN: "Choose which services resident identity cards go to."},
		Key:  "documents." + string(identity.ResidentID) + ".providers",
	}
	if d.Code == "" {
		step.Missing = identity.Text{ZH: "还没有选择服务", EN: "No service has been chosen"}
		return step
	}
	v := in.Settings.Provider(d.Code)
	step.Done = filled(v.String(providers.KeyContact)) && filled(v.String(providers.KeyRecipient)) && filled(v.String(providers.KeyEndpoint))
	if !step.Done {
		step.Key = "providers." + d.Code + "." + providers.KeyContact
		step.Missing = identity.Text{ZH: d.Name.ZH + "：接收方名称、联系方式或接口地址还没有填写", EN: d.Name.EN + ": recipient, contact or address is missing"}
	}
	return step
}

func keysStep(d providers.Descriptor, names []string) screens.Step {
	missing := missingSecret(d, names)
	step := screens.Step{
		Name: identity.Text{ZH: "3 密钥", EN: "3 Keys"}, Help: identity.Text{ZH: "服务商给的密钥只存入系统密钥环。", EN: "The service's keys go into the system keyring only."},
		Key: missing, Done: d.Code != "" && missing == "",
	}
	if !step.Done {
		step.Missing = identity.Text{ZH: d.Name.ZH + "的密钥还没有存入", EN: "Keys are missing: " + d.Name.EN}
	}
	if d.Code == "" {
		step.Missing = identity.Text{ZH: "请先选择服务", EN: "Choose a service first"}
	}
	return step
}

func cameraStep() screens.Step {
	list, err := camera.List()
	return screens.Step{
		Name: identity.Text{ZH: "5 摄像头", EN: "5 Camera"}, Help: identity.Text{ZH: "插好摄像头；有多个时可在设置里指定一个。", EN: "Plug a camera in; where there are several, name one in the settings."},
		Key: config.KeyCamera, Done: err == nil && len(list) > 0, Missing: identity.Text{ZH: "没有找到摄像头", EN: "No camera was found"},
	}
}

// testStep is about the way to the service as far as TLS; nothing is sent.
func (c *counter) testStep(in *desk.Installation, d providers.Descriptor) screens.Step {
	c.mu.Lock()
	tested, reached := c.tested, c.reached
	c.mu.Unlock()
	step := screens.Step{
		Name: identity.Text{ZH: "4 连接测试", EN: "4 Connection test"}, Test: d.Code != "",
		Help:    identity.Text{ZH: "只测试网络能否连到服务，不发送信息、不计费，也不验证密钥是否正确。", EN: "Tests whether the service can be reached. Nothing is sent or charged, and the keys are not tried."},
		Missing: identity.Text{ZH: "还没有测试", EN: "Not tested yet"},
	}
	if tested != "" && tested == endpoint(in, d) {
		step.Done, step.Missing = reached, identity.Text{ZH: "连不上服务，请检查网络、代理和接口地址", EN: "The service cannot be reached; check network, proxy and address"}
	}
	return step
}

func endpoint(in *desk.Installation, d providers.Descriptor) string {
	return in.Settings.Provider(d.Code).String(providers.KeyEndpoint)
}

// testService tries the way to the service that the guide is about.
func (c *counter) testService() {
	in, err := c.load()
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), networkPatience)
	defer cancel()
	names, _ := in.Secrets.List(ctx) // without them the first service is tried
	d := firstService(in, names)
	client, err := in.Client(in.Settings.Provider(d.Code))
	if err == nil {
		err = client.Probe(ctx, endpoint(in, d))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tested, c.reached = endpoint(in, d), err == nil
}
