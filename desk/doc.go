// Package desk is what stands behind the ports of ui/session: camera, check,
// records, settings, input method, sound and the rest of a desk. It opens no
// window. What only the rim knows, such as clock and environment, is handed in.
package desk
