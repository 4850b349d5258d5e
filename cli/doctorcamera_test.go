package cli

import (
	"context"
	"image"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// aCamera gives one picture again and again, or only a state.
type aCamera struct {
	fault *camera.Error
	grey  uint8 // of its pictures
	noise bool
}

func (c aCamera) Run(ctx context.Context, sink camera.Sink) error {
	if c.fault != nil {
		sink.State(camera.Status{State: c.fault.State, Err: c.fault})
		<-ctx.Done()
		return nil //nolint:nilerr // a camera that ends by its context is no fault
	}
	sink.State(camera.Status{State: camera.Live, Mode: camera.Mode{FourCC: "YUYV", Width: 640, Height: 480}})
	for n := uint64(1); ctx.Err() == nil; n++ {
		data := make([]byte, 2*640*480)
		for i := range data {
			if data[i] = 128; i%2 == 0 {
				data[i] = c.grey
				if c.noise {
					data[i] += uint8(uint64(i)*2654435761*n>>7) % 40
				}
			}
		}
		sink.Frame(&camera.Frame{Format: camera.YUYV, Width: 640, Height: 480, Data: data, Seq: n, At: time.Now()})
		time.Sleep(33 * time.Millisecond)
	}
	return nil
}

// nobodyMaker finds nobody, and no time passes.
type nobodyMaker struct{ *imaging.Maker }

func (nobodyMaker) Examine(image.Image) imaging.Report {
	_, problems := imaging.Assess(image.NewRGBA(image.Rect(0, 0, 8, 8)), nil)
	return imaging.Report{Problems: problems}
}
func (m nobodyMaker) ExamineClosely(img image.Image) imaging.Report { return m.Examine(img) }

func diagnose(t *testing.T, lang identity.Language, usual string, source camera.Source, held []camera.Holder, devices ...camera.Device) (said string, sick bool) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		d := &diagnosis{app: &app{out: &out, lang: string(lang), now: time.Now}}
		d.look(t.Context(), cameraCheck{
			list:    func() ([]camera.Device, error) { return devices, nil },
			holders: func(string) []camera.Holder { return held }, maker: nobodyMaker{}, now: time.Now,
			open: func(string) camera.Source {
				if source == nil {
					t.Fatal("a camera is opened")
				}
				return source
			},
		}, usual)
		said, sick = out.String(), d.sick
		time.Sleep(time.Second) // the source ends
	})
	return said, sick
}

// Doctor says of each camera what it is, how it is and what to do.
func TestDoctorLooksAtCameras(t *testing.T) {
	office := camera.Device{ID: "usb:1", Name: "Office", Path: "/dev/video0", Driver: "uvcvideo", Modes: []camera.Mode{{Format: camera.MJPEG, FourCC: "MJPG", Width: 1280, Height: 720}, {FourCC: "YUYV"}, {FourCC: "YUYV"}}}
	with := func(state camera.State, reason camera.Reason) camera.Device {
		d := office
		d.Err = &camera.Error{State: state, Reason: reason}
		return d
	}
	infrared, virtual := office, office
	infrared.Infrared, virtual.Kind, virtual.ID = true, camera.Virtual, "virtual:OBS"
	desk := []camera.Holder{{PID: 42, Name: "facedesk"}}
	for name, c := range map[string]struct {
		usual   string
		source  camera.Source
		held    []camera.Holder
		devices []camera.Device
		zh, en  string
		sick    bool
	}{
		"works":        {"", aCamera{grey: 100, noise: true}, nil, []camera.Device{office}, "正常  /dev/video0 · Office · usb:1 · 驱动 uvcvideo · 柜台使用 · 格式 MJPG YUYV: YUYV 640x480, 有画面，没有人", "ok    /dev/video0 · Office · usb:1 · driver uvcvideo · the desk's · formats MJPG YUYV: YUYV 640x480, a picture, nobody in it", false},
		"dim":          {"", aCamera{grey: 8, noise: true}, nil, []camera.Device{office}, "注意  ", "note  ", false},
		"black":        {"", aCamera{}, nil, []camera.Device{office}, "画面是黑的。", "The picture is black. Open the lens cover", true},
		"one colour":   {"", aCamera{grey: 144}, nil, []camera.Device{office}, "画面是一片同色。", "The picture is of one colour. Open the lens cover or the privacy switch.", true},
		"frozen":       {"", aCamera{fault: &camera.Error{State: camera.Frozen}}, nil, []camera.Device{office}, "画面静止不动", "The picture stands still", true},
		"silent":       {"", aCamera{fault: &camera.Error{State: camera.Silent}}, nil, []camera.Device{office}, "摄像头没有图像", "The camera gives no picture", true},
		"no room":      {"", aCamera{fault: &camera.Error{State: camera.Failed, Reason: camera.USBFull}}, nil, []camera.Device{office}, "USB 带宽不够", "no room for the camera", true},
		"no right":     {"", nil, nil, []camera.Device{with(camera.NoPermission, "")}, "加入 video 组", "group video", true},
		"H264":         {"", nil, nil, []camera.Device{with(camera.Failed, camera.NoFormat)}, "画面格式无法使用", "The format of the camera cannot be used", true},
		"held by us":   {"", nil, desk, []camera.Device{with(camera.Busy, "")}, "正由运行中的 Facedesk（进程 42）使用", "held by the running Facedesk (process 42)", false},
		"opened by us": {"", nil, desk, []camera.Device{office}, "进程 42", "process 42", false},
		"held":         {"", nil, []camera.Holder{{PID: 7, Name: "zoom"}}, []camera.Device{with(camera.Busy, "")}, "注意  ", "held by zoom (7). Close it", false},
		"held unseen":  {"", nil, nil, []camera.Device{with(camera.Busy, "")}, "其他用户的程序", "a program of another user", false},
		"none":         {"", nil, nil, nil, "没有摄像头", "There is no camera", false},
		"chosen away":  {"usb:9", aCamera{grey: 100, noise: true}, nil, []camera.Device{office}, "故障  usb:9: ", "FAIL  usb:9: ", true},
		"infrared":     {"", aCamera{grey: 100, noise: true}, nil, []camera.Device{infrared}, "红外", "infrared", false},
		"virtual":      {"virtual:OBS", aCamera{grey: 100, noise: true}, nil, []camera.Device{virtual}, "柜台使用 · 虚拟", "the desk's · virtual", false},
		"other broken": {"", aCamera{fault: &camera.Error{State: camera.Silent}}, nil, []camera.Device{infrared}, "注意  ", "note  ", false},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[identity.Language]string{identity.Chinese: c.zh, identity.English: c.en} {
				if said, sick := diagnose(t, lang, c.usual, c.source, c.held, c.devices...); !strings.Contains(said, want) || sick != c.sick {
					t.Errorf("%q, sick %v", said, sick)
				}
			}
		})
	}
}
