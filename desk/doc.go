// Package desk implements the ports of ui/session: camera, check, records,
// settings, input method, sound and the rest of a desk. It opens no window. The
// rim of the program hands in clock, environment and randomness.
package desk
