package doctor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
)

// camera looks at every camera: what it offers, whether it may be opened, and at one
// picture of each that nobody holds. All are asked at once.
func (m *Machine) camera(ctx context.Context, say func(Line)) {
	in, ok := m.settled(say)
	if !ok {
		return
	}
	usual := in.Settings.String(config.KeyCamera)
	devices, err := m.Cameras.List()
	if err != nil {
		say(Line{Failed, m.Cameras.Said(camera.StateOf(err), err)})
		return
	}
	usable := camera.Usable(devices, usual)
	switch {
	case len(usable) == 0 && usual != "":
		say(about(usual, Line{Failed, m.Cameras.Said(camera.None, nil)}))
	case len(devices) == 0:
		say(Line{Warning, identity.Say("没有摄像头，不能拍照。", "There is no camera, so that no photo can be taken.").Do("请连接 USB 摄像头。", "Connect a USB camera.")})
	case len(usable) == 0:
		say(Line{Warning, identity.Say("没有可直接使用的摄像头。", "No camera may be used by itself.").Do("请连接 USB 摄像头，或用 ui.camera 选定一个。", "Connect a USB camera, or choose one with ui.camera.")})
	}
	lines := make([]Line, len(devices))
	var all sync.WaitGroup
	for i, dev := range devices {
		own := len(usable) > 0 && usable[0].ID == dev.ID
		all.Go(func() { lines[i] = headed(traits(dev, own), m.one(ctx, in, dev, own)) })
	}
	all.Wait()
	for _, l := range lines {
		say(l)
	}
}

// one looks at one camera. Only the desk's own can be a fault.
func (m *Machine) one(ctx context.Context, in *desk.Installation, dev camera.Device, own bool) Line {
	held := m.Cameras.Holders(dev.Path)
	var l Line
	switch {
	case camera.StateOf(dev.Err) == camera.Busy || len(held) > 0:
		return m.held(ctx, in, dev, held)
	case dev.Err != nil:
		l = Line{Failed, m.Cameras.Said(camera.StateOf(dev.Err), dev.Err)}
	default:
		l = m.pictured(ctx, in, dev)
	}
	if !own && l.State == Failed {
		l.State = Warning
	}
	return l
}

// traits are path, name, driver, formats and what is special about a camera.
func traits(dev camera.Device, own bool) identity.Text {
	zh := []string{dev.Path, dev.Name, dev.ID}
	en := slices.Clone(zh)
	add := func(is bool, z, e string) {
		if is {
			zh, en = append(zh, z), append(en, e)
		}
	}
	add(dev.Driver != "", "驱动 "+dev.Driver, "driver "+dev.Driver)
	add(own, "柜台使用", "the desk's")
	add(dev.BuiltIn, "内置", "built in")
	add(dev.Infrared, "红外", "infrared")
	add(dev.Kind == camera.Virtual, "虚拟", "virtual")
	var formats []string
	for _, mode := range dev.Modes {
		if !slices.Contains(formats, mode.FourCC) {
			formats = append(formats, mode.FourCC)
		}
	}
	add(len(formats) > 0, "格式 "+strings.Join(formats, " "), "formats "+strings.Join(formats, " "))
	return identity.Text{ZH: strings.Join(zh, " · "), EN: strings.Join(en, " · ")}
}

// headed puts what is known of a camera before how it is.
func headed(t identity.Text, l Line) Line {
	l.What = identity.Text{ZH: t.ZH + "：" + l.What.ZH, EN: t.EN + ": " + l.What.EN}
	return l
}

// held says who holds a camera. No picture is taken away from the desk: its window
// says how the camera is. The system does not show what the window holds, because the
// window's memory is closed to other programs, so the window is asked.
func (m *Machine) held(ctx context.Context, in *desk.Installation, dev camera.Device, by []camera.Holder) Line {
	for _, h := range by {
		if h.Name == "facedesk" {
			seen, err := m.Cameras.Ask(ctx, in)
			return m.asked(seen, err)
		}
	}
	if len(by) == 0 {
		if seen, err := m.Cameras.Ask(ctx, in); err == nil && (seen.Device == dev.ID || seen.Device == "" && seen.State != "") {
			return m.asked(seen, nil)
		}
	}
	names := make([]string, len(by))
	for i, h := range by {
		names[i] = fmt.Sprintf("%s (%d)", h.Name, h.PID)
	}
	zh, en := strings.Join(names, ", "), strings.Join(names, ", ")
	if len(by) == 0 {
		zh, en = "其他用户的程序", "a program of another user"
	}
	return Line{Warning, identity.Say("正被占用："+zh+"。", "held by "+en+".").Do("请关闭它后再查。", "Close it and look again.")}
}

