package verify

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

func TestRefusedBeforeAnythingIsRecorded(t *testing.T) {
	bare := func(*rig) {}
	for name, c := range map[string]struct {
		rig   func(*rig)
		req   func(*identity.Request)
		kind  identity.Kind
		field identity.Field
	}{
		"unknown service":     {bare, func(r *identity.Request) { r.Provider = "nobody" }, identity.Configuration, ""},
		"no service":          {bare, func(r *identity.Request) { r.Provider = "" }, identity.Configuration, ""},
		"another's service":   {func(r *rig) { r.svc.Descriptor.Code = "other" }, func(*identity.Request) {}, identity.Configuration, ""},
		"service half set up": {func(r *rig) { r.svc.Provider = nil }, func(*identity.Request) {}, identity.Configuration, ""},
		"no name":             {bare, func(r *identity.Request) { r.Subject.Name = "" }, identity.BadInput, identity.FieldName},
		"no number":           {bare, func(r *identity.Request) { r.Subject.Document.Number = "" }, identity.BadInput, identity.FieldNumber},
		"document not taken":  {bare, func(r *identity.Request) { r.Subject.Document.Type = identity.OrdinaryPassport }, identity.BadInput, identity.FieldType},
		"name too long":       {bare, func(r *identity.Request) { r.Subject.Name = "一二三四五六" }, identity.BadInput, identity.FieldName},
		"no photo":            {bare, func(r *identity.Request) { r.Portrait = identity.Portrait{} }, identity.BadInput, identity.FieldPhoto},
		"photo too large":     {bare, func(r *identity.Request) { r.Portrait.JPEG = make([]byte, 1001) }, identity.BadInput, identity.FieldPhoto},
		"photo over setting": {func(r *rig) { r.svc.Values[providers.KeyMaxBytes] = 10 }, func(*identity.Request) {},
			identity.BadInput, identity.FieldPhoto},
		"no consent":         {bare, func(r *identity.Request) { r.Consent = identity.Consent{} }, identity.BadInput, identity.FieldConsent},
		"consent to another": {bare, func(r *identity.Request) { r.Consent.Recipient = "other" }, identity.BadInput, identity.FieldConsent},
		"no key in the keyring": {func(r *rig) {
			r.cfg.HashKey = func(context.Context) ([]byte, error) { return nil, errors.New("locked") }
		}, func(*identity.Request) {}, identity.Configuration, ""},
		"keyring says why": {func(r *rig) {
			r.cfg.HashKey = func(context.Context) ([]byte, error) {
				return nil, &identity.Error{Kind: identity.Busy, What: identity.Text{ZH: "忙", EN: "busy"}}
			}
		}, func(*identity.Request) {}, identity.Busy, ""},
		"key too short": {func(r *rig) {
			r.cfg.HashKey = func(context.Context) ([]byte, error) { return testKey[:MinHashKey-1], nil }
		}, func(*identity.Request) {}, identity.Configuration, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, c.rig)
			req := request()
			c.req(&req)
			res, err := r.Check(t.Context(), req)
			if e := wantError(t, err, c.kind); e.Field != c.field {
				t.Errorf("field %q, want %q", e.Field, c.field)
			}
			r.wantCalls(t, 0)
			if len(r.rows(t)) != 0 || res.Attempt != "" {
				t.Errorf("an attempt was recorded: %+v", res)
			}
		})
	}
}

