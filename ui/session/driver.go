package session

import (
	"context"
	"sync"
	"time"
)

// Driver holds the Model and carries out its commands. It belongs to one
// thread, the user interface's: every call is made there, so that what is typed
// and what is shown never overtake each other. Nothing in it waits.
type Driver struct {
	model Model
	ports Ports
	clock Clock
	post  func(Msg)
	show  func(View)
	queue []Msg
	busy  bool
	spent time.Duration // on all messages so far

	lasting sync.WaitGroup
}

// NewDriver returns a driver. Post is called on any goroutine and brings a
// message back to Do on the driver's thread, in any order; show draws.
func NewDriver(ports Ports, clock Clock, post func(Msg), show func(View)) *Driver {
	return &Driver{model: New(clock.Now(), ports.Language), ports: ports, clock: clock, post: post, show: show}
}

// Start begins. The context goes to all that is carried out.
func (d *Driver) Start(ctx context.Context) {
	d.execute(ctx, d.model.Init())
	d.show(d.model.View())
}

// Do takes one message in. A message that comes while another is being drawn,
// as when a field reports the text that it was just given, waits its turn.
func (d *Driver) Do(ctx context.Context, msg Msg) {
	begun := d.clock.Now()
	if _, ok := msg.(Struck); ok {
		msg = Struck{At: time.Unix(0, 0).Add(begun.Awake - d.spent)}
	}
	d.queue = append(d.queue, msg)
	if d.busy {
		return
	}
	d.busy = true
	defer func() {
		d.busy = false
		d.spent += d.clock.Now().Awake - begun.Awake
	}()
	for len(d.queue) > 0 {
		next := d.queue[0]
		d.queue = d.queue[1:]
		var cmds []Cmd
		d.model, cmds = Update(d.model, d.clock.Now(), next)
		d.execute(ctx, cmds)
		d.show(d.model.View())
	}
}

// execute begins the commands in their order.
func (d *Driver) execute(ctx context.Context, cmds []Cmd) {
	for _, c := range cmds {
		switch {
		case !Blocking(c):
			d.ports.Execute(ctx, c)
		case Lasting(c):
			d.lasting.Add(1)
			go d.last(context.WithoutCancel(ctx), c)
		default:
			go d.carryOut(ctx, c)
		}
	}
}

func (d *Driver) carryOut(ctx context.Context, c Cmd) {
	if msg := d.ports.Execute(ctx, c); msg != nil {
		d.post(msg)
	}
}

// last is carryOut for what Wait waits for.
func (d *Driver) last(ctx context.Context, c Cmd) {
	msg := d.ports.Execute(ctx, c)
	d.lasting.Done() // post is of no use to a window that is gone
	d.post(msg)
}

// Wait returns when all that is Lasting has been done. Nothing may be given to
// Do any more.
func (d *Driver) Wait() { d.lasting.Wait() }
