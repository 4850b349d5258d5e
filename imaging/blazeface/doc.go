// Package blazeface runs the two face detectors of MediaPipe, BlazeFace short
// range and full range, from their .tflite files.
//
// Parse a model once with New and call Model.Detect for each look. A look is a
// rectangle of a picture that is fitted into the model's square input.
//
// The package guarantees:
//   - A Model never changes. Several goroutines may use it at once.
//   - Detect reuses its memory. It allocates only for a first look, for a further
//     one at the same time, or to extend the list that it returns.
//   - The same picture gives the same detections on the same processor. Other
//     processors and the build in pure Go differ in the last digits of a sum.
//   - A damaged model is an error of New. No picture makes Detect fail.
//
// The arithmetic is one C source, compiled for SSE2 or NEON and for AVX2 with
// FMA. The program chooses between them when it runs. A build without cgo or with
// the tag purego uses Go, about ten times slower.
//
// Google trained the models. docs/faces.md says what they can detect.
package blazeface