// asked tells what the window that holds the camera says.
func (m *Machine) asked(seen desk.CameraSeen, err error) Line {
	const zh, en = "正由运行中的 Facedesk 使用", "held by the running Facedesk"
	switch {
	case err != nil:
		return Line{Warning, identity.Say(zh+"，它没有回答画面如何。", en+", which did not say how the picture is.").Do("请看柜台窗口。", "Look at the desk's window.")}
	case seen.State == "":
		return tell(OK, zh, en)
	}
	said := m.Cameras.Scene(seen)
	state := OK
	if said.Next != (identity.Text{}) {
		state = Warning
	}
	return Line{state, identity.Sentences{What: identity.Text{ZH: zh + "：" + said.What.ZH, EN: en + ": " + said.What.EN}, Next: said.Next}}
}

// pictured takes one picture and says what is on it. The picture is dropped.
func (m *Machine) pictured(ctx context.Context, in *desk.Installation, dev camera.Device) Line {
	seen, status := see(ctx, m, in, dev.ID)
	switch {
	case status.State == camera.Busy:
		return m.held(ctx, in, dev, nil)
	case status.State != camera.Live:
		return Line{Failed, m.Cameras.Said(status.State, status.Err)}
	case seen.Black:
		return Line{Failed, identity.Say("画面是黑的。", "The picture is black.").Do("请打开镜头盖，或加一点光。", "Open the lens cover, or add some light.")}
	case seen.Even:
		return Line{Failed, identity.Say("画面是一片同色。", "The picture is of one colour.").Do("请打开镜头盖或隐私开关。", "Open the lens cover or the privacy switch.")}
	}
	state, light := m.light(seen.Problems)
	mode := fmt.Sprint(status.Mode)
	return tell(state, mode+"，"+light.ZH, mode+", "+light.EN)
}

// lights are the problems that the light or the connection makes.
var lights = []imaging.Code{imaging.Dark, imaging.Burnt, imaging.Backlit, imaging.SideLit, capture.Torn}

// light is what a picture says of the light: of a face where there is one.
func (m *Machine) light(problems []imaging.Code) (State, identity.Text) {
	i := slices.IndexFunc(problems, func(c imaging.Code) bool { return slices.Contains(lights, c) })
	switch {
	case i >= 0:
		return Warning, m.Cameras.Hint(problems[i])
	case slices.Contains(problems, imaging.NoFace):
		return OK, identity.Text{ZH: "有画面，没有人", EN: "a picture, nobody in it"}
	}
	return OK, identity.Text{ZH: "有画面，光线合适", EN: "a picture, the light is right"}
}

// see opens a camera until its exposure has settled, and returns what was seen. A
// status that is not live says why nothing was.
func see(ctx context.Context, m *Machine, in *desk.Installation, id string) (capture.Seen, camera.Status) {
	pictures, states := make(chan capture.Seen, 1), make(chan camera.Status, 1)
	loop := capture.Start(ctx, capture.Options{
		Source: m.Cameras.Open(in, id), Maker: m.Cameras.Maker(), From: identity.SourceCamera, Now: m.Now,
		Seen:  func(s capture.Seen) { latest(pictures, s) },
		State: func(s camera.Status) { latest(states, s) },
	})
	defer func() { loop.Close(); <-loop.Done() }()
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

// latest puts a value into a channel of capacity one. It drops an older value.
func latest[T any](c chan T, v T) {
	select {
	case <-c:
	default:
	}
	c <- v
}

// faces looks for the face of the built-in picture.
func (m *Machine) faces(_ context.Context, say func(Line)) {
	n, err := m.Faces()
	if err == nil && n != 1 {
		err = errors.New("another number of faces")
	}
	if err != nil {
		say(Line{Failed, identity.Say("在内置照片上找不到人脸，拍照用不了。", "The face of the built-in picture is not found, so no photo can be taken.").
			Do("请重新安装本程序；仍然如此请告知软件维护人员，并说明处理器型号。", "Install the program again. If it stays so, tell its maintainers and name the processor.")})
		return
	}
	say(tell(OK, "在内置照片上找到人脸", "finds the face of the built-in picture"))
}
