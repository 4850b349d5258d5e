package doctor

import (
	"context"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
)

// keyring says whether secrets can be read, and which are there. It reads none.
func (m *Machine) keyring(ctx context.Context, say func(Line)) {
	in, err := m.installation()
	if in == nil {
		say(failure(err))
		return
	}
	names, err := m.secrets(ctx, in)
	if err != nil {
		say(failure(err))
		return
	}
	say(tell(OK, "可用", "ready"))
	if in.Settings == nil {
		return
	}
	used := 0
	for _, e := range m.Services {
		if l, in := keys(e.Descriptor, names); in {
			used++
			say(l)
		}
	}
	if used == 0 {
		say(Line{Warning, identity.Say("没有任何服务的密钥，只能演示。", "There are no keys of any service, so only the demo works.").
			Do("请用 facedesk services 查看所需密钥，再用 facedesk config secret import 文件 存入。", "Look up what is needed with facedesk services, then store it with facedesk config secret import FILE.")})
	}
	m.shareKey(in, names, say)
}

// keys says whether a service that is in use has all its keys. One without any is
// not in use.
func keys(d providers.Descriptor, names []string) (l Line, used bool) {
	var there, lacks []string
	for _, f := range d.Secrets {
		name := d.Code + "." + f.Key
		if slices.Contains(names, name) {
			there = append(there, name)
		} else {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) > 0 && len(there) > 0 {
		list := strings.Join(lacks, ", ")
		return Line{Failed, identity.Say("缺少 "+list+"，服务 "+d.Code+" 用不了。", list+" is missing, so the service "+d.Code+" cannot be used.").
			Do("请运行：facedesk config secret set "+lacks[0], "Run: facedesk config secret set "+lacks[0])}, true
	}
	return tell(OK, strings.Join(there, ", "), strings.Join(there, ", ")), len(there) > 0
}

// shareKey says whether the address of the shared database is there, if it is needed.
func (m *Machine) shareKey(in *desk.Installation, names []string, say func(Line)) {
	switch {
	case !in.Settings.Bool(config.KeyShared):
	case slices.Contains(names, config.SecretDesk):
		say(tell(OK, config.SecretDesk, config.SecretDesk))
	default:
		say(Line{Failed, identity.Say("缺少 "+config.SecretDesk+"，记录到不了共享记录库。", config.SecretDesk+" is missing, so no record reaches the shared database.").
			Do("请运行：facedesk config secret set "+config.SecretDesk, "Run: facedesk config secret set "+config.SecretDesk)})
	}
}
