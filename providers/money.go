package providers

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"facedesk/identity"
)

// Keys of what a service costs.
const (
	KeyPrices       = "prices"        // TypeList of "outcome=yuan", over KeyPrice
	KeyDayLimit     = "day_limit"     // TypeNumber, yuan a business day; 0: none
	KeyPrepaid      = "prepaid"       // TypeInteger, calls paid for in advance; 0: none
	KeyPrepaidSince = "prepaid_since" // TypeText, the day they were bought
)

// PriceOf returns what a call costs in yuan that came to an outcome or a kind of
// error, where it is charged at all.
func PriceOf(v Values, result string) float64 {
	for _, item := range v.List(KeyPrices) {
		if what, yuan, ok := parsePrice(item); ok && what == result {
			return yuan
		}
	}
	return v.Number(KeyPrice)
}

// HighestPrice returns the most that a call can cost in yuan.
func HighestPrice(v Values) float64 {
	highest := v.Number(KeyPrice)
	for _, item := range v.List(KeyPrices) {
		if _, yuan, ok := parsePrice(item); ok {
			highest = max(highest, yuan)
		}
	}
	return highest
}

// PrepaidSince returns the day from which prepaid calls count; zero where none is
// set.
func PrepaidSince(v Values) time.Time {
	at, _ := time.ParseInLocation(time.DateOnly, v.String(KeyPrepaidSince), identity.China()) // zero where there is none
	return at
}

func parsePrice(item string) (what string, yuan float64, ok bool) {
	what, text, ok := strings.Cut(item, "=")
	what = strings.TrimSpace(what)
	yuan, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	_, outcome := identity.ParseOutcome(what)
	return what, yuan, ok && err == nil && yuan >= 0 && yuan <= 1000 && (outcome || slices.Contains(identity.Kinds(), identity.Kind(what)))
}

func checkPrice(item string) *identity.Sentences {
	if _, yuan, ok := parsePrice(item); ok {
		return checkAmount(yuan)
	}
	return saying("每项应为“结果=元”，如 match=1.5。", `Each item must be "outcome=yuan", such as match=1.5.`)
}

// checkYuan returns what is wrong with an amount of yuan as it is written.
func checkYuan(text string) *identity.Sentences {
	yuan, _ := strconv.ParseFloat(text, 64) // it has been read as a number before
	return checkAmount(yuan)
}

// checkAmount refuses what is counted as nothing although it is something: amounts
// are kept in fen, where 0 means free or without a limit.
func checkAmount(yuan float64) *identity.Sentences {
	if yuan > 0 && math.Round(yuan*100) == 0 {
		return saying("不足半分，会被算作 0（免费或不限）。请填 0，或至少 0.01。",
			"It is less than half a fen and would count as 0, which means free or no limit. Set 0, or at least 0.01.")
	}
	return nil
}

// saying is what is wrong with a text.
func saying(zh, en string) *identity.Sentences {
	said := identity.Say(zh, en)
	return &said
}

func checkDay(text string) *identity.Sentences {
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return nil
	}
	return saying("应为日期，如 2026-11-01。", "It must be a date such as 2026-11-01.")
}

// moneySettings are what a service costs, with the price where it has one for all.
func moneySettings(price float64) []Field {
	return []Field{
		{Key: KeyPrice, Type: TypeNumber, Money: true, Default: price, Max: 1000, Check: checkYuan,
			Label: identity.Text{ZH: "单价（元/次）", EN: "Price (yuan a call)"},
			Help:  identity.Text{ZH: "用于记录费用和每日限额，0 表示未知。", EN: "For the records and the day's limit; 0 means not known."}},
		{Key: KeyPrices, Type: TypeList, Money: true, Default: []string{}, Check: checkPrice,
			Label: identity.Text{ZH: "按结果计价", EN: "Prices by outcome"},
			Help: identity.Text{ZH: "供应商按结果计费时填写，如 match=1.5,no_reference=0；未列出的按单价。",
				EN: "Where the vendor bills by outcome, such as match=1.5,no_reference=0; the price above is for the rest."}},
		{Key: KeyDayLimit, Type: TypeNumber, Default: 0.0, Max: 1e6, Check: checkYuan,
			Label: identity.Text{ZH: "每日费用限额（元）", EN: "Limit a day (yuan)"},
			Help: identity.Text{ZH: "0 表示不限。达到 80 % 时提醒；用完后须值班经理用 PIN 解除当日限额。",
				EN: "0 means none. At 80 % the desk warns; when it is used up, the duty manager's PIN lifts it for the rest of the day."}},
		{Key: KeyPrepaid, Type: TypeInteger, Default: 0, Max: 1e8,
			Label: identity.Text{ZH: "预付次数", EN: "Prepaid calls"},
			Help:  identity.Text{ZH: "已购买的次数，0 表示没有预付；剩余 10 % 时提醒。", EN: "How many calls were bought, 0 for none; the desk warns when 10 % are left."}},
		{Key: KeyPrepaidSince, Type: TypeText, Default: "", Check: checkDay,
			Label: identity.Text{ZH: "预付起始日期", EN: "Prepaid since"},
			Help: identity.Text{ZH: "从哪一天起计算预付次数，如 2026-11-01。早于记录保存期的不计。",
				EN: "The day from which prepaid calls are counted, such as 2026-11-01; records that were deleted do not count."}},
	}
}
