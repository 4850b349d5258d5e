// Package ui holds what the composition root gives to the window. Its
// subpackages make the window: session holds the flow, screens draws it,
// widgets, theme and text are the parts, and desktop opens the window.
package ui
