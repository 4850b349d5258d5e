package config

import (
	"errors"
	"testing"

	"facedesk/identity"
)

// Every fault of the keyring says what it is and what to do, in both languages.
func TestAKeyringSaysWhatIsWrong(t *testing.T) {
	seen := map[identity.Text]bool{}
	for _, cause := range []error{
		&StateError{Absent, errNoBus}, &StateError{Absent, errNoService}, &StateError{Absent, errNoKeyring},
		&StateError{Locked, nil}, &StateError{Failing, errors.New("x")},
	} {
		e, _ := errors.AsType[*identity.Error](explain(cause))
		if e.What.ZH == "" || e.What.EN == "" || e.Next.ZH == "" || e.Next.EN == "" || seen[e.What] {
			t.Errorf("%v: %q", cause, e.Said())
		}
		if e.Money() != (identity.Text{ZH: "未发送、未计费。", EN: "Nothing was sent or charged."}) {
			t.Errorf("%v: %q", cause, e.Money())
		}
		seen[e.What] = true
	}
	e, _ := errors.AsType[*identity.Error](explain(&StateError{Locked, nil}))
	if e.What != (identity.Text{ZH: "密钥环已锁定。", EN: "The keyring is locked."}) {
		t.Errorf("%q", e.What)
	}
}
