package camera

import (
	"bytes"
	"image"
	"image/jpeg"
	"slices"
)

const (
	// colour is the distance from grey, 0..128, that some pixels of a colour
	// camera's picture have, if only by the noise of its sensor.
	colour = 4
	// darkest is the mean brightness below which a picture shows no colours.
	darkest = 40
)

// greyPicture reports whether a frame has no colour though it is bright: the
// picture of an infrared camera. A name often does not tell.
func greyPicture(f *Frame) bool {
	switch f.Format {
	case YUYV:
		return greyPacked(f.Data)
	case MJPEG:
		img, err := jpeg.Decode(bytes.NewReader(f.Data))
		if err != nil {
			return false
		}
		switch img := img.(type) {
		case *image.Gray:
			return bright(img.Pix)
		case *image.YCbCr:
			return bright(img.Y) && !coloured(img.Cb) && !coloured(img.Cr)
		}
	}
	return false
}

func greyPacked(data []byte) bool {
	sum := 0
	for i, v := range data {
		if i%2 == 0 {
			sum += int(v)
		} else if max(v, 128)-min(v, 128) >= colour {
			return false
		}
	}
	return len(data) > 1 && sum/(len(data)/2) >= darkest
}

func bright(luma []byte) bool {
	sum := 0
	for _, v := range luma {
		sum += int(v)
	}
	return len(luma) > 0 && sum/len(luma) >= darkest
}

func coloured(plane []byte) bool {
	return slices.ContainsFunc(plane, func(v byte) bool { return max(v, 128)-min(v, 128) >= colour })
}

// preferColour puts cameras whose pictures were grey behind the others.
func (m *machine) preferColour(all []Device) []Device {
	slices.SortStableFunc(all, func(a, b Device) int { return compareBool(m.grey[a.ID], m.grey[b.ID]) })
	return all
}

// outdone reports whether the camera's first picture is grey while another
// camera, not known to be grey, may have colours.
func (m *machine) outdone(s *session, f *Frame) bool {
	if s.judged {
		return false
	}
	s.judged = true
	if m.id != "" || !greyPicture(f) || !m.rivals(s.camera) {
		return false
	}
	m.grey[s.camera.ID] = true
	return true
}

// rivals reports whether there is another camera that was not found grey.
func (m *machine) rivals(d Device) bool {
	all, err := m.sys.scan()
	return err == nil && slices.ContainsFunc(Usable(all, ""), func(o Device) bool { return o.ID != d.ID && !m.grey[o.ID] })
}
