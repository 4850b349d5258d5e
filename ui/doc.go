// Package ui is the window: session holds the flow, screens draw it, widgets,
// theme and text are what they draw with, and desktop opens the window. This
// package holds what the composition root hands to it.
package ui
