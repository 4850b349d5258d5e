package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/assets"
)

func (a *app) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "licenses", Short: "Print the notices and licences of everything inside the program: modules, fonts, face models, photo", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "%s\n---\n\n%s\n---\n\n%s\n---\n\n%s", assets.Licenses(), assets.FontLicense(), assets.ModelLicense(), assets.ModuleLicenses())
			return err
		},
	}
}
