package desk

import (
	"context"
	"strconv"
	"strings"

	"facedesk/config/bundle"
	"facedesk/config/plainfile"
	"facedesk/desk/provision"
	"facedesk/identity"
	"facedesk/ui/settings"
)

// ImportBundle goes on with the import of the bundle on the user's stick, with what IT
// has answered so far, and returns the next question. Nothing is changed before the last
// answer has come. When there is no more to ask, the next Page says what became of it.
// The caller has asked for the administrator's PIN, where one is set.
func (s *Settings) ImportBundle(given settings.Answers) settings.Question {
	next, said, err := s.importBundle(given)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.imported, s.notImported = said, identity.Text{}
	if err != nil {
		s.notImported = AsIdentity(err).Said().Text()
	}
	return next
}

func (s *Settings) importBundle(given settings.Answers) (next settings.Question, said identity.Text, err error) {
	in, err := s.outside.Find()
	if err != nil {
		return next, said, err
	}
	place := in.Provisioning()
	file := newBundle(place.Has, variable(s.outside.Env, "USER"))
	if file == "" {
		return next, said, noStick()
	}
	data, err := plainfile.Read(file, bundle.MaxSize)
	if err != nil {
		return next, said, noStick()
	}
	trust, err := provision.ReadTrust(s.outside.System, given[settings.AskFingerprint])
	if bundle.FaultOf(err) == bundle.NoTrust { // or what was typed is no whole one
		return askingFingerprint(given), said, nil
	}
	if err != nil {
		return next, said, err
	}
	serial, _ := strconv.ParseUint(strings.TrimSpace(given[settings.AskSerial]), 10, 64)
	checked, err := place.Check(s.ctx, data, trust.Has, provision.Options{Desk: strings.TrimSpace(given[settings.AskDesk]), Serial: serial,
		Clock: bundle.Clock{Now: s.outside.Now(), Built: s.outside.Built}})
	if what := missingAnswer(err, given); what != "" {
		return asking(what), said, nil
	}
	if err != nil {
		return next, said, err
	}
	if _, agreed := given[agreement(checked.Head)]; !agreed {
		return settings.Question{Ask: agreement(checked.Head), About: checked.Said()}, said, nil
	}
	err = s.install(place, checked, given[settings.AskPassphrase])
	if bundle.FaultOf(err) == bundle.WrongPassphrase && !checked.ToDesks {
		return settings.Question{Ask: settings.AskPassphrase, About: AsIdentity(err).What}, said, nil
	}
	return next, imported(checked.Head), err
}

func asking(what settings.Ask) settings.Question { return settings.Question{Ask: what} }

// askingFingerprint says what is wrong with one that was typed, for it is long.
func askingFingerprint(given settings.Answers) settings.Question {
	q := asking(settings.AskFingerprint)
	if _, typed := given[q.Ask]; typed {
		q.About = identity.Text{ZH: "指纹不完整：应为 32 位（数字和字母 a 至 f）。", EN: "The fingerprint is not whole: it has 32 digits and letters a to f."}
	}
	return q
}

// missingAnswer returns what IT can still say where a bundle is refused, "" for nothing.
func missingAnswer(err error, given settings.Answers) settings.Ask {
	what := map[bundle.Fault]settings.Ask{bundle.NoDesk: settings.AskDesk, bundle.NoCount: settings.AskSerial}[bundle.FaultOf(err)]
	if given[what] != "" {
		return "" // and was asked already
	}
	return what
}

// agreement is the last question. A bundle that is encrypted to this desk's own key
// needs no passphrase, but a word.
func agreement(h bundle.Head) settings.Ask {
	if h.ToDesks {
		return settings.AskAgreement
	}
	return settings.AskPassphrase
}

// install opens the bundle and installs it. It goes on if the window closes meanwhile.
func (s *Settings) install(place provision.Place, checked *provision.Checked, passphrase string) error {
	ctx := context.WithoutCancel(s.ctx)
	with := bundle.Passphrase(passphrase)
	if checked.ToDesks {
		var err error
		if with, err = place.Opener(ctx); err != nil {
			return err
		}
	}
	ready, err := checked.Open(with)
	if err != nil {
		return err
	}
	return ready.Install(ctx)
}

func imported(h bundle.Head) identity.Text {
	n := strconv.FormatUint(h.Serial, 10)
	return identity.Text{ZH: "已导入第 " + n + " 号配置包。按 Esc 返回后生效。", EN: "Bundle " + n + " is imported. It holds when you leave this screen with Esc."}
}

func noStick() error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "移动盘上没有可以读取的新配置包，未作任何更改。", EN: "There is no new bundle on the removable medium that can be read. Nothing was changed."},
		Next: identity.Text{ZH: "请重新插入移动盘，再试一次。", EN: "Plug it in again, then try once more."}}
}