func TestVerdictIsReturnedAndRecorded(t *testing.T) {
	r := newRig(t, nil)
	score := 0.9
	var seen identity.Request
	r.provider.answer = func(_ context.Context, req identity.Request) (identity.Verdict, error) {
		seen = req
		if got := r.only(t).State; got != records.StateOpen {
			t.Errorf("during the call the row is %q", got)
		}
		v := match
		v.Score = &score
		return v, nil
	}
	req := request()
	req.Consent.At = req.Consent.At.Truncate(time.Millisecond)
	res, err := r.Check(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if res.Verdict.Outcome != identity.Match || res.Verdict.Vendor != match.Vendor || res.Demo || res.RecordIncomplete || res.Provider != "svc" {
		t.Errorf("%+v", res)
	}
	req.Attempt = res.Attempt // what the service is given as the serial
	if !reflect.DeepEqual(seen, req) {
		t.Errorf("the service got %+v", seen)
	}
	got := r.only(t)
	want := records.Attempt{
		ID: res.Attempt, Started: got.Started, Day: records.DayOf(got.Started), Finished: got.Finished, Desk: "desk 1", Clerk: "李", Provider: "svc",
		Name: identity.MaskName(testName), Number: identity.MaskNumber(testNumber),
		Person:       records.PersonKey(testKey, req.Subject.Document),
		DocumentType: identity.ResidentID, Nation: "CHN", Face: true, Source: identity.SourceCamera, PortraitBytes: len(testPhoto),
		Consent: req.Consent, State: records.StateVerdict, Outcome: identity.Match, Vendor: match.Vendor, Score: &score,
		Charged: identity.ChargedYes, PriceFen: 150, Duration: got.Duration, Process: r.cfg.Process, Version: "1.0",
	}
	got.Consent.At = req.Consent.At // time.Time keeps its clock reading, the row does not
	if !reflect.DeepEqual(got, want) || got.Finished.Before(got.Started) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	r.wantCalls(t, 1)
}

func TestNoFaceNoPortrait(t *testing.T) {
	r := newRig(t, func(r *rig) { r.svc.Descriptor.Face = false })
	r.provider.answer = func(_ context.Context, req identity.Request) (identity.Verdict, error) {
		if !req.Portrait.Empty() {
			t.Error("the photo was handed to a service that compares none")
		}
		return identity.Verdict{Outcome: identity.IdentityMatch}, nil
	}
	req := request()
	req.Consent.Recipient = "other"
	res, err := r.Check(t.Context(), req)
	if err != nil || res.Verdict.Outcome != identity.IdentityMatch {
		t.Fatalf("%+v, %v", res, err)
	}
	if a := r.only(t); a.PortraitBytes != 0 || a.Source != identity.SourceNone || a.Face || a.Consent != (identity.Consent{}) {
		t.Errorf("%+v", a)
	}
}

// What a service cannot have found out passes no one.
func TestImpossibleOutcomes(t *testing.T) {
	const none = identity.Inconclusive
	for o, want := range map[identity.Outcome][2]identity.Outcome{ // without and with a face
		identity.Inconclusive:     {none, none},
		identity.Match:            {none, identity.Match},
		identity.IdentityMatch:    {identity.IdentityMatch, none},
		identity.FaceMismatch:     {none, identity.FaceMismatch},
		identity.IdentityMismatch: {identity.IdentityMismatch, identity.IdentityMismatch},
		identity.NoReference:      {identity.NoReference, identity.NoReference},
		identity.Outcome(6):       {none, none},
		identity.Outcome(-1):      {none, none},
	} {
		for i, face := range []bool{false, true} {
			r := newRig(t, func(r *rig) { r.svc.Descriptor.Face = face })
			r.provider.answer = says(identity.Verdict{Outcome: o}, nil)
			res, err := r.Check(t.Context(), request())
			if err != nil || res.Verdict.Outcome != want[i] || r.only(t).Outcome != want[i] {
				t.Errorf("face %t, %v: %v, %v, want %v", face, o, res.Verdict.Outcome, err, want[i])
			}
		}
	}
	if supported(identity.Match, true, false) != none || supported(identity.Match, false, true) != none {
		t.Error("a match without a compared portrait passes")
	}
}

func TestWhatAnAdapterMayReturn(t *testing.T) {
	text := identity.Text{ZH: "文", EN: "text"}
	adapterError := func(k identity.Kind, c identity.Charged) *identity.Error {
		return &identity.Error{Kind: k, Charged: c, What: text}
	}
	type want struct {
		kind    identity.Kind
		charged identity.Charged
		state   records.State
	}
	unknown := want{identity.UnknownOutcome, identity.ChargedUnknown, records.StateUnknown}
	cases := map[string]struct {
		err  error
		want want
	}{
		"retake":           {adapterError(identity.Retake, identity.ChargedYes), want{identity.Retake, identity.ChargedYes, records.StateError}},
		"wrapped":          {fmt.Errorf("x: %w", adapterError(identity.Quota, identity.ChargedNo)), want{identity.Quota, identity.ChargedNo, records.StateError}},
		"not sent":         {adapterError(identity.NotSent, identity.ChargedUnknown), want{identity.NotSent, identity.ChargedNo, records.StateError}},
		"unknown":          {adapterError(identity.UnknownOutcome, identity.ChargedNo), unknown},
		"unknown and paid": {adapterError(identity.UnknownOutcome, identity.ChargedYes), want{identity.UnknownOutcome, identity.ChargedYes, records.StateUnknown}},
		"a word of ours":   {adapterError(identity.Guarded, identity.ChargedNo), unknown},
		"records":          {adapterError(identity.Records, identity.ChargedNo), unknown},
		"no kind":          {adapterError("", identity.ChargedNo), unknown},
		"plain error":      {errors.New("boom " + testNumber), unknown},
		"typed nil":        {(*identity.Error)(nil), unknown},
		"context":          {context.Canceled, unknown},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.provider.answer = says(match, c.err)
			res, err := r.Check(t.Context(), request())
			e := wantError(t, err, c.want.kind)
			if e.Charged != c.want.charged || res.Verdict != (identity.Verdict{}) {
				t.Errorf("charged %v, %+v", e.Charged, res)
			}
			if a := r.only(t); a.ID != res.Attempt || a.State != c.want.state || a.Kind != c.want.kind || a.Charged != c.want.charged {
				t.Errorf("%+v", a)
			}
			r.wantCalls(t, 1)
		})
	}
}

