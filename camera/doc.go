// Package camera delivers frames from a V4L2 webcam on Linux, and from a demo
// that needs no hardware.
//
// Make a [Source] with [NewWebcam] or [NewDemo] and run it with [Start]. Read
// frames and states from the [Stream]. [List] returns the cameras of the machine
// for a settings screen or the command line.
//
//	stream := camera.Start(ctx, camera.NewWebcam(camera.Options{Now: time.Now}))
//	defer stream.Close()
//	for frame := range stream.Frames() {
//		show(frame.Data)
//		frame.Release()
//	}
//
// The package guarantees:
//   - At most one frame waits for the reader, the newest. A slow reader loses
//     frames and never gets an old one.
//   - The receiver owns a [Frame]. It is a copy and never a buffer of the driver.
//   - An MJPEG frame has a whole header, Huffman tables, an end mark and a sane
//     size. What cameras leave out or add is mended, and what cannot be mended
//     is dropped. Whether its content is whole shows when it is decoded.
//   - Every fault is a [State]. The source keeps trying and finds a camera again
//     after it was unplugged.
//   - [Stream.Close] never waits for the hardware.
//   - A source uses a virtual or infrared camera only if it was chosen by its
//     identifier. Software can send pictures of people who are not there.
//
// Errors are [*Error]. [StateOf] returns the state of any error of the package.
// No frame is written to disk, and no error or state contains picture data.
package camera
