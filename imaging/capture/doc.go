// Package capture is the loop between camera and screen. It shows the newest frame,
// names its problems about ten times a second, keeps the last second, and makes
// the portrait when the shutter is pressed.
//
// Start a Loop for each opening of the camera and end it with Close. Shoot makes
// the portrait. Oval returns where the face belongs on a frame.
//
// Promised:
//   - The newest frame wins: whoever is slow loses frames and never sees an old one.
//   - The preview is mirrored, the portrait is not.
//   - A portrait shows one face, of a frame at most a second older than the
//     shutter, never of those that a camera delivers before its exposure has
//     settled, and never of one where something asks that nobody has lifted.
//   - No picture is kept longer than about a second while new ones come, nor
//     after an interruption or the end, and none is written anywhere. The memory taken is bounded, whatever the camera sends.
//   - A damaged or hostile frame is dropped; its size is checked before anything
//     is decoded.
//
// libjpeg-turbo decodes JPEG frames, or image/jpeg in a build without cgo or with
// the tag purego.
package capture