func TestPanicOfAnAdapter(t *testing.T) {
	for name, value := range map[string]any{"text": "boom " + testNumber, "error": errors.New(testName), "runtime": nil} {
		r := newRig(t, nil)
		r.provider.answer = func(context.Context, identity.Request) (identity.Verdict, error) {
			if value == nil {
				_ = []int{}[len(name):][0]
			}
			panic(value)
		}
		_, err := r.Check(t.Context(), request())
		e := wantError(t, err, identity.UnknownOutcome)
		if strings.Contains(e.Cause.Error(), testNumber) || strings.Contains(r.log.String(), testNumber) || strings.Contains(r.log.String(), testName) {
			t.Errorf("%s: personal data in cause or log", name)
		}
		if !strings.Contains(r.log.String(), "adapter panicked") || r.only(t).State != records.StateUnknown {
			t.Errorf("%s: %s", name, r.log)
		}
	}
}

func TestServiceWordsAreRedactedOnce(t *testing.T) {
	echo := identity.Vendor{
		Code:    "E1\n" + strings.Repeat("9", 100),
		Message: "no such person " + testName + " " + testNumber,
		Order:   "order-" + strings.ToLower(testNumber),
	}
	shared := &identity.Error{Kind: identity.Retake, What: identity.Text{ZH: "文", EN: "text"}, Vendor: echo}
	for name, answer := range map[string]func(context.Context, identity.Request) (identity.Verdict, error){
		"verdict": says(identity.Verdict{Outcome: identity.FaceMismatch, Vendor: echo}, nil),
		"error":   says(identity.Verdict{}, shared),
	} {
		r := newRig(t, nil)
		r.provider.answer = answer
		res, err := r.Check(t.Context(), request())
		got := res.Verdict.Vendor
		if e, ok := errors.AsType[*identity.Error](err); ok {
			got = e.Vendor
		}
		if stored := r.only(t).Vendor; stored != got {
			t.Errorf("%s: stored %+v, returned %+v", name, stored, got)
		}
		all := strings.ToUpper(got.Code + got.Message + got.Order + r.log.String())
		if strings.Contains(all, testNumber) || strings.Contains(all, testName) {
			t.Errorf("%s: personal data in %s", name, all)
		}
		if !strings.HasPrefix(got.Message, "no such person") || !strings.HasPrefix(got.Code, "E1 999") || len(got.Code) != maxCode {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if shared.Vendor != echo {
		t.Error("the adapter's own error was changed")
	}
}

func TestNothingPersonalOnDisk(t *testing.T) {
	r := newRig(t, nil)
	if _, err := r.Check(t.Context(), request()); err != nil {
		t.Fatal(err)
	}
	var disk strings.Builder
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(r.path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		disk.Write(b)
	}
	if !strings.Contains(disk.String(), identity.MaskNumber(testNumber)) {
		t.Fatal("the row is not in the files that were searched")
	}
	for _, secret := range []string{testName, testNumber, testNumber[6:14], testPhoto, string(testKey)} {
		if strings.Contains(disk.String()+r.log.String(), secret) {
			t.Errorf("%q is on disk or in the log", secret)
		}
	}
}

func TestCancelled(t *testing.T) {
	for name, c := range map[string]struct {
		step  string
		kind  identity.Kind
		calls int64
		state records.State
	}{
		"before":         {"start", identity.NotSent, 0, ""},
		"while recorded": {"begin", identity.NotSent, 0, records.StateError},
		"in the call":    {"call", identity.UnknownOutcome, 1, records.StateUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			at := func(step string) error {
				if step == c.step {
					cancel()
				}
				return nil
			}
			r := newRig(t, func(r *rig) {
				r.cfg.Store = hooks{Store: r.store, afterBegin: func() error { return at("begin") }}
			})
			r.provider.answer = func(ctx context.Context, _ identity.Request) (identity.Verdict, error) {
				_ = at("call")
				return match, ctx.Err()
			}
			_ = at("start")
			_, err := r.Check(ctx, request())
			wantError(t, err, c.kind)
			r.wantCalls(t, c.calls)
			if c.state == "" {
				if n := len(r.rows(t)); n != 0 {
					t.Errorf("%d rows", n)
				}
			} else if a := r.only(t); a.State != c.state || a.Finished.IsZero() {
				t.Errorf("%+v", a)
			}
		})
	}
}

// A verdict that came although nobody waits any more is kept.
func TestVerdictAfterCancelIsRecorded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := newRig(t, func(r *rig) { r.cfg.Store = hooks{Store: r.store} })
	r.provider.answer = func(context.Context, identity.Request) (identity.Verdict, error) {
		cancel()
		return match, nil
	}
	res, err := r.Check(ctx, request())
	if err != nil || res.Verdict.Outcome != identity.Match || res.RecordIncomplete || r.only(t).State != records.StateVerdict {
		t.Errorf("%+v, %v", res, err)
	}
}

