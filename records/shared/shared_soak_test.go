//go:build soak

package shared

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/cli/soaktest"
)

// The server's faults and the crowd of desks, at full length.
func TestSoakShared(t *testing.T) {
	kills, killRows = 20, 200
	manyDesks, manyChecks = 20, 500
	for n := 1; n < 60_000; n += n/3 + 1 {
		cutsOfBytes = append(cutsOfBytes, n)
	}
	t.Run("killed", TestKilledServer)
	t.Run("cut", TestCutNetwork)
	t.Run("desks", TestManyDesksAtOnce)
	soaktest.Count(t, "shared_kills", kills)
	soaktest.Count(t, "shared_cuts", len(cutsOfBytes))
	soaktest.Count(t, "shared_checks", manyDesks*manyChecks)
}

// A full disk of the database keeps the rows waiting; once there is room, all are
// there, each once. It needs the right to mount (root).
func TestSoakFullDisk(t *testing.T) {
	b := ownBase(t)
	place, err := b.Place("small")
	must(t, err)
	mounted(t, place)
	b.exec(t, "CREATE TABLESPACE "+b.name+"_small LOCATION '"+place+"'")
	name := b.name
	must(t, b.Exec(t.Context(), "postgres", "ALTER DATABASE "+name+" SET TABLESPACE "+b.name+"_small"))
	d := newDesk(t, b)
	rows, full := 0, false
	for ; rows < 40_000 && !full; rows += 250 {
		for i := range 250 {
			a := attempt(t, fmt.Sprint("f", rows+i), "p")
			a.Version = strings.Repeat("x", 200)
			must(t, d.file.Begin(t.Context(), a, exempt))
			must(t, d.file.Finish(t.Context(), answered(a)))
		}
		_, err := d.link.Send(t.Context())
		if full = err != nil; full && !strings.Contains(err.Error(), "disk") {
			t.Fatalf("%v: %v", err, cause(err))
		}
	}
	if !full || d.outbox(t).Waiting == 0 {
		t.Fatal("the disk never was full")
	}
	t.Logf("full after %d rows", rows)
	if out, err := exec.Command("mount", "-o", "remount,size=400m", place).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	d.keepSending(t, ctx)
	whole(t, b, rows, d)
	must(t, b.Exec(t.Context(), "postgres", "DROP DATABASE "+name+" WITH (FORCE)"))
	must(t, b.Exec(t.Context(), "postgres", "DROP TABLESPACE "+b.name+"_small"))
}

// mounted mounts a small disk in memory on a folder.
func mounted(t *testing.T, folder string) {
	t.Helper()
	info, err := os.Stat(folder)
	must(t, err)
	owner := info.Sys().(*syscall.Stat_t)
	options := fmt.Sprintf("size=12m,mode=0700,uid=%d,gid=%d", owner.Uid, owner.Gid)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Fatalf("mounting a small disk (as root): %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", folder).Run() })
}
