package verify

import (
	"context"
	"fmt"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

const (
	warnSpent = 80 // percent of the day's limit
	warnLeft  = 10 // percent of the prepaid calls
)

// day returns when the present business day began.
func (c *Checker) day() time.Time {
	now := c.cfg.Now()
	if c.cfg.Guard.Day != nil {
		return c.cfg.Guard.Day(now)
	}
	y, m, d := now.In(identity.China()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, identity.China())
}

// moneyWarnings say that a limit or what was paid in advance is nearly used up.
// They name no sums: guests read along.
func (c *Checker) moneyWarnings(ctx context.Context, svc Service) []identity.Text {
	ctx = context.WithoutCancel(ctx)
	var out []identity.Text
	if svc.Demo {
		return nil
	}
	name := svc.Descriptor.Name
	if limit := fen(svc.Values.Number(providers.KeyDayLimit)); limit > 0 {
		day, err := c.cfg.Store.Spent(ctx, svc.Descriptor.Code, c.day())
		if err == nil && !day.Lifted && day.Fen*100 >= limit*warnSpent {
			out = append(out, identity.Text{
				ZH: fmt.Sprintf("%s今日用量已达上限的 %d %%，请告知值班经理。", name.ZH, day.Fen*100/limit),
				EN: fmt.Sprintf("%s has used %d %% of the day's allowance; tell the duty manager.", name.EN, day.Fen*100/limit)})
		}
	}
	if bought := svc.Values.Int(providers.KeyPrepaid); bought > 0 {
		used, err := c.cfg.Store.Spent(ctx, svc.Descriptor.Code, providers.PrepaidSince(svc.Values))
		if left := bought - used.Calls; err == nil && left*100 <= bought*warnLeft {
			out = append(out, identity.Text{
				ZH: fmt.Sprintf("%s的剩余次数只有 %d 次，请告知 IT。", name.ZH, max(left, 0)),
				EN: fmt.Sprintf("%s has %d calls left; tell IT.", name.EN, max(left, 0))})
		}
	}
	return out
}
