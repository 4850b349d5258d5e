// Package blazeface runs the two face detectors of MediaPipe, BlazeFace short
// range and full range, from their .tflite files.
//
// Parse a model once with New and call Model.Detect for each look. A look is a
// rectangle of a picture, laid into the model's square input.
//
// Promised:
//   - A Model never changes. Several goroutines may use it at once.
//   - Detect allocates nothing once as many looks as run at the same time have
//     run before, except for the list that it returns where that must grow.
//   - The same picture gives the same detections on the same processor. Other
//     processors and the build in pure Go differ in the last digits of a sum.
//   - A damaged model is an error of New. No picture makes Detect fail.
//
// The arithmetic is one C source, compiled for SSE2 or NEON and for AVX2 with
// FMA, and chosen when the program runs. A build without cgo or with the tag
// purego does the same in Go, about ten times slower.
//
// The models were trained by Google. What they can and cannot tell stands in
// docs/faces.md.
package blazeface
