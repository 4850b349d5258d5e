package verify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// fake is a provider that counts its calls.
type fake struct {
	calls  atomic.Int64
	answer func(context.Context, identity.Request) (identity.Verdict, error)
}

func (f *fake) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	f.calls.Add(1)
	return f.answer(ctx, req)
}

func says(v identity.Verdict, err error) func(context.Context, identity.Request) (identity.Verdict, error) {
	return func(context.Context, identity.Request) (identity.Verdict, error) { return v, err }
}

var match = identity.Verdict{Outcome: identity.Match, Charged: identity.ChargedYes, Vendor: identity.Vendor{Code: "1001", Message: "一致", Order: "N-17"}}

// hooks wraps a store to act around its writes.
type hooks struct {
	records.Store
	beforeBegin, afterBegin, beforeFinish, afterFinish func() error
}

func call(f func() error) error {
	if f == nil {
		return nil
	}
	return f()
}

func (h hooks) Begin(ctx context.Context, a records.Attempt, g records.Guard) error {
	if err := call(h.beforeBegin); err != nil {
		return err
	}
	if err := h.Store.Begin(ctx, a, g); err != nil {
		return err
	}
	return call(h.afterBegin)
}

func (h hooks) Finish(ctx context.Context, a records.Attempt) error {
	if ctx.Err() != nil { // a store may heed it, a SQLite file does not
		return ctx.Err()
	}
	if err := call(h.beforeFinish); err != nil {
		return err
	}
	if err := h.Store.Finish(ctx, a); err != nil {
		return err
	}
	return call(h.afterFinish)
}

// rig is a checker over a real file and one fake service.
type rig struct {
	*Checker
	cfg      Config
	store    *records.SQLite
	path     string
	svc      Service
	provider *fake
	log      *lockedBuffer
}

var testKey = []byte("a key of the keyring, 32 bytes..")

func faceService(p providers.Provider) Service {
	return Service{
		Provider: p,
		Values:   providers.Values{providers.KeyPrice: 1.5},
		Descriptor: providers.Descriptor{
			Code: "svc", Face: true,
			Portrait:  identity.PortraitSpec{MaxBytes: 1000},
			Documents: []providers.Accepted{{Type: identity.ResidentID}},
			Names:     providers.NameRule{Max: 5},
		},
	}
}

// ids makes attempt ids unique in this process.
var ids atomic.Int64

// newConfig works over a store. It is for children too.
func newConfig(store records.Store, svc func() Service) (Config, error) {
	self, err := records.Self()
	return Config{
		Store: store,
		Lookup: func(_ context.Context, code string) (Service, error) {
			if code != "svc" {
				return Service{}, fmt.Errorf("no service %q", code)
			}
			return svc(), nil
		},
		HashKey: func(context.Context) ([]byte, error) { return testKey, nil },
		Now:     time.Now,
		NewID:   func() string { return fmt.Sprint(self.PID, "-", ids.Add(1)) },
		Process: self,
		Desk:    "desk 1", Version: "1.0",
	}, err
}

// newRig makes a rig; change may adjust it before the checker is made.
func newRig(t *testing.T, change func(*rig)) *rig {
	t.Helper()
	r := &rig{path: filepath.Join(t.TempDir(), "x.db"), provider: &fake{answer: says(match, nil)}, log: &lockedBuffer{}}
	store, err := records.Open(t.Context(), r.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	r.store, r.svc = store, faceService(r.provider)
	if r.cfg, err = newConfig(store, func() Service { return r.svc }); err != nil {
		t.Fatal(err)
	}
	r.cfg.Log = slog.New(slog.NewJSONHandler(r.log, nil))
	if change != nil {
		change(r)
	}
	r.Checker = New(r.cfg)
	return r
}

const (
	testName   = "张三丰"
	testNumber = "11010519491231002X"
	testPhoto  = "\xff\xd8\xff the face \xff\xd9"
)

func request() identity.Request {
	return identity.Request{
		Subject:  identity.Subject{Name: testName, Document: identity.Document{Type: identity.ResidentID, Number: testNumber, Nation: "CHN"}},
		Portrait: identity.Portrait{JPEG: []byte(testPhoto), Source: identity.SourceCamera},
		Consent:  identity.Consent{Recipient: "svc", By: identity.BySelf, At: time.Now()},
		Provider: "svc", Clerk: "李",
	}
}

func requestFor(number string) identity.Request {
	req := request()
	req.Subject.Document.Number = number
	return req
}

func (r *rig) rows(t *testing.T) []records.Attempt {
	t.Helper()
	all, err := r.store.List(t.Context(), records.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (r *rig) only(t *testing.T) records.Attempt {
	t.Helper()
	all := r.rows(t)
	if len(all) != 1 {
		t.Fatalf("%d rows, want 1", len(all))
	}
	return all[0]
}

func (r *rig) wantCalls(t *testing.T, n int64) {
	t.Helper()
	if got := r.provider.calls.Load(); got != n {
		t.Errorf("%d calls of the service, want %d", got, n)
	}
}

// wantError asserts an *identity.Error with sentences in both languages.
func wantError(t *testing.T, err error, kind identity.Kind) *identity.Error {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok || e.Kind != kind || e.What.ZH == "" || e.What.EN == "" {
		t.Fatalf("%T %+v, want kind %s", err, err, kind)
	}
	if strings.Contains(e.Full().ZH+e.Error(), testNumber) || strings.Contains(e.Full().ZH+e.Error(), testName) {
		t.Errorf("personal data in %q", e.Full())
	}
	return e
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
