package desk

import (
	"context"
	"strings"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/settings"
)

// guide returns the steps of the setup guide in their order. names are the
// secrets in the keyring.
func (s *Settings) guide(in *Installation, names []string) []settings.Step {
	set := in.Settings
	service := guideService(in, names)
	steps := []settings.Step{{
		Name: identity.Text{ZH: "1 单位", EN: "1 Company"},
		Help: identity.Text{ZH: "告知书里写明谁处理信息、客人找谁查询和删除。", EN: "The notice names who processes the data and whom guests ask about it."},
		Key:  config.KeyCompany, Missing: identity.Text{ZH: "单位名称还没有填写", EN: "The company's name is missing"}, Done: filled(set.String(config.KeyCompany)),
	}}
	if steps[0].Done {
		steps[0].Done, steps[0].Key = filled(set.String(config.KeyContact)), config.KeyContact
		steps[0].Missing = identity.Text{ZH: "个人信息联系方式还没有填写", EN: "The privacy contact is missing"}
	}
	if _, complaints := in.addedLanguages(); steps[0].Done && len(complaints) > 0 {
		steps[0].Done, steps[0].Key, steps[0].Missing = false, "", complaints[0].What
	}
	steps = append(steps, serviceStep(in, service), keysStep(service, names), s.testStep(in, service), cameraStep())
	hash, err := config.PINHash(set)
	steps = append(steps, settings.Step{
		Name:    identity.Text{ZH: "6 管理员 PIN", EN: "6 Administrator's PIN"},
		Help:    identity.Text{ZH: "没有 PIN，任何人都能打开设置。", EN: "Without a PIN anybody can open the settings."},
		Done:    hash != "" && err == nil,
		Missing: identity.Text{ZH: "还没有 PIN。请在终端运行：facedesk config pin set", EN: "There is no PIN. Run in a terminal: facedesk config pin set"},
	})
	return s.withBundle(in, append(steps, s.reportStep()))
}

// reportStep saves what the doctor sees of this machine. It is always done.
func (s *Settings) reportStep() settings.Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	return settings.Step{
		Name: identity.Text{ZH: "7 检查报告", EN: "7 Report"}, Done: true, Report: true, Said: s.reported,
		Help: identity.Text{ZH: "检查本机并存成文件，不含个人信息和密钥，可以发给 IT；不产生费用。", EN: "Looks at this machine and saves a file without personal data or keys, which can be sent to IT. No paid call is made."},
	}
}

// Reported says on the next Page what became of the report.
func (s *Settings) Reported(t identity.Text) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reported = t
}

func filled(s string) bool { return strings.TrimSpace(s) != "" }

// guideService returns the service to which resident identity cards go, as the desk
// judges it at its start.
func guideService(in *Installation, names []string) providers.Descriptor {
	d, _ := in.foremost(identity.ResidentID, in.Settings.Provider, keysAmong(names))
	return d
}

func serviceStep(in *Installation, d providers.Descriptor) settings.Step {
	step := settings.Step{
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

func keysStep(d providers.Descriptor, names []string) settings.Step {
	missing := missingSecret(d, names)
	step := settings.Step{
		Name: identity.Text{ZH: "3 密钥", EN: "3 Keys"}, Help: identity.Text{ZH: "服务商提供的密钥只存入系统密钥环。", EN: "The service's keys are stored in the system keyring only."},
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

func cameraStep() settings.Step {
	list, err := camera.List()
	return settings.Step{
		Name: identity.Text{ZH: "5 摄像头", EN: "5 Camera"}, Help: identity.Text{ZH: "插好摄像头；有多个时可在设置里指定一个。", EN: "Plug in a camera. If there are several, choose one in the settings."},
		Key: config.KeyCamera, Done: err == nil && len(list) > 0, Missing: identity.Text{ZH: "没有找到摄像头", EN: "No camera was found"},
	}
}

// testStep describes the connection test. The test connects as far as TLS and
// sends nothing.
func (s *Settings) testStep(in *Installation, d providers.Descriptor) settings.Step {
	s.mu.Lock()
	tested, reached := s.tested, s.reached
	s.mu.Unlock()
	step := settings.Step{
		Name: identity.Text{ZH: "4 连接测试", EN: "4 Connection test"}, Test: d.Code != "",
		Help:    identity.Text{ZH: "只测试网络能否连到服务，不发送信息、不计费，也不验证密钥是否正确。", EN: "Tests whether the service can be reached. Nothing is sent or charged, and the keys are not checked."},
		Missing: identity.Text{ZH: "还没有测试", EN: "Not tested yet"},
	}
	if tested != "" && tested == endpoint(in, d) {
		step.Done, step.Missing = reached, identity.Text{ZH: "连不上服务，请检查网络、代理和接口地址", EN: "The service cannot be reached: check network, proxy and address"}
	}
	return step
}

func endpoint(in *Installation, d providers.Descriptor) string {
	return in.Settings.Provider(d.Code).String(providers.KeyEndpoint)
}

// Test tests the connection to the guide's service. The next Page shows the
// result.
func (s *Settings) Test() {
	in, err := s.outside.Load()
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, networkPatience)
	defer cancel()
	names, _ := in.Secrets.List(ctx) // without the names it tests the first service
	d := guideService(in, names)
	err = in.probe(ctx, in.Settings.Provider(d.Code))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tested, s.reached = endpoint(in, d), err == nil
}
