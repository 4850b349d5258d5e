package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
)

// cameraCheck is what doctor needs of the machine's cameras.
type cameraCheck struct {
	list    func() ([]camera.Device, error)
	holders func(path string) []camera.Holder // programs that have a camera open, as far as they can be seen
	open    func(id string) camera.Source
	maker   capture.Maker
	now     func() time.Time
}

func (a *app) cameraCheck(in *desk.Installation) cameraCheck {
	sources := desk.NewSources(a.now)
	sources.Configure(desk.CameraSettings(in.Settings))
	return cameraCheck{list: camera.List, holders: camera.Holders, maker: a.newMaker(), now: a.now, open: func(id string) camera.Source {
		source, _, _ := sources.Open(false, id) // only the demo can fail
		return source
	}}
}

// cameras looks at every camera: what it offers, whether it may be opened, and at one
// picture of each that nobody holds.
func (d *diagnosis) cameras(ctx context.Context, in *desk.Installation) {
	d.head("摄像头", "Cameras")
	d.look(ctx, d.cameraCheck(in), in.Settings.String(config.KeyCamera))
}

func (d *diagnosis) look(ctx context.Context, c cameraCheck, usual string) {
	devices, err := c.list()
	if err != nil {
		d.bad("", cameraFault(camera.StateOf(err), err))
		return
	}
	usable := camera.Usable(devices, usual)
	switch {
	case len(usable) == 0 && usual != "":
		d.bad(usual+": ", cameraFault(camera.None, nil))
	case len(devices) == 0:
		d.note("%s", d.say(identity.Text{ZH: "没有摄像头，不能拍照。请连接 USB 摄像头。", EN: "There is no camera, so that no photo can be taken. Connect a USB camera."}))
	case len(usable) == 0:
		d.note("%s", d.say(identity.Text{ZH: "没有可直接使用的摄像头。请连接 USB 摄像头，或用 ui.camera 选定一个。", EN: "No camera may be used by itself. Connect a USB camera, or choose one with ui.camera."}))
	}
	for _, dev := range devices {
		d.camera(ctx, c, dev, len(usable) > 0 && usable[0].ID == dev.ID)
	}
}

// camera prints what is known of one camera. Only the desk's own can be a fault.
func (d *diagnosis) camera(ctx context.Context, c cameraCheck, dev camera.Device, own bool) {
	told := strings.Join(d.traits(dev, own), " · ")
	held := c.holders(dev.Path)
	switch {
	case camera.StateOf(dev.Err) == camera.Busy || len(held) > 0:
		d.held(told, held)
	case dev.Err != nil:
		d.wrong(told, cameraFault(camera.StateOf(dev.Err), dev.Err), own)
	default:
		d.pictured(ctx, c, dev, told, own)
	}
}

// traits are path, name, driver, formats and what is special about a camera.
func (d *diagnosis) traits(dev camera.Device, own bool) []string {
	out := []string{dev.Path, dev.Name, dev.ID}
	add := func(is bool, zh, en string) {
		if is {
			out = append(out, d.say(identity.Text{ZH: zh, EN: en}))
		}
	}
	add(dev.Driver != "", "驱动 "+dev.Driver, "driver "+dev.Driver)
	add(own, "柜台使用", "the desk's")
	add(dev.BuiltIn, "内置", "built in")
	add(dev.Infrared, "红外", "infrared")
	add(dev.Kind == camera.Virtual, "虚拟", "virtual")
	var formats []string
	for _, m := range dev.Modes {
		if !slices.Contains(formats, m.FourCC) {
			formats = append(formats, m.FourCC)
		}
	}
	add(len(formats) > 0, "格式 "+strings.Join(formats, " "), "formats "+strings.Join(formats, " "))
	return out
}

