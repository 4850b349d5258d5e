// Package uvcdevice is a webcam made of software, for tests with the kernel's
// own driver: it plugs itself into the virtual USB hub of the module vhci-hcd,
// where uvcvideo finds it like any other camera.
//
// [Plug] plugs one in; a [Camera] can be unplugged, hang, refuse and send
// whatever [Pictures] it is given. It needs root and the modules vhci-hcd and
// uvcvideo, and belongs into a virtual machine only.
//
// Written after the USB/IP protocol of the kernel's documentation, USB 2.0 and
// the USB Video Class 1.0.
package uvcdevice
