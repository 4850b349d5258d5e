//go:build soak

package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"facedesk/cli/soaktest"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/all"
	"facedesk/providers/paidcall"
	"facedesk/providers/sandbox"
	"facedesk/records"
	"facedesk/verify"
)

// Ten thousand checks in a row, at all five services over the product's transport, with
// the real file of the records: memory, descriptors and goroutines stay.
func TestSoakManyChecks(t *testing.T) {
	const checks, settled = 10_000, 1_000
	m := newManyChecks(t)
	var after [2]usage
	begun := time.Now()
	for n := 1; n <= checks; n++ {
		m.check(t, n)
		if n == settled {
			after[0] = used(t)
		}
	}
	after[1] = used(t)
	if all, err := m.store.List(t.Context(), records.Filter{State: records.StateVerdict}); err != nil || len(all) != checks {
		t.Errorf("%d rows: %v", len(all), err)
	}
	soaktest.Count(t, "checks", checks)
	t.Logf("after %d: %v; after %d: %v; %v a check", settled, after[0], checks, after[1], time.Since(begun)/checks)
	if after[1].heap > after[0].heap+1<<20 || after[1].resident > after[0].resident+8<<20 || after[1].files > after[0].files || after[1].goroutines > after[0].goroutines {
		t.Error("something grows")
	}
}

// usage is what the process holds.
type usage struct {
	heap, resident    uint64 // bytes
	files, goroutines int
}

func (u usage) String() string {
	return fmt.Sprintf("heap %.1f MB, resident %.1f MB, %d descriptors, %d goroutines", float64(u.heap)/1e6, float64(u.resident)/1e6, u.files, u.goroutines)
}

func used(t *testing.T) usage {
	t.Helper()
	var mem runtime.MemStats
	runtime.GC()
	runtime.GC() // what a pool kept
	runtime.ReadMemStats(&mem)
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var size, pages uint64
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return usage{mem.HeapAlloc, pages * uint64(os.Getpagesize()), len(files), runtime.NumGoroutine()}
}

type manyChecks struct {
	*verify.Checker
	store    *records.SQLite
	services []verify.Service
	matching map[string]sandbox.Person
}

func newManyChecks(t *testing.T) manyChecks {
	t.Helper()
	upstream, err := sandbox.Start(sandbox.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = upstream.Close() })
	m := manyChecks{matching: map[string]sandbox.Person{}}
	for _, p := range sandbox.Persons() {
		if outcome, ok := identity.ParseOutcome(p.Expect); ok && (outcome == identity.Match || outcome == identity.IdentityMatch) && !strings.HasPrefix(p.Row, "slow") {
			m.matching[p.Provider] = p
		}
	}
	byCode := map[string]verify.Service{}
	for _, e := range all.List() {
		s := served(upstream, e)
		byCode[s.Descriptor.Code], m.services = s, append(m.services, s)
	}
	if m.store, err = records.Open(t.Context(), filepath.Join(t.TempDir(), "records.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.store.Close() })
	self, err := records.Self()
	if err != nil {
		t.Fatal(err)
	}
	m.Checker = verify.New(verify.Config{
		Store: m.store, Now: time.Now, NewID: uuid.NewString, Process: self,
		Lookup:  func(_ context.Context, code string) (verify.Service, error) { return byCode[code], nil },
		HashKey: func(context.Context) ([]byte, error) { return []byte(verify.DemoHashKey), nil },
	})
	return m
}

// served is a service of the sandbox that counts as a real one, so that guards work.
func served(upstream *sandbox.Server, e providers.Entry) verify.Service {
	code := e.Descriptor.Code
	values := e.Descriptor.Defaults()
	values[providers.KeyEndpoint] = upstream.Endpoint(code)
	if e.Descriptor.Confirmation != nil {
		e.Descriptor.Confirmation.Assume(values)
	}
	secret := func(_ context.Context, key string) (providers.Secret, error) {
		return providers.NewSecret(sandbox.DummyCredentials()[code][key]), nil
	}
	return verify.Service{Descriptor: e.Descriptor, Values: values,
		Provider: e.New(providers.Deps{Values: values, Now: time.Now, Caller: paidcall.New(paidcall.Config{}), Secret: secret})}
}

// check makes one check of somebody new; every five-hundredth is of a person whom the
// service knows.
func (m manyChecks) check(t *testing.T, n int) {
	t.Helper()
	svc := m.services[n%len(m.services)]
	p, known := m.matching[svc.Descriptor.Code], n%500 < len(m.services)
	subject := identity.Subject{Name: p.Name, Document: identity.Document{Type: identity.DocumentType(p.Type), Number: p.Number, Nation: p.Nation}}
	if !known {
		subject.Document.Number = inventedNumber(subject.Document, n)
	}
	req := identity.Request{Provider: svc.Descriptor.Code, Subject: subject, Repeat: known,
		Consent: identity.Consent{Recipient: svc.Descriptor.Code, By: identity.BySelf, At: time.Now()}}
	if svc.Descriptor.Face {
		req.Portrait = identity.Portrait{JPEG: []byte("\xFF\xD8\xFF\xE0" + strings.Repeat("a photo ", 3000) + "\xFF\xD9"), Width: 300, Height: 400}
	}
	res, err := m.Check(t.Context(), req)
	if passed := res.Verdict.Outcome == identity.Match || res.Verdict.Outcome == identity.IdentityMatch; err != nil || passed != known {
		t.Fatalf("check %d at %s: %v, %v", n, svc.Descriptor.Code, res.Verdict.Outcome, err)
	}
}

// inventedNumber is another number of the same type, a resident's with its check
// character.
func inventedNumber(like identity.Document, n int) string {
	if like.Type != identity.ResidentID {
		return like.Number[:1] + fmt.Sprintf("%0*d", len(like.Number)-1, 7_000_000+n)
	}
	digits := fmt.Sprintf("110101%s%03d", time.Date(1950, 1, 1+n/1000*7+n%29, 0, 0, 0, 0, time.UTC).Format("20060102"), n%1000)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return digits + string("10X98765432"[sum%11])
}
