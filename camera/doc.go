// Package camera brings frames in: from a V4L2 webcam on Linux and from a
// demo that needs no hardware.
//
// Make a [Source] with [NewWebcam] or [NewDemo] and run it with [Start]; read
// frames and states from the [Stream]. [List] names the cameras of the machine
// for a settings screen or the command line.
//
//	stream := camera.Start(ctx, camera.NewWebcam(camera.Options{Now: time.Now}))
//	defer stream.Close()
//	for frame := range stream.Frames() {
//		show(frame.Data)
//		frame.Release()
//	}
//
// Promised:
//   - The newest frame wins. At most one frame waits for the reader; a slow
//     reader loses frames and is never shown an old one.
//   - A [Frame] belongs to its receiver and is a copy: no buffer of the driver
//     is ever handed out.
//   - An MJPEG frame has a whole header, Huffman tables, an end mark and a sane
//     size that was read from the JPEG itself; anything else was dropped.
//   - What is wrong is a [State], not a dead end: the source keeps trying, finds
//     a camera again after it was unplugged, and says so.
//   - [Stream.Close] never waits for the hardware.
//   - A source picks neither a virtual camera nor one whose name or formats show
//     it to be infrared, unless told to by its identifier: pictures fed in by
//     software would pass people who are not there.
//
// Errors are [*Error]; [StateOf] reads the state from any error of the package.
// No frame is written anywhere, and no error or state carries picture data.
package camera
