//go:build !cgo || purego

package capture

// newDecoder returns the decoder of this build.
func newDecoder() jpegDecoder { return goDecoder{} }
