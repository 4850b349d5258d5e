package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config/plainfile"
	"facedesk/providers/sandbox"
)

type sandboxOptions struct {
	listen, credentials, now, record string
}

const sandboxHelp = `Serve the five verification services on a loopback address, at the vendors' own
paths. Signatures and fields are checked as the manuals state them, and answers
are given by test persons (facedesk sandbox persons). Anybody else gets the
service's answer for nothing on file. Nobody outside the table ever matches.

Ask for trouble per request with ?sandbox=FAULT on the endpoint URL, or with the
header X-Sandbox-Fault: delay:2s, cut, reset, half, garbage, nothttp, hang, big,
portal, gzip, plaingzip, version, lengths, behind,
status:503; several are joined by commas.

Point a service at it with, for example,
  facedesk config set providers.muzhiyun.endpoint http://127.0.0.1:8790/facecheck
`

func (a *app) sandboxCommand() *cobra.Command {
	var o sandboxOptions
	cmd := &cobra.Command{
		Use: "sandbox", Short: "Serve the five services on loopback", Long: sandboxHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.sandbox(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8790", "loopback address and port (0: any free one)")
	f.StringVar(&o.credentials, "credentials", "", "TOML file: tables by service with the names of its secrets; default: dummies, printed")
	f.StringVar(&o.now, "now", "", "frozen clock for replaying recorded requests, RFC 3339 (2025-06-15T23:06:40+08:00) or milliseconds")
	f.StringVar(&o.record, "record", "", "folder that gets each request, the photo replaced by its hash")
	cmd.AddCommand(a.personsCommand(), a.sandboxReaderCommand())
	return cmd
}

func (a *app) sandbox(ctx context.Context, o sandboxOptions) error {
	opts := sandbox.Options{
		Listen: o.listen, Record: o.record, Now: a.now, Credentials: sandbox.DummyCredentials(),
		Log: slog.New(slog.NewTextHandler(a.err, nil)),
	}
	if o.now != "" {
		t, err := parseNow(o.now)
		if err != nil {
			return usagef("--now：需要 RFC 3339 时间，或 1970 年起的毫秒数", "--now: want RFC 3339 or milliseconds since 1970")
		}
		opts.Now = func() time.Time { return t }
	}
	dummies := o.credentials == ""
	if !dummies {
		text, err := plainfile.Read(o.credentials, 1<<20)
		if err != nil {
			return usagef("--credentials：文件读不出来，须为普通文件，不超过 1 MB", "--credentials: the file cannot be read; it must be a plain file of at most 1 MB")
		}
		if opts.Credentials, err = sandbox.ParseCredentials(text); err != nil {
			return usagef("--credentials：%v", "--credentials: %v", err)
		}
	}
	server, err := sandbox.Start(opts)
	if err != nil {
		return usagef("无法启动：%v", "%v", err)
	}
	defer server.Close()
	a.announce(server, opts.Credentials, dummies)
	<-ctx.Done()
	return nil
}

func parseNow(s string) (time.Time, error) {
	var ms int64
	if _, err := fmt.Sscanf(s, "%d", &ms); err == nil && fmt.Sprint(ms) == s {
		return time.UnixMilli(ms), nil
	}
	return time.Parse(time.RFC3339, s)
}

// announce prints the address of each service. It prints the dummy credentials
// as TOML for "facedesk config secret import".
func (a *app) announce(s *sandbox.Server, c sandbox.Credentials, dummies bool) {
	for _, code := range sandbox.Providers() {
		fmt.Fprintf(a.out, "# %-9s %s\n", code, s.Endpoint(code))
	}
	if !dummies {
		return
	}
	for _, code := range sandbox.Providers() {
		fmt.Fprintf(a.out, "[%s]\n", code)
		for _, key := range slices.Sorted(maps.Keys(c[code])) {
			fmt.Fprintf(a.out, "%s = %q\n", key, c[code][key])
		}
	}
}

func (a *app) personsCommand() *cobra.Command {
	var asJSON bool
	var provider string
	cmd := &cobra.Command{
		Use: "persons", Short: "List the sandbox's test persons and what comes of each", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error { return a.persons(provider, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	cmd.Flags().StringVar(&provider, "provider", "", "only this service's")
	return cmd
}

type personJSON struct {
	Provider string `json:"provider"`
	Type     string `json:"type"`
	Number   string `json:"number"`
	Nation   string `json:"nation"`
	Name     string `json:"name"`
	Expect   string `json:"expect"`
	Row      string `json:"row"`
}

func (a *app) persons(provider string, asJSON bool) error {
	list := []personJSON{}
	for _, p := range sandbox.Persons() {
		if cmp.Or(provider, p.Provider) == p.Provider {
			list = append(list, personJSON(p))
		}
	}
	if asJSON {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(list)
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "provider\ttype\tnumber\tnation\texpect\tname\tanswer")
	for _, p := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Provider, p.Type, p.Number, p.Nation, p.Expect, p.Name, p.Row)
	}
	return w.Flush()
}
