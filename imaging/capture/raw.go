package capture

import "image"

// Limited range of BT.601 (ITU-R BT.601-7, 2.5.3): black is 16, white 235.
const black = 16

func clamp(v int) uint8 { return uint8(min(max(v, 0), 255)) }

// yuyvToRGBA converts packed 4:2:2 of an even width. It uses the mean
// brightness of each cell and the colour at its middle.
func yuyvToRGBA(dst *image.RGBA, data []byte, w, h, shrink int) {
	stride := 2 * w
	for y := range dst.Rect.Dy() {
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		row := data[min(y*shrink+shrink/2, h-1)*stride:][:stride]
		for x := range dst.Rect.Dx() {
			pair := min(x*shrink+shrink/2, w-1) / 2 * 4
			v := meanOf(data, stride, 2, x*shrink, y*shrink, w, h, shrink)
			px := out[4*x:][:4:4]
			px[0], px[1], px[2] = limitedToRGB(int(v), int(row[pair+1]), int(row[pair+3]))
			px[3] = 255
		}
	}
}

// limitedToRGB is the inverse of BT.601 in 1/65536.
func limitedToRGB(y, cb, cr int) (r, g, b uint8) {
	y, cb, cr = 76309*(y-black)+1<<15, cb-128, cr-128
	return clamp((y + 104597*cr) >> 16), clamp((y - 25675*cb - 53279*cr) >> 16), clamp((y + 132201*cb) >> 16)
}

// shrinkRGBA uses the mean of each cell. The result is opaque.
func shrinkRGBA(dst *image.RGBA, pix []byte, w, h, shrink int) {
	for y := range dst.Rect.Dy() {
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		for x := range dst.Rect.Dx() {
			px := out[4*x:][:4:4]
			for c := range 3 {
				px[c] = meanOf(pix[c:], 4*w, 4, x*shrink, y*shrink, w, h, shrink)
			}
			px[3] = 255
		}
	}
}
