// Package imaging turns bytes or an image into the portrait to send: it decodes,
// finds the face, assesses it, crops to head and shoulders, and encodes under a
// limit.
//
// Most callers need only a [Maker]: [Maker.PortraitFromFile] for the bytes of a
// picture file and [Maker.Portrait] for a camera frame. The capture loop calls
// [Maker.Examine] on each frame, and [Maker.Make] on the best one. The steps are
// exported too: [Decode], [Finder], [Assess], [Crop], [Encode].
//
// The package guarantees:
//   - A portrait never exceeds its [identity.PortraitSpec]. The next quality step
//     would, unless the quality is already the highest.
//   - The JPEG is baseline, 8-bit YCbCr 4:2:0, and contains no metadata of the
//     input: no EXIF, no position, no thumbnail.
//   - No input crashes or stalls the program or makes it take excessive memory.
//     Unusable input gives an [*identity.Error].
//   - The same input gives the same bytes on the same machine.
//   - A portrait shows the customer's face, found by the rule in customer.go or
//     chosen by a person, and no other face of at least a third of its height.
//   - Nothing is written to disk, no argument is kept or changed, and everything
//     may be called from several goroutines at once.
//
// The package does not tell who a person is. It does not detect whether a face is
// alive, on paper or on a screen, masked, or looks up or down (docs/faces.md).
package imaging
