package doctor

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui/session"
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

func diagnose(t *testing.T, lang identity.Language, usual string, source camera.Source, held []camera.Holder, devices ...camera.Device) (said string, worst State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		m := healthy(t)
		set(t, m, "[ui]\ncamera = \""+usual+"\"\n")
		m.Cameras.List = func() ([]camera.Device, error) { return devices, nil }
		m.Cameras.Holders = func(string) []camera.Holder { return held }
		m.Cameras.Ask = func(context.Context, *desk.Installation) (desk.CameraSeen, error) {
			if held == nil {
				return desk.CameraSeen{}, errors.New("nobody answers")
			}
			return desk.CameraSeen{State: session.CameraLive}, nil
		}
		m.Cameras.Open = func(*desk.Installation, string) camera.Source {
			if source == nil {
				t.Fatal("a camera is opened")
			}
			return source
		}
		var out strings.Builder
		r := Result{Check: Check{Name: identity.Text{ZH: "摄像头", EN: "Camera"}}}
		m.camera(t.Context(), func(l Line) { r.Lines = append(r.Lines, l) })
		r.Write(&out, lang)
		said, worst = out.String(), r.State()
		time.Sleep(time.Second) // the source ends
	})
	return said, worst
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
		worst   State
	}{
		"works":        {"", aCamera{grey: 100, noise: true}, nil, []camera.Device{office}, "正常  摄像头: /dev/video0 · Office · usb:1 · 驱动 uvcvideo · 柜台使用 · 格式 MJPG YUYV：YUYV 640x480，有画面，没有人", "ok       Camera: /dev/video0 · Office · usb:1 · driver uvcvideo · the desk's · formats MJPG YUYV: YUYV 640x480, a picture, nobody in it", OK},
		"dim":          {"", aCamera{grey: 8, noise: true}, nil, []camera.Device{office}, "注意  ", "warning  ", Warning},
		"black":        {"", aCamera{}, nil, []camera.Device{office}, "画面是黑的。", "The picture is black. Open the lens cover", Failed},
		"one colour":   {"", aCamera{grey: 144}, nil, []camera.Device{office}, "画面是一片同色。", "The picture is of one colour. Open the lens cover or the privacy switch.", Failed},
		"frozen":       {"", aCamera{fault: &camera.Error{State: camera.Frozen}}, nil, []camera.Device{office}, "摄像头故障请处理", "gives the same picture again and again mend it", Failed},
		"silent":       {"", aCamera{fault: &camera.Error{State: camera.Silent}}, nil, []camera.Device{office}, "摄像头故障请处理", "gives no frames mend it", Failed},
		"no room":      {"", aCamera{fault: &camera.Error{State: camera.Failed, Reason: camera.USBFull}}, nil, []camera.Device{office}, "摄像头故障请处理", "camera: does not work mend it", Failed},
		"no right":     {"", nil, nil, []camera.Device{with(camera.NoPermission, "")}, "摄像头故障请处理", "mend it", Failed},
		"H264":         {"", nil, nil, []camera.Device{with(camera.Failed, camera.NoFormat)}, "摄像头故障请处理", "camera: does not work mend it", Failed},
		"held by us":   {"", nil, desk, []camera.Device{with(camera.Busy, "")}, "正由运行中的 Facedesk 使用：有画面", "held by the running Facedesk: it gives a picture", OK},
		"opened by us": {"", nil, desk, []camera.Device{office}, "正由运行中的 Facedesk 使用", "held by the running Facedesk", OK},
		"held":         {"", nil, []camera.Holder{{PID: 7, Name: "zoom"}}, []camera.Device{with(camera.Busy, "")}, "注意  ", "held by zoom (7). Close it", Warning},
		"held unseen":  {"", nil, nil, []camera.Device{with(camera.Busy, "")}, "其他用户的程序", "a program of another user", Warning},
		"none":         {"", nil, nil, nil, "没有摄像头", "There is no camera", Warning},
		"chosen away":  {"usb:9", aCamera{grey: 100, noise: true}, nil, []camera.Device{office}, "故障  摄像头: usb:9：", "FAILED   Camera: usb:9: ", Failed},
		"infrared":     {"", aCamera{grey: 100, noise: true}, nil, []camera.Device{infrared}, "红外", "infrared", Warning},
		"virtual":      {"virtual:OBS", aCamera{grey: 100, noise: true}, nil, []camera.Device{virtual}, "柜台使用 · 虚拟", "the desk's · virtual", OK},
		"other broken": {"", aCamera{fault: &camera.Error{State: camera.Silent}}, nil, []camera.Device{infrared}, "注意  ", "warning  ", Warning},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[identity.Language]string{identity.Chinese: c.zh, identity.English: c.en} {
				if said, worst := diagnose(t, lang, c.usual, c.source, c.held, c.devices...); !strings.Contains(said, want) || worst != c.worst {
					t.Errorf("%q, %v", said, worst)
				}
			}
		})
	}
}
