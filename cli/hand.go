package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/ui/session"
)

const handHelp = `Hand a guest from the hotel's own software over to the open window: a JSON object
on standard input fills in the empty desk. It consents to nothing and sends
nothing, and it never replaces what a clerk has begun. IT allows it with

  facedesk config set desk.hand_off offer

  {"schema": 1, "name": "张三", "number": "11010519491231002X", "ref": "R-2031"}

"name" or "number" is needed. "type" is a document type of GA/T 517, "nation" has
three letters. "ref" is the booking's reference: up to 64 of A-Z a-z 0-9 . _ -,
never a person's number; the records keep it. "party": {"guest": 2, "of": 4} says
which guest of a booking it is. docs/hand-off.md has examples for Python and C#.

One JSON object answers at once: "answer" is taken, busy or refused, with a
"reason". With --wait another follows when the check has ended: "family" is pass,
by_eye, not_match, unchecked, left or open, and "attempt" names the entry of the
records. Whoever stops waiting changes nothing at the desk.

`

func (a *app) handCommand() *cobra.Command {
	var wait bool
	cmd := &cobra.Command{
		Use: "hand", Short: "Hand a guest from the hotel's own software over to the window", Long: handHelp + exitHelp, Args: exactly(0),
		Example: `  printf '%s' '{"schema":1,"name":"张三","ref":"R-2031"}' | facedesk hand --wait`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.hand(cmd.Context(), wait) },
	}
	cmd.Flags().BoolVar(&wait, "wait", false, "wait for the end of the check, and exit as it ended")
	return cmd
}

// errByEye means that the clerk checked the document by hand.
var errByEye = errors.Join(errSilent, errors.New("checked by hand"))

// handAnswer is a HandAnswer with its sentence.
type handAnswer struct {
	desk.HandAnswer
	Message string `json:"message"`
}

// handEnd is a HandEnd with its exit code.
type handEnd struct {
	*desk.HandEnd
	Exit int `json:"exit"`
}

func (a *app) hand(ctx context.Context, wait bool) error {
	a.tells = true
	line, err := a.handLine(ctx)
	if err != nil {
		return a.notTaken(a.answered(desk.NotRead()))
	}
	in, err := a.installation()
	if err != nil {
		return err
	}
	var answer desk.HandAnswer
	end, err := desk.HandOver(ctx, in.Paths, a.getenv("XDG_RUNTIME_DIR"), line, wait, a.now, func(got desk.HandAnswer) {
		answer = a.answered(a.switchedOff(got))
	})
	switch {
	case err != nil:
		return handCut(err)
	case answer.Answer != desk.HandTaken:
		return a.notTaken(answer)
	case end == nil:
		return nil
	}
	err = handResult(*end)
	_ = json.NewEncoder(a.out).Encode(handEnd{end, a.exitCode(err)})
	return err
}

// handPatience limits how long the guest's line may take to come.
const handPatience = 10 * time.Second

// handLine reads the JSON object as one line, empty where it is none.
func (a *app) handLine(ctx context.Context) ([]byte, error) {
	const limit = 64 << 10 // the line is shorter; JSON of several lines becomes one
	ctx, cancel := context.WithTimeout(ctx, handPatience)
	defer cancel()
	text, err := a.piped(ctx, limit)
	if err != nil {
		return nil, err
	}
	var line bytes.Buffer
	if json.Compact(&line, text) != nil {
		line.Reset() // the desk refuses it, as any other text that is no object
	}
	return line.Bytes(), nil
}

// answered prints an answer and returns it.
func (a *app) answered(got desk.HandAnswer) desk.HandAnswer {
	said, _ := a.handFault(got)
	_ = json.NewEncoder(a.out).Encode(handAnswer{got, a.say(said)}) // the exit code still tells
	return got
}

// switchedOff says that the settings allow no hand-off, where no window is open to say
// so: opening one would not help.
func (a *app) switchedOff(got desk.HandAnswer) desk.HandAnswer {
	if got.Reason != desk.HandClosed {
		return got
	}
	if in, err := a.load(); err == nil && in.Settings.String(config.KeyHandOff) == config.HandOffOff {
		got.Answer, got.Reason = desk.HandRefused, desk.HandOffOff
	}
	return got
}

// notTaken is the error of an answer that was printed.
func (a *app) notTaken(answer desk.HandAnswer) error {
	if answer.Reason == desk.HandOffOff {
		return errHandOff
	}
	said, kind := a.handFault(answer)
	return reported{&identity.Error{Kind: kind, Charged: identity.ChargedNo, What: said}}
}

