package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/all"
)

func (a *app) servicesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "services", Short: "Describe the verification services: documents, limits, settings, secrets", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			for _, e := range all.List() {
				a.showService(e.Descriptor)
			}
			return nil
		},
	}
}

func (a *app) showService(d providers.Descriptor) {
	fmt.Fprintf(a.out, "%s  %s\n  %s\n", d.Code, a.say(d.Name), d.Homepage)
	fmt.Fprintf(a.out, "  %s: %s\n", a.say(identity.Text{ZH: "证件类型", EN: "documents"}), documentsOf(d))
	if d.Face {
		fmt.Fprintf(a.out, "  %s: %d\n", a.say(identity.Text{ZH: "照片上限（字节）", EN: "photo limit (bytes)"}), d.Portrait.Limit())
	}
	for _, f := range d.Settings {
		fmt.Fprintf(a.out, "  providers.%s.%s = %v\n      %s\n", d.Code, f.Key, f.Default, a.say(f.Help))
	}
	for _, f := range d.Secrets {
		fmt.Fprintf(a.out, "  %s %s.%s\n      %s\n", a.say(identity.Text{ZH: "密钥", EN: "secret"}), d.Code, f.Key, a.say(f.Help))
	}
	fmt.Fprintln(a.out)
}

func documentsOf(d providers.Descriptor) string {
	var out []string
	for _, accepted := range d.Documents {
		text := string(accepted.Type)
		if accepted.Length > 0 {
			text += fmt.Sprintf(" (%d)", accepted.Length)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}
