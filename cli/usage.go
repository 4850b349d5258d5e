package cli

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"facedesk/identity"
)

// usageError is an error in the command line itself.
type usageError struct{ said identity.Text }

// Error implements error.
func (e usageError) Error() string { return e.said.EN }

// Text returns the sentence in both languages.
func (e usageError) Text() identity.Text { return e.said }

// usagef makes a usageError. Both formats take the same args in the same order.
func usagef(zh, en string, args ...any) error {
	return usageError{identity.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}
}

var usageHelp = identity.Text{
	ZH: `没有发送任何内容，没有产生费用。“facedesk --help” 列出命令，“facedesk 命令 --help” 列出其选项。`,
	EN: `Nothing was sent or charged. "facedesk --help" shows the commands, "facedesk COMMAND --help" their flags.`,
}

// saidOf words an error that is no identity.Error. What a library says is English.
func saidOf(err error) identity.Text {
	if said, ok := errors.AsType[interface {
		error
		Text() identity.Text
	}](err); ok {
		return said.Text()
	}
	return identity.Text{ZH: err.Error(), EN: err.Error()}
}

// flagError words what is wrong with a flag. It names the flag and never repeats a
// value, which may be a part of a name.
func flagError(_ *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return usagef("没有选项 %s", "unknown flag: %s", dashed(e.GetSpecifiedName(), e.GetSpecifiedShortnames()))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		flag := dashed(e.GetSpecifiedName(), e.GetSpecifiedShortnames())
		return usagef("选项 %s 后面要有值", "flag %s needs a value", flag)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		flag := e.GetFlag()
		return usagef("选项 --%s 的值不对，应为 %s 类型", "the value of --%s is wrong; it takes a value of the kind %s", flag.Name, flag.Value.Type())
	}
	if _, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return usagef("选项的写法不对", "a flag is written wrongly")
	}
	return err
}

// dashed is a flag as it was typed. One among several letters has letters; of these
// the library keeps bytes, so that one that is no ASCII is not repeated.
func dashed(name, letters string) string {
	switch {
	case letters == "":
		return "--" + name
	case name[0] < utf8.RuneSelf:
		return "-" + name
	}
	return "-"
}

// exactly accepts n arguments only. Its error does not repeat the arguments,
// because they may contain parts of a name.
func exactly(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("给了 %d 个参数，需要 %d 个；带空格的姓名请加引号", "%d arguments where %d are wanted; names with spaces need quotation marks", len(args), n)
		}
		return nil
	}
}

// atMostOne accepts one argument or none.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return exactly(1)(cmd, args)
}

// noCommand refuses what is no command of cmd, and names those that are like it.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	like := cmd.SuggestionsFor(args[0])
	if len(like) == 0 {
		return usagef("%s 没有这个命令", "%s has no such command", cmd.CommandPath())
	}
	return usagef("%s 没有这个命令；是否要用 %s？", "%s has no such command; is %s meant?", cmd.CommandPath(), strings.Join(like, ", "))
}

// complete makes each command that only has commands below it show its help, and
// refuse what is none of them: cobra would show the help and call that a success.
func complete(cmd *cobra.Command) {
	cmd.SuggestionsMinimumDistance = 2
	for _, below := range cmd.Commands() {
		complete(below)
	}
	if cmd.HasSubCommands() && !cmd.Runnable() {
		cmd.Args = noCommand
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
}
