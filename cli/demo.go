package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"facedesk/identity"
	"facedesk/providers/sandbox"
)

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: "Check demo persons against the built-in sandbox and explain the output", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context()) },
	}
}

// demoStories are shown in this order. They are for the service that checks
// resident IDs.
var demoStories = []struct {
	expect string
	why    identity.Text
}{
	{identity.Match.String(), identity.Text{
		ZH: "照片与登记照片一致：", EN: "The photo agrees with the one on file:"}},
	{identity.FaceMismatch.String(), identity.Text{
		ZH: "姓名号码相符，但照片不是同一人：", EN: "Name and number belong together, but the photo is of somebody else:"}},
	{identity.NoReference.String(), identity.Text{
		ZH: "库中没有可比对的信息，这不是“不通过”：", EN: "Nothing is on file to compare with, which is no failure of the guest:"}},
}

// demo checks a few test persons and prints what to try next.
func (a *app) demo(ctx context.Context) error {
	const provider = "muzhiyun"
	a.print(identity.Text{
		ZH: "演示：以下核验全部在本机完成，沙箱模拟核验服务 " + provider + "，不联网、不计费。",
		EN: "A demo: every check below stays on this machine, where a sandbox stands in for the service " + provider + ". No network, no charge.",
	})
	for _, story := range demoStories {
		if err := a.tell(ctx, provider, story.expect, story.why); err != nil {
			return err
		}
	}
	a.print(identity.Text{
		ZH: "\n“result”为结果，“vendor”为服务的原始代码，“charged”为是否计费，“attempt”为记录编号（facedesk records list）。\n" +
			"更多演示人员：facedesk sandbox persons    单次核验：facedesk verify --help\n" +
			"正式使用：facedesk services（所需密钥） → facedesk config secret import 文件 → facedesk config set … → facedesk doctor",
		EN: "\n\"result\" is what was found, \"vendor\" the service's own code, \"charged\" whether it bills the call, \"attempt\" the number in the records (facedesk records list).\n" +
			"More demo persons: facedesk sandbox persons    One check: facedesk verify --help\n" +
			"For real: facedesk services (the keys needed), facedesk config secret import FILE, facedesk config set …, facedesk doctor",
	})
	return nil
}

func (a *app) print(t identity.Text) { fmt.Fprintln(a.out, a.say(t)) }

// tell checks the first test person of the provider with the expected result.
func (a *app) tell(ctx context.Context, provider, expect string, why identity.Text) error {
	persons := sandbox.Persons()
	i := slices.IndexFunc(persons, func(p sandbox.Person) bool { return p.Provider == provider && p.Expect == expect })
	if i < 0 {
		return fmt.Errorf("the sandbox has nobody for %s", expect)
	}
	p := persons[i]
	fmt.Fprintf(a.out, "\n%s\n$ facedesk verify --demo --consent --provider %s --name %s --number %s\n", a.say(why), provider, p.Name, p.Number)
	r, err := a.check(ctx, verifyOptions{
		claim:   identity.Claim{Name: p.Name, Number: p.Number, Type: identity.DocumentType(p.Type), Nation: p.Nation},
		consent: true, demo: true, provider: provider,
	})
	if err != nil {
		return err
	}
	return a.showReport(a.describe(r, nil))
}
