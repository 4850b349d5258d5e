package camera

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var errNoSizes = errors.New("offers no size that can be used")

// unreadable says why none of a camera's modes can be used.
func unreadable(modes []Mode) *Error {
	var names []string
	for _, m := range modes {
		if m.Format == Unknown && !slices.Contains(names, m.FourCC) {
			names = append(names, m.FourCC)
		}
	}
	if len(names) == 0 {
		return &Error{State: Failed, Err: errNoSizes, Reason: NoFormat}
	}
	e := &Error{State: Failed, Err: fmt.Errorf("its format (%s) cannot be used", strings.Join(names, ", ")), Reason: NoFormat}
	if !slices.ContainsFunc(names, func(n string) bool { return !mosaic.MatchString(n) }) {
		e.Reason = Libcamera
	}
	return e
}

// mosaic are the formats that a sensor gives before any processing: one colour
// a pixel. The sensors of MIPI cameras have nothing else.
var mosaic = regexp.MustCompile(`^(BA81|GBRG|GRBG|RGGB|BYR2|BD10|(BG|GB|BA|GR|RG)1[0246]|p[BGgR](AA|CC|EE)|[ab][BGgR]A8|ip3[bgGr])$`)