// held says who holds a camera. A desk that holds it is in order, and no picture
// is taken away from it.
func (d *diagnosis) held(told string, by []camera.Holder) {
	for _, h := range by {
		if h.Name == "facedesk" {
			d.ok("%s: %s", told, d.say(identity.Text{ZH: fmt.Sprintf("正由运行中的 Facedesk（进程 %d）使用，状态见其窗口", h.PID), EN: fmt.Sprintf("held by the running Facedesk (process %d), whose window shows how it is", h.PID)}))
			return
		}
	}
	names := make([]string, len(by))
	for i, h := range by {
		names[i] = fmt.Sprintf("%s (%d)", h.Name, h.PID)
	}
	who := strings.Join(names, ", ")
	if who == "" {
		who = d.say(identity.Text{ZH: "其他用户的程序", EN: "a program of another user"})
	}
	d.note("%s: %s", told, d.say(identity.Text{ZH: "正被占用：" + who + "。请关闭它后再查。", EN: "held by " + who + ". Close it and look again."}))
}

// wrong is a fault of the desk's own camera, and a note about any other.
func (d *diagnosis) wrong(told string, err error, own bool) {
	if own {
		d.bad(told+": ", err)
		return
	}
	d.note("%s: %s", told, strings.ReplaceAll(d.say(desk.AsIdentity(err).Said().Text()), "\n", " "))
}

// pictured takes one picture and says what is on it. The picture is dropped.
func (d *diagnosis) pictured(ctx context.Context, c cameraCheck, dev camera.Device, told string, own bool) {
	seen, status := c.see(ctx, dev.ID)
	switch {
	case status.State != camera.Live:
		d.wrong(told, cameraFault(status.State, status.Err), own)
	case seen.Black:
		d.wrong(told, sceneFault("画面是黑的。", "The picture is black.", "请打开镜头盖，或加一点光。", "Open the lens cover, or add some light."), own)
	case seen.Even:
		d.wrong(told, sceneFault("画面是一片同色。", "The picture is of one colour.", "请打开镜头盖或隐私开关。", "Open the lens cover or the privacy switch."), own)
	case slices.ContainsFunc(seen.Problems, light):
		d.note("%s: %s, %s", told, status.Mode, d.light(seen.Problems))
	default:
		d.ok("%s: %s, %s", told, status.Mode, d.light(seen.Problems))
	}
}

func sceneFault(zh, en, nextZH, nextEN string) error {
	said := identity.Say(zh, en).Do(nextZH, nextEN)
	return &identity.Error{Kind: identity.Retake, Charged: identity.ChargedNo, What: said.What, Next: said.Next}
}

// light reports a problem that the light or the connection makes.
func light(c imaging.Code) bool {
	return slices.Contains([]imaging.Code{imaging.Dark, imaging.Burnt, imaging.Backlit, imaging.SideLit, capture.Torn}, c)
}

// light is what a picture says of the light: of a face where there is one.
func (d *diagnosis) light(problems []imaging.Code) string {
	if i := slices.IndexFunc(problems, light); i >= 0 {
		return d.say(warningsOf(problems[i : i+1])[0])
	}
	if slices.Contains(problems, imaging.NoFace) {
		return d.say(identity.Text{ZH: "有画面，没有人", EN: "a picture, nobody in it"})
	}
	return d.say(identity.Text{ZH: "有画面，光线合适", EN: "a picture, the light is right"})
}

// see opens a camera until its exposure has settled, and returns what was seen. A
// status that is not live says why nothing was.
func (c cameraCheck) see(ctx context.Context, id string) (capture.Seen, camera.Status) {
	pictures, states := make(chan capture.Seen, 1), make(chan camera.Status, 1)
	loop := capture.Start(ctx, capture.Options{
		Source: c.open(id), Maker: c.maker, From: identity.SourceCamera, Now: c.now,
		Seen: func(s capture.Seen) {
			select {
			case pictures <- s:
			default:
			}
		},
		State: func(s camera.Status) { replace(states, s) },
	})
	defer func() { loop.Close(); <-loop.Done() }()
	ctx, cancel := context.WithTimeout(ctx, shootPatience)
	defer cancel()
	var last camera.Status
	for {
		select {
		case last = <-states:
			if last.State != camera.Starting && last.State != camera.Live {
				return capture.Seen{}, last
			}
		case s := <-pictures:
			select {
			case last = <-states: // it came before the picture
			default:
			}
			return s, camera.Status{State: camera.Live, Mode: last.Mode}
		case <-ctx.Done():
			return capture.Seen{}, camera.Status{State: camera.Silent, Err: &camera.Error{State: camera.Silent}}
		}
	}
}
