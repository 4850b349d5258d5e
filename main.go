// Command facedesk checks a person at the counter against a document and a
// face, at a verification service. See README.md.
package main

import (
	"os"

	"facedesk/cli"
	_ "facedesk/cli/early" // signals are caught from the start
	"facedesk/ui/desktop"
)

func main() {
	desktop.Main(func(w *desktop.Windows) { os.Exit(cli.Main(os.Args[1:], w)) })
}
