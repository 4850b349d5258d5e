package session

import (
	"testing"
	"time"

	"facedesk/identity"
)

// The request says where name and number came from, of what is sent and not of what
// was there before.
func TestClaimSource(t *testing.T) {
	card := CardLaid{cardOf("张三", "11010519491231002X")}
	for name, c := range map[string]struct {
		do   func(*world)
		want identity.ClaimSource
	}{
		"typed":         {func(w *world) { w.step("name 张三"); w.step("number 11010519491231002X") }, identity.ClaimTyped},
		"card":          {func(w *world) { w.do(card) }, identity.ClaimCard},
		"hotel":         {func(w *world) { w.offer(1, handedOver) }, identity.ClaimHandOff},
		"hotel, edited": {func(w *world) { w.offer(1, handedOver); w.wait(time.Second); w.step("name 张三丰") }, identity.ClaimTyped},
		"card, edited":  {func(w *world) { w.do(card); w.step("name 张三丰") }, identity.ClaimTyped},
		"other number":  {func(w *world) { w.do(card); w.step("number 440524188001010014") }, identity.ClaimTyped},
		"scanner":       {func(w *world) { w.step("name 张三"); w.do(Scanned{Text: "11010519491231002X"}) }, identity.ClaimScan},
		"zone":          {func(w *world) { w.do(Scanned{Text: td3Name + td3Number}) }, identity.ClaimScan},
		"scan, retyped": {func(w *world) { w.do(Scanned{Text: "11010519491231002X"}); w.step("number 440524188001010014") }, identity.ClaimTyped},
	} {
		w := newWorld(t)
		w.step("start")
		c.do(w)
		if got := w.m.customer.claim.source(); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
