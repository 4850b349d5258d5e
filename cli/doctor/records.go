package doctor

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/records"
)

// lookAt opens the records to look at them.
func (m *Machine) lookAt(ctx context.Context, in *desk.Installation) (*records.Look, error) {
	if in == nil || in.Settings == nil {
		return nil, records.ErrNone
	}
	return records.LookAt(ctx, in.Paths.RecordsFile(in.Settings))
}

// records looks for damage, and says how long rows are kept.
func (m *Machine) records(ctx context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	path := in.Paths.RecordsFile(in.Settings)
	days := in.Settings.Int(config.KeyRetentionDays)
	look, err := m.lookAt(ctx, in)
	switch {
	case errors.Is(err, records.ErrNone):
		say(tell(OK, fmt.Sprintf("还没有记录（%s），保存 %d 天", path, days), fmt.Sprintf("none yet (%s), kept for %d days", path, days)))
		return
	case err != nil:
		say(failure(err))
		return
	}
	defer look.Close()
	for _, n := range look.Notices() {
		say(Line{Failed, n.Said(path)})
	}
	if look.Older {
		say(tell(Warning, "记录由旧版本写成，下次打开窗口时更新。", "The records are an older version's; the next start of the window brings them up to date."))
	}
	if err := look.Check(ctx); err != nil {
		say(failure(err))
		return
	}
	say(tell(OK, fmt.Sprintf("%s，未见损坏，保存 %d 天", path, days), fmt.Sprintf("%s, no damage, kept for %d days", path, days)))
}

const (
	scarce = 500 << 20 // bytes free from which a warning is given
	short  = 20 << 20  // bytes free under which checks will soon be refused
)

// disk looks at the room where records and logs lie.
func (m *Machine) disk(_ context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	for _, folder := range []string{filepath.Dir(in.Paths.RecordsFile(in.Settings)), in.Paths.Logs} {
		s, err := m.Disk(folder)
		if err != nil {
			say(tell(Warning, folder+"：看不到剩余空间。", folder+": the free space cannot be seen."))
			continue
		}
		say(about(folder, spaceLine(s)))
	}
}

func spaceLine(s Space) Line {
	free := fmt.Sprintf("%d MB", s.Free>>20)
	more := identity.Text{ZH: "请腾出空间。", EN: "Free some space."}
	switch {
	case s.ReadOnly:
		return Line{Failed, identity.Say("磁盘只读，写不了记录，柜台不能核验。", "The disk is read-only: no record can be written, and no check is made.").
			Do("请检查磁盘后重新挂载。", "Check the disk and mount it again.")}
	case s.Free < short:
		return Line{Failed, identity.Sentences{What: identity.Text{ZH: "只剩 " + free + "，记录很快就写不进去，柜台将不能核验。", EN: "Only " + free + " are free. Soon no record can be written, and no check is made then."}, Next: more}}
	case s.Free < scarce:
		return Line{Warning, identity.Sentences{What: identity.Text{ZH: "只剩 " + free + "。", EN: "Only " + free + " are free."}, Next: more}}
	}
	return tell(OK, "剩余 "+free, free+" free")
}

// lately is how far back is looked for answers that differ from a manual.
const lately = 30 * 24 * time.Hour

// answers names the fields of the services' answers that lately differed from the
// manuals, and codes that no manual has.
func (m *Machine) answers(ctx context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	look, err := m.lookAt(ctx, in)
	if errors.Is(err, records.ErrNone) {
		say(tell(OK, "还没有记录", "no records yet"))
		return
	}
	if err != nil {
		say(failure(err))
		return
	}
	defer look.Close()
	m.unlike(ctx, look, say)
}

// asked finds attempts.
type asked interface {
	Attempts(ctx context.Context, f records.Filter) ([]records.Attempt, error)
}

func (m *Machine) unlike(ctx context.Context, look asked, say func(Line)) {
	from := m.Now().Add(-lately)
	changed, err := look.Attempts(ctx, records.Filter{Changed: true, From: from})
	if err != nil {
		say(failure(err))
		return
	}
	unsure, err := look.Attempts(ctx, records.Filter{Result: identity.Inconclusive.String(), From: from, Demo: new(bool)})
	if err != nil {
		say(failure(err))
		return
	}
	c := counted{say: say, seen: map[string]int{}}
	c.tell(changed, func(a records.Attempt) (zh, en string) {
		if a.Vendor.Changed == "" {
			return "", ""
		}
		return "答复与文档不符：" + a.Vendor.Changed, "an answer differs from the manual: " + a.Vendor.Changed
	})
	c.tell(unsure, func(a records.Attempt) (zh, en string) {
		if a.Vendor.Changed != "" || a.Vendor.Code == "" {
			return "", ""
		}
		return "没有得出结论的代码：" + brief(a.Vendor.Code), "a code without a verdict: " + brief(a.Vendor.Code)
	})
	if len(c.seen) == 0 {
		say(tell(OK, "30 天内的答复都与文档相符", "all of the last 30 days are as the manuals say"))
	}
}

// counted tells each kind of answer once, with how often it came.
type counted struct {
	say  func(Line)
	seen map[string]int
}

// tell tells the attempts, newest first, by what differs in each.
func (c counted) tell(all []records.Attempt, differs func(records.Attempt) (zh, en string)) {
	count := map[string]int{}
	for _, a := range all {
		_, en := differs(a)
		count[a.Provider+en]++
	}
	for _, a := range all {
		zh, en := differs(a)
		if en == "" || c.seen[a.Provider+en] > 0 {
			continue
		}
		n, at := count[a.Provider+en], a.Started.Local().Format(time.DateTime)
		c.seen[a.Provider+en] = n
		c.say(Line{Warning, identity.Say(fmt.Sprintf("%s：%s（%d 次，最近 %s）。", a.Provider, zh, n, at), fmt.Sprintf("%s: %s (%d times, last %s).", a.Provider, en, n, at)).
			Do("请把此情况告知软件维护人员。", "Report this to the maintainers of the program.")})
	}
}

// brief is a vendor's code, which is short; anything longer is no code.
func brief(code string) string {
	if len(code) > 16 || strings.ContainsFunc(code, func(r rune) bool { return r > 0x7e || r < 0x21 }) {
		return "***"
	}
	return code
}

// shared asks the shared database, and says what waits for it.
func (m *Machine) shared(ctx context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	if !in.Shares() {
		say(tell(OK, "未使用", "not used"))
		return
	}
	if look, err := m.lookAt(ctx, in); err == nil {
		if o, err := look.Outbox(ctx); err == nil {
			t := desk.Waiting(o, m.Now())
			say(tell(OK, t.ZH, t.EN))
		}
		look.Close()
	}
	link := in.Link(nil)
	defer link.Close()
	if err := link.Check(ctx); err != nil {
		say(failure(err))
		return
	}
	say(tell(OK, "可用", "answers"))
}
