// Package imaging turns bytes or an image into the portrait to send: it decodes,
// finds the face, assesses it, crops to head and shoulders, and encodes under a
// limit.
//
// Most callers need only a [Maker]: [Maker.PortraitFromFile] for the bytes of a
// picture file and [Maker.Portrait] for a camera frame. The capture loop calls
// [Maker.Examine] on each frame, and [Maker.Make] on the best one. The steps are
// exported too: [Decode], [Finder], [Assess], [Crop], [Encode].
//
// Promised:
//   - A portrait never exceeds its [identity.PortraitSpec], and the next quality
//     step would, unless it already has the highest quality.
//   - The JPEG is baseline, or progressive where the spec allows it, 8-bit YCbCr
//     4:2:0, and carries no metadata of the input: no EXIF, no position, no
//     thumbnail.
//   - No input crashes or stalls the program or makes it take memory out of
//     proportion; what cannot be used is an [*identity.Error].
//   - The same input gives the same bytes on the same machine.
//   - A portrait shows the face of the customer, who is found by one rule
//     (customer.go) or was chosen, and no other of a third of its size or more.
//   - A face that seems covered or turned away makes no portrait until somebody has
//     said that it will do (Report.Lift), and none where hardly a face is seen, be
//     it for a cover, distance, light or blur.
//   - Nothing is written anywhere, no argument is kept or changed, and
//     everything may be called from several goroutines at once.
//
// What is not claimed: nothing here tells who somebody is, nor whether a face is
// alive, on paper or on a screen, or looks up or down (docs/faces.md).
package imaging
