package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/desk"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
)

type searchOptions struct {
	selection
	asJSON bool
	limit  int
}

func (a *app) searchCommand() *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use: "search", Short: "Find somebody's records by document number or name, read from standard input or a hidden prompt", Args: exactly(0),
		Long: `Find somebody's records. The document number or the name is read from standard
input, or from a prompt that does not show it, and never from the command line. A
number finds this one person at this installation. A name finds everybody whose
name is masked in the same way.`,
		Example: "  facedesk records search < number.txt",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.search(cmd.Context(), o) },
	}
	o.flags(cmd, "all days")
	o.filters(cmd)
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print a JSON array")
	cmd.Flags().IntVar(&o.limit, "limit", 100, "at most so many, 0 for all")
	return cmd
}

func (a *app) search(ctx context.Context, o searchOptions) error {
	if o.limit < 0 {
		return usagef("--limit 须为 0 或更大", "--limit is 0 or more")
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	chosen, err := o.filter(in, a, records.Filter{Limit: o.limit})
	if err != nil {
		return err
	}
	typed, err := a.readPerson(ctx, identity.Text{ZH: "证件号码或姓名", EN: "Document number or name"})
	if err != nil {
		return err
	}
	f, err := in.Search(ctx, a.outside(), typed)
	if err != nil {
		return err
	}
	chosen.Persons, chosen.Name = f.Persons, f.Name
	return a.withRecords(ctx, func(s records.Store) error {
		list, err := s.Entries(ctx, chosen)
		if err == nil {
			err = a.noteRead(ctx, s, len(list))
		}
		if err != nil {
			return err
		}
		return a.showEntries(list, o.asJSON)
	})
}

// readPerson reads one line from a hidden prompt on a terminal. Without a
// terminal it reads standard input.
func (a *app) readPerson(ctx context.Context, prompt identity.Text) (string, error) {
	if fd, typed := a.terminal(); typed {
		lines, err := a.hidden(ctx, fd, a.say(prompt))
		if err != nil {
			return "", err
		}
		return lines[0], nil
	}
	text, err := a.piped(ctx, 4<<10)
	line, _, _ := strings.Cut(strings.TrimPrefix(string(text), export.Mark), "\n")
	return strings.TrimSpace(line), err
}

func (a *app) personCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "person", Short: "Answer a guest who asks for access to his records, or to have them deleted"}
	show := &cobra.Command{
		Use: "show", Short: "Show as JSON all that is kept of the person whose document number is read from standard input or a hidden prompt", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.showPerson(cmd.Context()) },
	}
	var yes bool
	var by string
	erase := &cobra.Command{
		Use: "erase", Short: "Erase all that is kept of the person whose document number is read from standard input or a hidden prompt", Args: exactly(0),
		Long: `Erase all that is kept of the person whose document number is read from standard
input or a hidden prompt. What remains are rows of the money without a name. Calls
under way, and unknown outcomes that nobody has settled, stay whole, because they
guard the person from being charged twice; settle them and erase again. Without
--yes nothing is erased, and the command says how many rows there are. The
deletion is recorded, with its count and without a name.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.deletes = yes
			return a.erasePerson(cmd.Context(), yes, by)
		},
	}
	erase.Flags().BoolVar(&yes, "yes", false, "erase")
	erase.Flags().StringVar(&by, "by", "", "who erases; default: the user of this machine")
	cmd.AddCommand(show, erase)
	return cmd
}

// keysOfPerson reads a document number and returns the keys of its holder.
func (a *app) keysOfPerson(ctx context.Context, in *desk.Installation) ([]string, error) {
	typed, err := a.readPerson(ctx, identity.Text{ZH: "证件号码", EN: "Document number"})
	if err != nil {
		return nil, err
	}
	if !strings.ContainsAny(identity.NormaliseNumber(typed), "0123456789") {
		return nil, identity.Bad("", identity.Say("没有输入证件号码，未作任何更改。", "No document number was entered. Nothing was changed."))
	}
	return in.PersonKeys(ctx, a.outside(), typed)
}

// ofPerson reads a document number. It calls use with the keys and all entries
// of the holder.
func (a *app) ofPerson(ctx context.Context, use func(*desk.Installation, records.Store, []string, []records.Entry) error) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	keys, err := a.keysOfPerson(ctx, in)
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		list, err := s.Entries(ctx, records.Filter{Persons: keys})
		if err != nil {
			return err
		}
		return use(in, s, keys, list)
	})
}

func (a *app) showPerson(ctx context.Context) error {
	return a.ofPerson(ctx, func(_ *desk.Installation, s records.Store, _ []string, list []records.Entry) error {
		if err := a.noteRead(ctx, s, len(list)); err != nil {
			return err
		}
		return a.showEntries(list, true)
	})
}

func (a *app) erasePerson(ctx context.Context, yes bool, by string) error {
	return a.ofPerson(ctx, func(in *desk.Installation, s records.Store, keys []string, list []records.Entry) error {
		if !yes {
			if err := a.noteRead(ctx, s, len(list)); err != nil {
				return err
			}
			a.print(identity.Text{ZH: fmt.Sprintf("此人有 %d 条记录，尚未删除。确认删除请加 --yes。", len(list)),
				EN: fmt.Sprintf("There are %d records of this person. Nothing was erased; add --yes to erase them.", len(list))})
			return nil
		}
		noted := in.Event(a.now())
		noted.Clerk = a.who(by)
		done, err := s.Erase(ctx, keys, noted)
		if err != nil {
			return err
		}
		a.print(identity.Text{ZH: fmt.Sprintf("已删除此人在 %d 条记录中的信息，只保留不含姓名的费用。", done.Rows),
			EN: fmt.Sprintf("What %d records held of this person was erased. The money stays, without a name.", done.Rows)})
		a.warnOfRest(done)
		return nil
	})
}

// warnOfRest names the places that still hold data about an erased person.
func (a *app) warnOfRest(done records.Erased) {
	if len(done.Kept) > 0 {
		ids := strings.Join(done.Kept, ", ")
		a.warn(identity.Text{ZH: "这些核验结果不明或仍在进行，暂时保留：" + ids + "。请先用 facedesk records settle 登记，再删除一次。",
			EN: "These calls have no known outcome or are under way, and were kept: " + ids + ". Settle them with facedesk records settle, and erase again."})
	}
	if len(done.Aside) > 0 {
		files := strings.Join(done.Aside, ", ")
		a.warn(identity.Text{ZH: "另存的旧记录文件可能仍含此人：" + files + "。请 IT 在不再需要时删除。",
			EN: "Files of records that were set aside may still hold this person: " + files + ". Have IT delete them once they are not needed."})
	}
}
