package verify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// The test binary runs itself again as another desk program. childEnv names
// its job; the arguments are the records, the journal of the service's calls,
// and what the job wants.
const childEnv = "FACEDESK_VERIFY_CHILD"

type desk struct {
	store   *records.SQLite
	journal *os.File // one line for each call the service got, and for each Check that returned
	args    []string
}

var deskJobs = map[string]func(desk) error{
	"killed at":     desk.killedAt,
	"killed within": desk.killedWithin,
	"until limit":   desk.untilLimit,
	"disk full":     desk.diskFull,
}

func TestMain(m *testing.M) {
	job, ok := deskJobs[os.Getenv(childEnv)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := runDesk(job, os.Args[1:]); err != nil {
		fmt.Printf("%v (%v)\n", err, errors.Unwrap(err))
		os.Exit(1)
	}
	os.Exit(0)
}

func runDesk(job func(desk) error, args []string) error {
	journal, err := os.OpenFile(args[1], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	store, err := records.Open(context.Background(), args[0])
	if err != nil {
		return err
	}
	return job(desk{store, journal, args[2:]})
}

func deskCommand(t *testing.T, job string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, args...)
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	return cmd
}

// note writes a line that survives the process.
func (d *desk) note(what, number string) { _, _ = d.journal.WriteString(what + " " + number + "\n") }

func die() error {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {} // until it arrives
}

// checker is one over the store with hooks; its service notes each call.
func (d *desk) checker(store records.Store, inCall func() error) (*Checker, error) {
	cfg, err := newConfig(store, func() Service {
		return faceService(&fake{answer: func(_ context.Context, req identity.Request) (identity.Verdict, error) {
			d.note("call", req.Subject.Document.Number)
			return match, call(inCall)
		}})
	})
	return New(cfg), err
}

// killedAt presses once for the number of args[1] and is killed at the step of
// args[0].
func (d desk) killedAt() error {
	at := func(step string) func() error {
		if step == d.args[0] {
			return die
		}
		return nil
	}
	c, err := d.checker(hooks{Store: d.store, beforeBegin: at("before begin"), afterBegin: at("after begin"),
		beforeFinish: at("before finish"), afterFinish: at("after finish")}, at("in the call"))
	if err != nil {
		return err
	}
	_, err = c.Check(context.Background(), requestFor(d.args[1]))
	return fmt.Errorf("not killed: %w", err)
}

// killedWithin presses for one person after the other until it is killed at a
// moment that the seed of args[0] gives.
func (d desk) killedWithin() error {
	seed, err := strconv.ParseUint(d.args[0], 10, 64)
	if err != nil {
		return err
	}
	c, err := d.checker(d.store, nil)
	if err != nil {
		return err
	}
	moment := time.Duration(rand.New(rand.NewPCG(seed, 1)).IntN(8000)) * time.Microsecond
	time.AfterFunc(moment, func() { _ = die() })
	for i := 0; ; i++ {
		number := fmt.Sprintf("R%s-%d", d.args[0], i)
		if _, err := c.Check(context.Background(), requestFor(number)); err != nil {
			return err
		}
		d.note("done", number)
	}
}

func (d desk) untilLimit() error {
	c, err := d.checker(d.store, nil)
	if err != nil {
		return err
	}
	return checkUntilLimit(context.Background(), c)
}

// diskReport is what the job "disk full" saw.
type diskReport struct {
	Kind       identity.Kind
	EN         string
	Outcome    string
	Incomplete bool
	Warning    string
	Left       []string // states of the rows in the end
}

// diskFull lets every write to a file fail from the step of args[0] on, and
// has room again for a press of another person.
func (d desk) diskFull() error {
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	full := func() error {
		return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 0, Max: limit.Max})
	}
	store, inCall := hooks{Store: d.store}, full
	if d.args[0] == "begin" {
		store.beforeBegin, inCall = full, nil
	}
	c, err := d.checker(store, inCall)
	if err != nil {
		return err
	}
	res, err := c.Check(context.Background(), request())
	r := diskReport{Kind: identity.KindOf(err), Outcome: res.Verdict.Outcome.String(), Incomplete: res.RecordIncomplete}
	if err != nil {
		r.EN = err.Error()
	}
	if len(res.Warnings) > 0 {
		r.Warning = res.Warnings[0].EN
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if c, err = d.checker(d.store, nil); err != nil {
		return err
	}
	if _, err := c.Check(context.Background(), requestFor("110105194912310038")); err != nil {
		return err
	}
	rows, err := d.store.List(context.Background(), records.Filter{})
	for _, a := range rows {
		r.Left = append(r.Left, string(a.State))
	}
	_ = json.NewEncoder(os.Stdout).Encode(r)
	return err
}
