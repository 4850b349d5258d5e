package capture

import (
	"time"

	"facedesk/identity"
	"facedesk/imaging"
)

// Torn means that all pictures arrive damaged. This is a hard problem: what is
// missing may be a part of the face.
const Torn imaging.Code = "torn"

// tornAfter is how long no whole frame must have come before a torn one is shown
// and named. A single torn frame among whole ones is no news.
const tornAfter = 300 * time.Millisecond

// tornReport returns the findings about a torn frame. Its faces are not of use.
func tornReport() imaging.Report {
	return imaging.Report{Problems: []imaging.Problem{{Code: Torn, Hard: true, Sentences: identity.Say(
		"摄像头传来的画面残缺，USB 连接不稳。", "The camera's pictures arrive damaged: its USB connection is poor.").
		Do("请换一个 USB 插口或数据线，再拍一次。", "Use another USB socket or cable, then once more.")}}}
}
