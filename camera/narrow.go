package camera

import (
	"cmp"
	"slices"
)

const (
	frameRate = 30 // pictures a second
	slowRate  = 10 // where the USB bus has no room for more
)

// try is a mode at a frame rate.
type try struct {
	Mode
	rate int
}

// tries returns the modes at the full rate.
func tries(modes []Mode) []try {
	out := make([]try, len(modes))
	for i, m := range modes {
		out[i] = try{m, frameRate}
	}
	return out
}

// narrower returns what is left to try on a full USB bus: two smaller sizes of
// JPEG, the next one first, then the smallest at a lower rate. Raw pictures need
// more room than any JPEG, and serve only a camera without JPEG.
func narrower(all []Mode, failed try) []try {
	format := MJPEG
	if !slices.ContainsFunc(all, func(m Mode) bool { return m.Format == MJPEG }) {
		format = failed.Format
	}
	var smaller []Mode
	least := failed.Mode
	for _, m := range all {
		if m.Format == format && saneSize(m.Width, m.Height) && m.Width*m.Height < failed.Width*failed.Height {
			smaller = append(smaller, m)
		}
	}
	slices.SortStableFunc(smaller, func(a, b Mode) int { return cmp.Compare(b.Width*b.Height, a.Width*a.Height) })
	if len(smaller) > 0 {
		least = smaller[len(smaller)-1]
	}
	return append(tries(smaller[:min(2, len(smaller))]), try{least, slowRate})
}
