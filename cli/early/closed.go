package early

import "facedesk/cli/early/closed"

var _ = closed.Begin()
