package config

import (
	"context"
	"errors"
	"fmt"
	"time"

	"facedesk/providers"
)

// KeyringLimit is the default time limit of one keyring call.
const KeyringLimit = 3 * time.Second

// maxCalls limits the calls in progress. It also limits how many goroutines a
// hanging keyring can keep.
const maxCalls = 4

// KeyringOptions say which keyring to open.
type KeyringOptions struct {
	Service string        // Paths.Service
	Env     []string      // "NAME=value"; says where the session bus is
	Limit   time.Duration // of one call; 0 means KeyringLimit
}

// Keyring keeps texts under names in the keyring of the operating system, for
// one service. Several goroutines may use it. A call returns within the limit
// even if the keyring hangs. No call shows a prompt. A panic in a library
// becomes an error. Every error is an *identity.Error of kind configuration;
// see StateOf and ErrNoSecret.
type Keyring struct {
	service string
	limit   time.Duration
	store   backend
	calls   chan struct{}
}

// backend holds what differs between the keyrings.
type backend interface {
	// probe reports whether the keyring can be used without a prompt. The error
	// says why not; it is nil if the state is Ready.
	probe(ctx context.Context) (State, error)
	get(service, name string) (string, error) // errNotFound if there is none
	set(service, name, value string) error
	delete(service, name string) error // errNotFound if there is none
	// unlock unlocks the keyring by its password, or makes one with it.
	unlock(ctx context.Context, password string) error
	// exclude keeps other processes from creating a value at the same time. The
	// caller must call release.
	exclude(ctx context.Context, service string) (release func(), err error)
}

// NewKeyring returns the operating system's keyring. It makes no call to it
// yet. On Linux the session bus is DBUS_SESSION_BUS_ADDRESS of the given
// environment, or else the socket $XDG_RUNTIME_DIR/bus.
//
// go-keyring reads the address from the environment of the process and starts
// its own bus if it finds none. NewKeyring therefore sets the variable there.
// Call it once, at start, with os.Environ.
func NewKeyring(o KeyringOptions) *Keyring { return newKeyring(o, systemBackend(o.Env)) }

func newKeyring(o KeyringOptions, store backend) *Keyring {
	if o.Limit == 0 {
		o.Limit = KeyringLimit
	}
	return &Keyring{service: o.Service, limit: o.Limit, store: store, calls: make(chan struct{}, maxCalls)}
}

// State reports whether secrets can be read now. If not, the error says why and
// what to do.
func (k *Keyring) State(ctx context.Context) (State, error) {
	_, err := run(ctx, k, func(context.Context) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return StateOf(err), explain(err)
	}
	return Ready, nil
}

// Unlock unlocks the keyring with its password. If the service has no keyring yet,
// it makes one with that password.
func (k *Keyring) Unlock(ctx context.Context, password providers.Secret) error {
	ctx, cancel := context.WithTimeout(ctx, k.limit)
	defer cancel()
	err := k.store.unlock(ctx, password.Reveal())
	if errors.Is(err, errNoBus) || errors.Is(err, errNoService) {
		return explain(&StateError{Absent, err})
	}
	if err != nil {
		return explain(err)
	}
	_, err = k.State(ctx)
	return err
}

// Get reads one value. If there is none, the error wraps ErrNoSecret.
func (k *Keyring) Get(ctx context.Context, name string) (providers.Secret, error) {
	value, err := run(ctx, k, func(context.Context) (string, error) { return k.store.get(k.service, name) })
	if errors.Is(err, errNotFound) {
		return providers.Secret{}, missing(name)
	}
	if err != nil {
		return providers.Secret{}, explain(err)
	}
	return providers.NewSecret(value), nil
}

// Set stores one value and reads it back. After an error the value may or may
// not be stored.
func (k *Keyring) Set(ctx context.Context, name string, value providers.Secret) error {
	if complaint := checkSecret(value.Reveal()); complaint != nil {
		return configuration(*complaint, nil)
	}
	_, err := run(ctx, k, func(context.Context) (string, error) { return k.write(name, value.Reveal()) })
	if err != nil {
		return explain(err)
	}
	return nil
}

// write stores a value and returns what the keyring then holds. A keyring may
// report success and store nothing.
func (k *Keyring) write(name, value string) (string, error) {
	if err := k.store.set(k.service, name, value); err != nil {
		return "", err
	}
	got, err := k.store.get(k.service, name)
	if err == nil && got != value || errors.Is(err, errNotFound) {
		return "", errors.New("the keyring did not keep what was written")
	}
	return got, err
}

// Delete removes one value. It returns nil if there is no such value.
func (k *Keyring) Delete(ctx context.Context, name string) error {
	_, err := run(ctx, k, func(context.Context) (struct{}, error) { return struct{}{}, k.remove(name) })
	if err != nil {
		return explain(err)
	}
	return nil
}

func (k *Keyring) remove(name string) error {
	if err := k.store.delete(k.service, name); err != nil && !errors.Is(err, errNotFound) {
		return err
	}
	_, err := k.store.get(k.service, name)
	if errors.Is(err, errNotFound) {
		return nil
	}
	return errors.Join(errors.New("the value is still there"), err)
}

// run makes one call on a new goroutine, after a probe of the keyring. If the
// limit passes, it returns and leaves the goroutine behind.
func run[T any](ctx context.Context, k *Keyring, call func(context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	ctx, cancel := context.WithTimeout(ctx, k.limit)
	defer cancel()
	var none T
	select {
	case k.calls <- struct{}{}:
	case <-ctx.Done():
		return none, &StateError{Failing, ctx.Err()}
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = &StateError{Failing, fmt.Errorf("panic in the keyring: %v", p)}
			}
			<-k.calls
			done <- r
		}()
		if r.err = k.ready(ctx); r.err == nil {
			r.value, r.err = call(ctx)
		}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, &StateError{Failing, ctx.Err()}
	}
}

func (k *Keyring) ready(ctx context.Context) error {
	if state, err := k.store.probe(ctx); state != Ready {
		return &StateError{state, err}
	}
	return ctx.Err()
}