func TestNoRecordNoCall(t *testing.T) {
	closed := newRig(t, nil)
	if err := closed.store.Close(); err != nil {
		t.Fatal(err)
	}
	other := newRig(t, func(r *rig) {
		r.cfg.Store = hooks{Store: r.store, beforeBegin: func() error { return errors.New("out of paper") }}
	})
	for _, r := range []*rig{closed, other} {
		_, err := r.Check(t.Context(), request())
		if e := wantError(t, err, identity.Records); e.Charged != identity.ChargedNo {
			t.Errorf("charged %v", e.Charged)
		}
		r.wantCalls(t, 0)
	}
}

func TestVerdictSurvivesItsRecord(t *testing.T) {
	for name, answer := range map[string]error{"verdict": nil, "error": &identity.Error{Kind: identity.Retake, What: identity.Text{ZH: "文", EN: "text"}}} {
		r := newRig(t, func(r *rig) {
			r.cfg.Store = hooks{Store: r.store, beforeFinish: func() error { return errors.New("out of paper") }}
		})
		r.provider.answer = says(match, answer)
		res, err := r.Check(t.Context(), request())
		if !res.RecordIncomplete || len(res.Warnings) != 1 || res.Warnings[0].ZH == "" || res.Attempt == "" {
			t.Errorf("%s: %+v", name, res)
		}
		if answer == nil && (err != nil || res.Verdict.Outcome != identity.Match) || answer != nil && identity.KindOf(err) != identity.Retake {
			t.Errorf("%s: %+v, %v", name, res, err)
		}
		r.wantCalls(t, 1)
	}
}

func TestFen(t *testing.T) {
	nan := 0.0
	nan /= nan
	for yuan, want := range map[float64]int64{0: 0, 1.5: 150, 0.29: 29, 1.005: 100, -1: 0, 1e300: 0, nan: 0} {
		if got := fen(yuan); got != want {
			t.Errorf("%v yuan is %d fen, want %d", yuan, got, want)
		}
	}
}

// The field that changed its shape stands in record and log.
func TestChangedFieldIsRecordedAndLogged(t *testing.T) {
	r := newRig(t, nil)
	r.provider.answer = says(identity.Verdict{Vendor: identity.Vendor{Changed: "/ok: string, not number"}}, nil)
	if _, err := r.Check(t.Context(), request()); err != nil {
		t.Fatal(err)
	}
	if got := r.only(t).Vendor.Changed; got != "/ok: string, not number" || !strings.Contains(r.log.String(), got) {
		t.Errorf("recorded %q, logged %s", got, r.log)
	}
}
