package records

import (
	"cmp"
	"fmt"
	"time"

	"facedesk/identity"
)

// guarded returns the error for the operator. Times are in the local time of
// the press.
func guarded(b *Blocked, service identity.Text, pressed time.Time) *identity.Error {
	if service == (identity.Text{}) {
		service = identity.Text{ZH: "该服务", EN: "this service"}
	}
	said := b.said(service, b.Since.In(pressed.Location()).Format("01-02 15:04"))
	if b.Elsewhere {
		said.What = said.What.Then(identity.Text{ZH: "那次核验在本单位的另一柜台。", EN: "That check was made at another desk of this company."})
	}
	kind := identity.Guarded
	if b.Reason == BlockedBudget {
		kind = identity.Quota
	}
	return &identity.Error{Kind: kind, What: said.What, Next: said.Next, Charged: identity.ChargedNo, Cause: b}
}

// said describes the earlier check, which the clerk must know to decide.
func (b *Blocked) said(service identity.Text, at string) identity.Sentences {
	switch b.Reason {
	case BlockedInFlight:
		return identity.Say(
			"此人在"+service.ZH+"的核验正在进行（"+at+" 开始）。",
			"A check of this person at "+service.EN+" is under way (started "+at+").").
			Do("请等待那次核验的结果。", "Wait for the result of that one.")
	case BlockedUnknown:
		return b.saidUnknown(service, at)
	case BlockedBudget:
		return identity.Say(
			service.ZH+"今日的费用限额已用完。",
			"The day's spending limit of "+service.EN+" is used up.").
			Do("请人工核对证件，或改用其他服务；值班经理可用 PIN 解除当日限额。",
				"Check the document by hand, or use another service; the duty manager's PIN lifts the limit for the rest of the day.")
	}
	said := identity.Say(
		fmt.Sprintf("此人 24 小时内在%s已核验 %d 次（最近一次 %s）。", service.ZH, b.Count, at),
		fmt.Sprintf("This person was checked %d times at %s within 24 hours (last %s).", b.Count, service.EN, at)).
		Do("请先人工核对证件；确需再次核验时请确认，将再次收费。",
			"Check the document by hand first; confirm the repeat if it is needed, it will cost money again.")
	if b.Ahead {
		said.What = said.What.Then(identity.Text{ZH: "其中有记录的时间晚于本机时钟。", EN: "Some of them are dated after this machine's clock."})
		said.Next = said.Next.Then(identity.Text{ZH: "请通知 IT 检查时钟。", EN: "Tell IT to look at the clock."})
	}
	return said
}

// saidUnknown names the call whose outcome nobody knows, by what the service can
// find it again.
func (b *Blocked) saidUnknown(service identity.Text, at string) identity.Sentences {
	order := identity.Text{ZH: "订单号 " + b.Earlier.Vendor.Order, EN: "order number " + b.Earlier.Vendor.Order}
	switch {
	case b.Elsewhere:
		order = identity.Text{ZH: "编号 " + cmp.Or(b.Attempt, "-"), EN: "record " + cmp.Or(b.Attempt, "-")}
	case b.Earlier.Vendor.Order == "":
		order = identity.Text{ZH: "服务没有给出订单号，本机编号 " + cmp.Or(b.Attempt, "-"), EN: "the service gave no order number, ours is " + cmp.Or(b.Attempt, "-")}
	}
	bill := map[identity.Charged]identity.Text{
		identity.ChargedUnknown: {ZH: "可能已收费，尚不清楚", EN: "it may have cost money, nobody knows yet"},
		identity.ChargedYes:     {ZH: "已收费", EN: "it has cost money"},
		identity.ChargedNo:      {ZH: "没有收费", EN: "it has cost nothing"},
	}[b.Earlier.Bill()]
	return identity.Say(
		"此人在"+service.ZH+"有一次核验（"+at+" 开始，"+order.ZH+"）没有得到结果："+bill.ZH+"。",
		"An earlier check of this person at "+service.EN+" (started "+at+", "+order.EN+") has no known outcome: "+bill.EN+".").
		Do("请先人工核对证件；确需重新核验时请确认，可能再次收费。",
			"Check the document by hand first; confirm the repeat if it is needed, it may cost money again.")
}
