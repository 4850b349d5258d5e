// Package desktop opens the window. It is the only package that imports Fyne's
// driver, and with it cgo. The program calls Main.
package desktop
