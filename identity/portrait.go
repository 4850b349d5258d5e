package identity

import "encoding/base64"

// Source says where a portrait came from. A file would pass people who are not
// there, so the records keep the difference.
type Source string

const (
	SourceNone   Source = ""
	SourceCamera Source = "camera"
	// SourceVirtual is a camera made by software, which IT must choose. Its
	// pictures need not be of anybody who is there.
	SourceVirtual Source = "virtual"
	SourceFile    Source = "file"
	SourceDemo    Source = "demo"
)

// Figures are quality measurements of the face on a portrait, taken before
// encoding; zero where not measured.
type Figures struct {
	EyeDistance float64 // pixels between the pupils in the source image
	Sharpness   float64 // variance of the Laplacian, face normalised to 64 px between the eyes and usual contrast
	Luminance   float64 // mean of the face, 0..1
	Top         float64 // what the brightest twentieth of the face exceeds, 0..1
	Contrast    float64 // how far that is above what the darkest twentieth stays below, 0..1
	Behind      float64 // mean of what is beside the head, 0..1
	SideLight   float64 // overlap of the histograms of the two cheeks, 0..1
	Burnt       float64 // share of face pixels ≥ 247 of 255
	Score       float64 // how sure the look that confirmed the face was, 0..1
	Turn        float64 // how far the nose is off the middle of the eyes, in eye distances
	NoseColour  float64 // how much the nose differs from forehead and bridge in a*, b* of CIELAB
	LidLight    float64 // light below the brighter eye / light of the cheeks, in L* of CIELAB
}

// Portrait is the JPEG to be sent, byte for byte. Who makes it owns it; nobody
// changes it afterwards. The zero value means that no photo is sent.
type Portrait struct {
	JPEG          []byte
	Width, Height int // pixels
	Quality       int // JPEG quality it was encoded at, 1..100
	Source        Source
	Figures       Figures
}

// Empty reports whether there is no photo.
func (p Portrait) Empty() bool { return len(p.JPEG) == 0 }

// Base64Chars is the length of the JPEG in padded base64.
func (p Portrait) Base64Chars() int { return base64.StdEncoding.EncodedLen(len(p.JPEG)) }

// PortraitSpec is what a service accepts. A zero limit is no limit; where both
// are given both hold.
type PortraitSpec struct {
	MaxBytes       int // of the JPEG
	MaxBase64Chars int // of its padded base64 text

	// Progressive allows a JPEG of several passes, which is a little better. A
	// service that does not say so is given a baseline one.
	Progressive bool
}

// Limit is the largest JPEG in bytes that honours the spec, 0 for no limit.
func (s PortraitSpec) Limit() int {
	limit := s.MaxBytes
	if s.MaxBase64Chars > 0 {
		raw := s.MaxBase64Chars / 4 * 3
		if limit == 0 || raw < limit {
			limit = raw
		}
	}
	return limit
}

// Fits reports whether a portrait honours the spec.
func (s PortraitSpec) Fits(p Portrait) bool {
	return (s.MaxBytes == 0 || len(p.JPEG) <= s.MaxBytes) &&
		(s.MaxBase64Chars == 0 || p.Base64Chars() <= s.MaxBase64Chars)
}
