//go:build !cgo || purego

package capture

// decoders are those of this build.
func decoders() []namedDecoder { return []namedDecoder{{"go", goDecoder{}}} }
