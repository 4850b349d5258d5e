// Package desktop opens the window: the one package that imports Fyne's driver,
// and with it cgo. Call Run.
package desktop