// errHandOff means that the settings allow no hand-off.
var errHandOff = errors.Join(errSilent, errors.New("hand-off is off"))

// handResult returns the error that carries the exit code of an end.
func handResult(end desk.HandEnd) error {
	if session.OfferFamily(end.Family) == session.OfferByEye {
		return errByEye
	}
	outcome, is := identity.ParseOutcome(end.Outcome)
	switch _, fault := kindExits[identity.Kind(end.Outcome)]; {
	case session.OfferFamily(end.Family) == session.OfferPass && outcome == identity.Match:
		return nil
	case fault:
		return reported{&identity.Error{Kind: identity.Kind(end.Outcome), What: identity.Text{ZH: "没有得到核验结果。", EN: "There is no verdict."}}}
	case is && outcome != identity.Match && outcome != identity.IdentityMatch:
		return outcomeError{outcome}
	}
	return outcomeError{identity.Inconclusive}
}

// handCut is the error where nobody knows what became of the guest.
func handCut(cause error) error {
	return &identity.Error{Kind: identity.UnknownOutcome, Charged: identity.ChargedUnknown, Cause: cause,
		What: identity.Text{ZH: "柜台没有告知结果：窗口已关闭，或等待已中断。", EN: "The desk did not say what became of the guest: the window closed, or the wait was ended."},
		Next: identity.Text{ZH: "请按预订编号在核验记录中查看。", EN: "Look in the records for the booking's reference."}}
}

// handFault says why a guest was not taken, and the kind of it.
func (a *app) handFault(got desk.HandAnswer) (identity.Text, identity.Kind) {
	if got.Answer == desk.HandTaken {
		return identity.Text{ZH: "已填入柜台。", EN: "The desk is filled in."}, ""
	}
	f, known := handFaults[got.Reason]
	if !known {
		f = handFaults[desk.HandNotEmpty]
	}
	return f.text, f.kind
}

var handFaults = map[string]struct {
	kind identity.Kind
	text identity.Text
}{
	desk.HandNotEmpty: {identity.Busy, identity.Text{ZH: "柜台正忙，没有填入任何内容；请稍后再送。", EN: "The desk is busy, and nothing was filled in. Hand the guest over again later."}},
	desk.HandAnother:  {identity.Busy, identity.Text{ZH: "另一位客人正在送入，请稍后再送。", EN: "Another guest is being handed over. Try again in a moment."}},
	desk.HandRate:     {identity.Busy, identity.Text{ZH: "短时间内送入过多，请十秒后再送。", EN: "Too many guests were handed over in a short time. Try again in ten seconds."}},
	desk.HandClosed:   {identity.Busy, identity.Text{ZH: "Facedesk 窗口没有打开；请先启动。", EN: "No window of Facedesk is open. Start it first."}},
	desk.HandOffOff:   {identity.Configuration, identity.Text{ZH: "本柜台不接受酒店系统送来客人；IT 可设置 desk.hand_off = offer。", EN: "This desk takes no guests from the hotel's system. IT allows it with desk.hand_off = offer."}},
	desk.HandUser:     {identity.Configuration, identity.Text{ZH: "只有打开窗口的用户可以送入客人。", EN: "Only the user who has opened the window may hand guests over."}},
	desk.HandInput:    {identity.BadInput, identity.Text{ZH: "标准输入无法读取，或在 10 秒内没有结束，没有填入任何内容；请写完 JSON 后关闭输入。", EN: "Standard input cannot be read, or did not end within 10 seconds, and nothing was filled in. Write the JSON object and close the input."}},
	desk.HandFormat:   {identity.BadInput, identity.Text{ZH: "内容不是约定的 JSON（一个对象，不超过 4096 字节，无多余字段），没有填入。", EN: "This is not the JSON that is wanted: one object, up to 4096 bytes, no other fields. Nothing was filled in."}},
	desk.HandReference: {identity.BadInput, identity.Text{ZH: "预订编号只能含字母、数字和 . _ -，最长 64 个字符，且不能是证件号码；没有填入。",
		EN: "A booking's reference has up to 64 letters, digits, dots, underscores and hyphens, and must not be a person's number. Nothing was filled in."}},
	desk.HandGuest: {identity.BadInput, identity.Text{ZH: "需要姓名或号码，证件类型须为已知代码；没有填入。", EN: "A name or a number is needed, and the type must be a known code. Nothing was filled in."}},
}
