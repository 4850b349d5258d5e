// Package capture is the loop between camera and screen. It shows the newest frame,
// names its problems about ten times a second, keeps the last second, and makes
// the portrait when the shutter is pressed.
//
// Start a Loop for each opening of the camera and end it with Close. Shoot makes
// the portrait. Oval returns where the face belongs on a frame.
//
// The package guarantees:
//   - The newest frame wins. A slow receiver loses frames and never gets an old one.
//   - The preview is mirrored, and the portrait is not.
//   - A portrait shows one face. Its frame is at most a second older than the
//     shutter and was taken after the camera's exposure settled. Without a certain
//     face it is made only if the crop of the oval is asked for and shows a face.
//   - A picture is kept for about a second while new ones come. It is dropped at
//     an interruption and at the end, and none is written to disk. Memory is
//     limited, whatever the camera sends.
//   - A damaged or hostile frame is dropped. Its size is checked before anything
//     is decoded.
//
// libjpeg-turbo decodes JPEG frames, or image/jpeg in a build without cgo or with
// the tag purego.
package capture
