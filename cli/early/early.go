// Package early catches the signals that end the program before other packages
// are initialised. It imports next to nothing, because Go initialises a package
// as soon as what it imports is ready. Only the program imports it: tests end as
// they always do.
package early

import "facedesk/cli/early/endings"

var _ = endings.Begin()
