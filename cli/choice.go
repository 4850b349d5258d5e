package cli

import (
	"fmt"
	"image"

	"github.com/spf13/cobra"

	"facedesk/imaging"
	"facedesk/imaging/capture"
)

// choice holds the flags that say how a photo is used.
type choice struct {
	face int
	crop string
	lift bool
}

func (c *choice) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVar(&c.face, "face", 0, "the face that counts, by the number in the message that several were found; default: by the rule of docs/faces.md")
	f.BoolVar(&c.lift, "lift", false, "the photo will do although something seems to cover mouth, nose or eyes, or the face is turned away; verify records that")
	f.StringVar(&c.crop, "crop", "", "the part of the photo that counts, in pixels: X,Y,WIDTH,HEIGHT")
}

// given reports whether a flag is set that makes sense for a photo file only.
func (c choice) given() bool { return c.face != 0 || c.crop != "" }

// lifted returns the problems that do not stop the check.
func (c choice) lifted() []imaging.Code {
	if c.lift {
		return capture.Stops()
	}
	return nil
}

// parsed checks the flags and converts them. Its error is a usageError.
func (c choice) parsed() (imaging.Choice, error) {
	if c.face < 0 {
		return imaging.Choice{}, usagef("--face 从 1 数起", "--face counts from 1 on")
	}
	out := imaging.Choice{Face: c.face, Lift: c.lifted()}
	if c.crop == "" {
		return out, nil
	}
	const most = 1 << 20
	var x, y, w, h int
	var rest string
	n, _ := fmt.Sscanf(c.crop+"\n", "%d,%d,%d,%d%s\n", &x, &y, &w, &h, &rest)
	if n != 4 || x < 0 || y < 0 || w <= 0 || h <= 0 || max(x, y, w, h) > most {
		return imaging.Choice{}, usagef("--crop 需要四个数：X,Y,宽,高，如 0,0,640,480", "--crop takes four numbers, X,Y,WIDTH,HEIGHT, such as 0,0,640,480")
	}
	out.Crop = image.Rect(x, y, x+w, y+h)
	return out, nil
}
