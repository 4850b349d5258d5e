package cli

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui"
	"facedesk/ui/session"
	"facedesk/ui/snapshot"
)

// headlessPatience is the time limit of the whole demo check.
const headlessPatience = time.Minute

// withoutDisplay runs the demo check without a window. It uses the same session
// as the window and writes the last screen as a picture. Without --demo it
// returns the error that there is no display.
func (a *app) withoutDisplay(ctx context.Context, o windowOptions) error {
	if !o.demo {
		a.complain(windowFault(ui.ErrNoDisplay))
		return reported{ui.ErrNoDisplay}
	}
	if err := a.demo(ctx); err != nil {
		return err
	}
	view, err := a.headless(ctx, o)
	if err != nil {
		return err
	}
	file, err := a.writeScreen(view)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say(identity.Text{
		ZH: "\n没有显示器，窗口没有打开。同一流程的结果画面：", EN: "\nThere is no display, so no window was opened. The verdict screen of the same flow: "})+file)
	return nil
}

// headless checks a demo person through the session of the window, as a clerk
// would do it. It returns the last screen.
func (a *app) headless(ctx context.Context, o windowOptions) (session.View, error) {
	ctx, cancel := context.WithTimeout(ctx, headlessPatience)
	defer cancel()
	c := a.newCounter(o)
	defer c.close()
	msgs := make(chan session.Msg, 64)
	post := func(m session.Msg) {
		select {
		case msgs <- m:
		case <-ctx.Done():
		}
	}
	imaging.Warm()
	var view session.View
	d := session.NewDriver(c.ports(ctx, post, func(*image.RGBA) {}), desk.NewClock(a.now), post, func(v session.View) { view = v })
	d.Start(ctx)
	ticks := time.NewTicker(100 * time.Millisecond)
	defer ticks.Stop()
	for view.Screen != session.Verdict {
		select {
		case msg := <-msgs:
			d.Do(ctx, msg)
		case <-ticks.C:
			d.Do(ctx, session.Tick{})
			if next := clerk(view); next != nil {
				d.Do(ctx, next)
			}
		case <-ctx.Done():
			return session.View{}, fmt.Errorf("the demo check stopped at %s: %w", view.Screen, ctx.Err())
		}
	}
	return view, nil
}

// clerk returns the next message of the clerk. It picks a demo person if no
// name is entered. Else it gives the guest's consent or presses the key of the main
// button. nil means that the clerk waits.
func clerk(v session.View) session.Msg {
	if v.Claim.Editable && v.Claim.Name == "" {
		return session.PersonPicked{Index: 0}
	}
	for _, b := range v.Keys {
		ready := b.Enabled && (b.Action != session.ActShoot || v.Capture.Good)
		if ready && (b.Primary || b.Action == session.ActAgree) {
			return session.KeyPressed{Key: b.Keys[0]}
		}
	}
	return nil
}

// writeScreen draws a screen into a new PNG file in the temporary folder. It
// returns the name of the file.
func (a *app) writeScreen(v session.View) (string, error) {
	img, err := snapshot.Draw(v, snapshot.Size)
	if err != nil {
		return "", fmt.Errorf("drawing the verdict: %w", err)
	}
	dir, err := os.MkdirTemp("", "facedesk-demo-")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "verdict.png")
	f, err := os.Create(file)
	if err != nil {
		return "", err
	}
	err = png.Encode(f, img)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return file, err
}
