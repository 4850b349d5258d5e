package cli

import (
	"context"
	"slices"
	"time"

	"facedesk/camera"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// shootPatience is how long the camera may take to open and show a face.
const shootPatience = 15 * time.Second

// shoot takes the portrait of --camera. It uses the first good picture with one
// face after the exposure of the camera has settled.
func (a *app) shoot(ctx context.Context, settings camera.Settings, o verifyOptions, spec identity.PortraitSpec) (picture, error) {
	if o.camera == camera.DemoDevice().ID && !o.demo {
		return picture{}, usagef("演示摄像头只能与 --demo 一起用", "the demo camera goes with --demo only")
	}
	sources := desk.NewSources(a.now)
	sources.Configure(settings)
	source, from, err := sources.Open(o.demo, o.camera)
	if err != nil {
		return picture{}, err
	}
	ready, states := make(chan struct{}, 1), make(chan camera.Status, 1)
	loop := capture.Start(ctx, capture.Options{
		Source: source, Maker: a.newMaker(), From: from, Now: a.now,
		Seen:  func(s capture.Seen) { signalGood(s, o.choice.lifted(), ready) },
		State: func(s camera.Status) { replace(states, s) },
	})
	defer loop.Close()
	status := waitForFace(ctx, ready, states)
	if status.State != camera.Live {
		return picture{}, cameraFault(status.State, status.Err)
	}
	shot := loop.Shoot(ctx, capture.Wish{Spec: spec, Lifted: o.choice.lifted()})
	if shot.Err != nil {
		return picture{}, liftable(shot.Err, shot.Refused)
	}
	return picture{shot.Portrait, warningsOf(shot.Problems), liftedOf(shot.Problems)}, nil
}

// warningsOf returns the problems of a portrait in the words of the window.
func warningsOf(problems []imaging.Code) []identity.Text {
	zh, en := text.New(identity.Chinese), text.New(identity.English)
	out := make([]identity.Text, len(problems))
	for i, h := range desk.Hints(problems) {
		key := session.TextKey("hint." + h)
		out[i] = identity.Text{ZH: zh.T(key), EN: en.T(key)}
	}
	return out
}

// signalGood signals a picture that has no problems except lifted ones.
func signalGood(s capture.Seen, lifted []imaging.Code, ready chan<- struct{}) {
	if slices.ContainsFunc(s.Problems, func(c imaging.Code) bool { return !slices.Contains(lifted, c) }) {
		return
	}
	select {
	case ready <- struct{}{}:
	default:
	}
}

// replace puts a value into a channel of capacity one. It drops an older value.
func replace(c chan camera.Status, s camera.Status) {
	select {
	case <-c:
	default:
	}
	c <- s
}

// waitForFace waits for a good picture, a fault of the camera or the end of the
// time. It returns the last state of the camera.
func waitForFace(ctx context.Context, ready <-chan struct{}, states <-chan camera.Status) camera.Status {
	ctx, cancel := context.WithTimeout(ctx, shootPatience)
	defer cancel()
	var last camera.Status
	for {
		select {
		case last = <-states:
			if last.State != camera.Starting && last.State != camera.Live {
				return last
			}
		case <-ready:
			return camera.Status{State: camera.Live}
		case <-ctx.Done():
			return last
		}
	}
}

// cameraTexts say what is wrong with a camera and what to do.
var cameraTexts = map[camera.State]identity.Sentences{
	camera.None:         identity.Say("没有找到摄像头。", "There is no such camera.").Do("请连接摄像头，或用 facedesk cameras 查看编号。", "Connect it, or look up its id with facedesk cameras."),
	camera.NoPermission: identity.Say("没有使用摄像头的权限。", "This user may not open the camera.").Do("请将用户加入 video 组。", "Add the user to the group video."),
	camera.Busy:         identity.Say("摄像头正被其他程序使用。", "Another program uses the camera.").Do("请关闭该程序。", "Close it."),
	camera.Lost:         identity.Say("摄像头已断开。", "The camera was unplugged.").Do("请重新连接。", "Connect it again."),
	camera.Frozen:       identity.Say("画面静止不动，镜头可能被遮住。", "The picture stands still: the lens may be covered.").Do("请打开镜头盖或隐私开关。", "Open the lens cover or the privacy switch."),
	camera.Unsupported:  identity.Say("此操作系统不支持摄像头。", "Cameras are not supported on this system.").Do("请用 --photo。", "Use --photo."),
}

// reasonTexts say more if the cause is known.
var reasonTexts = map[camera.Reason]identity.Sentences{
	camera.NoFormat:  identity.Say("摄像头的画面格式无法使用。", "The format of the camera cannot be used.").Do("请换一个摄像头。", "Use another camera."),
	camera.USBFull:   identity.Say("USB 带宽不够，摄像头打不开。", "The USB connection has no room for the camera.").Do("请换一个 USB 口，不要经过集线器。", "Use another socket of the computer, not a hub."),
	camera.Replug:    identity.Say("摄像头没有反应。", "The camera does not answer.").Do("请拔下摄像头，等三秒再插上。", "Unplug it, wait three seconds and plug it in."),
	camera.Libcamera: identity.Say("内置摄像头无法直接使用，它需要 libcamera。", "The built-in camera cannot be used directly: it needs libcamera.").Do("请接一个 USB 摄像头。", "Connect a USB camera."),
}

func cameraFault(s camera.State, cause error) error {
	said, ok := reasonTexts[camera.ReasonOf(cause)]
	if !ok {
		said, ok = cameraTexts[s]
	}
	if !ok {
		said = identity.Say("摄像头没有图像。", "The camera gives no picture.").Do("请检查连接或换一个摄像头。", "Check its connection, or use another one.")
	}
	return &identity.Error{Kind: identity.Retake, Field: identity.FieldPhoto, Charged: identity.ChargedNo, What: said.What, Next: said.Next}
}
