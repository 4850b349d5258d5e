// Package uvcdevice is a software webcam for tests with the kernel's own
// driver. It plugs itself into the virtual USB hub of the module vhci-hcd, and
// uvcvideo finds it like any other camera.
//
// [Plug] plugs one in. A [Camera] can be unplugged, hang, refuse and send any
// [Pictures]. It needs root and the modules vhci-hcd and uvcvideo, and must run
// in a virtual machine only.
//
// It follows the USB/IP protocol of the kernel's documentation, USB 2.0 and the
// USB Video Class 1.0.
package uvcdevice
