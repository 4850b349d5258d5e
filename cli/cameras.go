package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/camera"
	"facedesk/identity"
)

func (a *app) camerasCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "cameras", Short: "List the cameras with their stable ids, formats and sizes", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error { return a.cameras(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return cmd
}

type cameraJSON struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Path  string   `json:"path"`
	Modes []string `json:"modes"`
	State string   `json:"state"` // "ready", or why the camera cannot be used
}

func (a *app) cameras(asJSON bool) error {
	devices, err := camera.List()
	if err != nil {
		return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
			What: identity.Text{ZH: "无法列出摄像头：" + camera.StateOf(err).String() + "。", EN: "The cameras cannot be listed: " + camera.StateOf(err).String() + "."}}
	}
	rows := make([]cameraJSON, len(devices))
	for i, d := range devices {
		rows[i] = cameraJSON{ID: d.ID, Name: d.Name, Path: d.Path, Modes: modes(d), State: "ready"}
		if d.Err != nil {
			rows[i].State = camera.StateOf(d.Err).String()
			if reason := camera.ReasonOf(d.Err); reason != "" {
				rows[i].State = string(reason)
			}
		}
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(rows)
	}
	if len(rows) == 0 {
		a.print(identity.Text{ZH: "没有摄像头。请连接 USB 摄像头后再试。", EN: "There is no camera. Connect a USB camera and try again."})
	}
	for _, r := range rows {
		fmt.Fprintf(a.out, "%s  %s  %s  %s\n", r.ID, r.Name, r.Path, r.State)
		for _, m := range r.Modes {
			fmt.Fprintln(a.out, "    "+m)
		}
	}
	return nil
}

func modes(d camera.Device) []string {
	out := make([]string, len(d.Modes))
	for i, m := range d.Modes {
		out[i] = m.String()
	}
	return out
}
