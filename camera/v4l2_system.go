//go:build linux

package camera

import (
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// v4l2 is the Linux system; the folders differ in tests only.
type v4l2 struct{ dev, sys string }

func newSystem() (system, error) { return v4l2{dev: "/dev", sys: "/sys"}, nil }

func (v v4l2) scan() ([]Device, error) { return scanSysfs(v.sys, v.dev) }

func (v v4l2) open(path string) (device, error) { return openNode(path) }

// watch listens to the folder of device nodes: creation and removal, and the
// change of rights by udev. Where inotify is missing or used up, the periodic
// rescan does alone.
func (v v4l2) watch() (<-chan struct{}, func()) {
	changed := make(chan struct{}, 1)
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return changed, func() {}
	}
	if err := watcher.Add(v.dev); err != nil {
		_ = watcher.Close()
		return changed, func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		forward(watcher, changed)
	}()
	return changed, func() {
		_ = watcher.Close()
		<-done
	}
}

// forward passes on that something changed among the video nodes, or that
// events were lost, until the watcher is closed.
func forward(w *fsnotify.Watcher, changed chan<- struct{}) {
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if !strings.HasPrefix(filepath.Base(e.Name), "video") {
				continue
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		}
		select {
		case changed <- struct{}{}:
		default:
		}
	}
}
