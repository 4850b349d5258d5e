// Package cameratest has pictures as faulty cameras send them, for tests. Each
// begins as a small picture of the program's demo person, encoded by
// libjpeg's cjpeg, and gets one fault that people have reported.
package cameratest
