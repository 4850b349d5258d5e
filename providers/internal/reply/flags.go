package reply

import (
	"slices"
	"strconv"
	"strings"
)

// group matches a word of a field's name, also if it is joined to another one:
// ismatch, facematch.
func group(alternatives string) *pattern {
	return compiled(`^(?:is|has|face|person|photo|id|live|liveness)*(?:` + alternatives + `)$`)
}

var (
	// asking are words of a question whether all is well: false says no.
	asking = group(`success|successful|succeed|succeeded|match|matches|matched|same|pass|passed|ok|okay|valid|validated|verify|verified|consistent|live|alive|liveness|` +
		`approve|approved|accept|accepted|identical|equal|equals|confirmed|genuine|authentic|authenticated|real|true|correct|eligible|found|exist|exists|一致|匹配|通过|成功|相同|有效|活体`)
	// telling are words for a result: false says no, 0 may be a code.
	telling = group(`result|verdict|conclusion|decision|outcome|judgement|judgment|msg|message|desc|description|reason|remark|结果|结论|说明|描述|原因`)
	// alarming are words of a question whether something is wrong: true says
	// no.
	alarming = group(`test|testing|debug|debugging|mock|mocked|simulate|simulated|simulation|dry|sandbox|demo|dummy|fake|faked|suspicious|suspect|suspected|fraud|fraudulent|attack|attacked|spoof|spoofed|spoofing|` +
		`forged|counterfeit|tampered|different|differs|mismatch|mismatched|unmatched|nomatch|inconsistent|invalid|unverified|expired|revoked|cancelled|canceled|` +
		`rejected|reject|denied|refused|blocked|abnormal|conflict|conflicting|unmatch|nonmatch|deceased|dead|blacklisted|翻拍|攻击|测试|调试|模拟|异常|冒用|` +
		`(?:是否|已|被|疑似)?(?:注销|吊销|作废|失效|过期|挂失|死亡|伪造|冒充|在逃|冻结|黑名单)`)
	// faulty are words for an error.
	faulty = compiled(`^(?:is|has|sub|biz|ret|last)*(?:err|errs|error|errors|warn|warning|warnings|fault|faults|fail|fails|failed|failure|exception|错误|失败)(?:code|no|num|msg|message|info|desc|detail|type|count|码|信息)?$`)
	// calm are words of flags about something else.
	calm = group(`cached|cache|charged|charge|billed|fee|more|next|encrypted|enabled|enable|supported|required|masked|checked|check|detect|detection|detected|count|total|duration|ms|url`)
	// negating are words that reverse the others.
	negating = group(`no|not|non|anti|without|un|never|不|非|未`)
	// setting are words for the environment of an answer.
	setting   = group(`env|environment|mode|stage|source|channel`)
	rehearsal = group(`uat|sit|qa|dev|devel|development|staging|preprod|beta`)
	unreal    = compiled(`[测測][试試]|[调調][试試]|模[拟擬]|演示|沙[箱盒]|仿真|[虚虛][拟擬]|[开開][发發][环環]|[预預][发發]`)
	// first are words that make a name a question when they come first.
	first = compiled(`^(?:is|has|be|was|are|if|whether|是否)$`)
)

// roleOfFlag returns the role of an undocumented field by the words of its
// name.
func roleOfFlag(words []string) Role {
	some := func(g *pattern) bool { return slices.ContainsFunc(words, g.MatchString) }
	last := func(g *pattern) bool { return len(words) > 0 && g.MatchString(words[len(words)-1]) }
	switch {
	case some(faulty):
		return either(some(negating), unknown, tellsFault)
	case some(asking) && some(negating):
		return alarms
	case some(alarming) && !some(asking):
		return either(some(negating) || some(calm), unknown, alarms)
	case last(setting):
		return stages
	case last(asking) || some(asking) && first.MatchString(words[0]) && !some(calm):
		return affirms
	case last(telling) && !some(calm):
		return remark
	case some(asking) && !some(calm):
		return claims
	}
	return unknown
}

func either(which bool, yes, no Role) Role {
	if which {
		return yes
	}
	return no
}

// isNo and isYes read a flag that is written as a word, a mark or a number.
func isNo(said string) bool {
	return slices.Contains([]string{"false", "no", "n", "f", "否", "不是", "不", "非", "不同", "不符", "ng", "×", "✗", "✘", "✕", "✖", "❌"}, flag(said))
}

func isYes(said string) bool {
	n, err := strconv.ParseFloat(flag(said), 64)
	return err == nil && n == 1 || slices.Contains([]string{"true", "yes", "y", "t", "on", "是", "有", "对", "√", "✓", "✔", "✅"}, flag(said))
}

func flag(said string) string {
	return strings.ToLower(strings.TrimSpace(plainForms(strings.TrimSuffix(said, "\uFE0F"))))
}

// isZero reports a number that is zero: 0, 00, 0.0.
func isZero(said string) bool {
	said = strings.TrimSpace(said)
	return said != "" && strings.Trim(said, "0.") == ""
}

// isOther reports a number that is no yes where the vendors write 1 for yes and 0, 2
// or less than nothing for no, NaN, or a word for no value.
func isOther(said string) bool {
	n, err := strconv.ParseFloat(flag(said), 64)
	return err == nil && (!(n > 0) || n == 2) || slices.Contains([]string{"null", "n/a", "undefined"}, flag(said))
}

// rehearsed reports an environment that is not production.
func rehearsed(said string) bool {
	return unreal.MatchString(spoken(said)) || slices.ContainsFunc(wordsOf(said), func(word string) bool { return alarming.MatchString(word) || rehearsal.MatchString(word) })
}

// noFault reports a value of an error field or header that means no error.
func noFault(said string) bool {
	said = strings.ToLower(strings.TrimSpace(said))
	return slices.Contains(noError, said) || isZero(said)
}

// noError are such values.
var noError = []string{"", "200", "ok", "none", "null", "nil", "no", "n", "no error", "no errors", "noerror", "no_error", "success", "false", "无", "否", "无错误", "没有错误"}
