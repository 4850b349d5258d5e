package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"facedesk/identity"
)

// Denies reports whether a service's sentence speaks against a match. Codes
// that say yes beside words that say no are a contradiction. A non-empty
// sentence must also say yes, because the ways to say no cannot all be listed:
// 已注销 and 两个人 say neither. Nor can a sentence in another script be read, and 一致しない
// has the word for yes. An empty sentence says nothing.
func Denies(sentences ...string) bool {
	for _, s := range sentences {
		text := spoken(s)
		if saysNo(s) || text != "" && !holds(text, yesWords) || strings.ContainsFunc(text, foreign) {
			return true
		}
	}
	return false
}

// saysNo reports a word that says no anywhere in a sentence.
func saysNo(sentence string) bool {
	sentence = prose(sentence)
	text := purpose.ReplaceAllString(spoken(sentence), " ")
	return holds(text, noWords) || holds(text, noPhrases) || negated.MatchString(text) || noEnglish.MatchString(text) ||
		noEnglish.MatchString(strings.Join(wordsOf(sentence), " ")) || // FaceMismatch
		hedged.MatchString(text) || asks(sentence)
}

// asks reports a sentence that asks whether there is a match, or answers that with a
// mark, a letter or a zero.
func asks(sentence string) bool {
	text := strings.ToLower(plainForms(identity.Plain(sentence)))
	said := strings.TrimRightFunc(text, func(r rune) bool {
		return r != '?' && (unicode.IsSpace(r) || unicode.IsPunct(r))
	})
	return strings.HasSuffix(said, "?") || crossed.MatchString(text)
}

// foreign reports a letter that is neither Chinese nor Latin.
func foreign(r rune) bool { return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Latin) }

// Refutes reports whether an undocumented text speaks against a match. Only
// whole phrases count, because addresses and names may contain 无 and 不.
func Refutes(text string) bool {
	apart := "" // NotMatch; a longer word is a key or a picture
	if len(text) <= longestWord {
		apart = strings.Join(wordsOf(text), " ")
	}
	text = harmless.ReplaceAllString(spoken(prose(text)), " ")
	return holds(text, noPhrases) || negated.MatchString(text) || noEnglishPhrase.MatchString(text) || noEnglishPhrase.MatchString(apart) || accusing.MatchString(text) || noState.MatchString(text)
}

var (
	noWords = []string{
		"不", "未", "无", "非", "否", "没", "勿", "失败", "错", "误", "异常", "疑", "可能", "或许", "待", "测试", "调试", "模拟", "演示", "样例", "示例",
		"注销", "吊销", "撤销", "作废", "失效", "过期", "挂失", "停用", "冻结", "禁用", "死亡", "冒用", "伪", "假", "拒", "差异", "冲突", "矛盾", "缺",
		"两个人", "两人", "二人", "不同", "他人", "别人", "另一", "另外", "其他人", "低", "超时", "中断", "取消", "驳回", "人工", "複核", "复核", "警告", "翻拍", "攻击", "攻擊", "仿冒", "欺诈", "欺詐",
		"無", "敗", "錯", "誤", "異常", "測試", "調試", "註銷", "兩", "沒", "偽", "違", "违",
		"差", "难", "難", "出入", "区别", "區別", "故", "但", "除外", "废", "廢", "禁", "中止", "终止", "終止", "重试", "重試", "限制", "阻止",
		"重号", "重號", "重名", "同名", "多人", "在逃", "逃犯", "通缉", "通緝", "布控", "嫌", "吗", "嗎",
		"沙箱", "沙盒", "模擬", "演练", "演練", "试验", "試驗", "试用", "試用", "樣例", "虚拟", "虛擬", "虚构", "虛構",
	}
	yesWords = []string{
		"一致", "同一人", "匹配", "成功", "通过", "通過", "相符", "吻合", "相同", "正常", "有效", "真实", "正确", "完成", "本人",
		"ok", "success", "succeed", "match", "same", "pass", "identical", "consistent", "verified", "valid", "complete", "normal", "true", "yes",
	}
	noPhrases = []string{
		"不一致", "不匹配", "不符", "不相符", "不通过", "不通過", "不是同一", "非同一", "非本人", "不是本人", "不同人", "不同的人", "未通过", "未通過", "不能确定", "无法",
		"無法", "失败", "失敗", "异常", "異常", "查无", "無此", "无此", "库中无", "疑似", "测试数据", "调试数据", "測試數據", "模拟数据", "演示数据", "样例数据", "两个人", "兩個人", "冒用", "有误", "错误",
		"翻拍", "攻击", "攻擊", "假体", "假體", "仿冒", "假脸", "面具", "欺诈", "欺詐", "检测未通", "检测不通",
		"存疑", "有出入", "拒绝", "拒絕", "驳回", "駁回", "人工复核", "人工複核", "人工审核", "人工審核", "人工核验", "人工核实", "人工确认",
		"不正确", "不对应", "不存在", "不是一个人", "非同人", "未找到", "黑名单", "黑名單",
		"注销", "註銷", "吊销", "吊銷", "作废", "作廢", "失效", "过期", "過期", "挂失", "掛失", "死亡", "冻结", "凍結",
		"伪造", "偽造", "假证", "假證", "冒充", "顶替", "頂替", "证件无效", "證件無效", "人证不", "人證不", "差异较大", "差异过大", "相似度低", "相似度较低", "相似度过低",
		"相似度太低", "分数过低", "低于阈值", "未达到阈值", "未达阈值", "不达标", "未达标", "差别较大", "差别过大", "相差较大", "差距较大", "差距过大", "不像", "人证分离", "冒名", "盗用", "盜用", "换脸", "換臉", "合成人脸", "假身份证",
		"非该人", "非其本人", "非此人", "不是此人", "不是该人", "没有此人", "没有该人", "无该人", "未比对", "没有比对", "在逃", "通缉",
	}
	// negated is a word that says yes behind one that turns it round, with nothing but
	// auxiliary words between: 不属于同一人, 没有通过, 未比中. Places and names have other
	// words there.
	negated = compiled(`(?:不|未|非|没|沒|无|無|难|難)[能够夠可予曾有得到及已是为為属屬于於系係太完全比对對核验驗]{0,4}` +
		`(?:[一壹][致样樣人]|同[一人]|相[同符似等]|吻合|匹配|成功|通[过過]|合格|符合|本人|[中过過](?:$|[^\p{Han}]))` +
		`|(?:对|對|配|合)不上|(?:查|找|搜|询|詢|配)不到|(?:[一壹]致|同一人|匹配|通[过過]|本人|相符)否`)
	noEnglish = compiled(`\b(no|not|non|none|never|nor|neither|cannot|can't|without|two|another|other|unlike|zero|but|except|however|although|might)\b|n't|n’t` +
		`|\b(un|mis|dis)[a-z]|\bin(valid|consist|corr|compl|elig|suffic|activ|conclus|determin|accura|exact|equal|authent)|\bimposs|\bno(t)?_?(match|same|pass|valid|ok)` +
		`|mismatch|no[nt]?(?:match|same|identical|consist|verif|confirm|equal)` +
		`|fail|error|\berr\b|differ|false|\btest|debug|\bmock|\bdemo|sample|fake|fraud|spoof|attack|suspicio|deni|deny|reject|expire|cancel|revok|suspend|wrong|suspect|warn|dead|deceas` +
		`|refus|\bblocked|abnorm|illegal|stolen|forge|impost|counterfeit|tamper|\bvoid\b|doubt|questionable|sandbox|simulat|dummy|placeholder|\btrial\b|dry.?run`)
	// hedged is a yes that is not a whole one: 部分一致, 仅姓名一致, partial match
	hedged = compiled(`部分|大概|大致|大约|大約|近似|也许|也許|似乎|好像|看似|看上去|貌似|估计|估計|推测|推測|[倾傾]向|初步|主要信息|多[数數]|某些|个别|個別|一[项項]|半[数數]|一半|局部|勉[强強]|曾[经經]|[拟擬]通|有条件|有條件` +
		`|基本(?:一致|相符|匹配|吻合|相同|通[过過])|[仅僅只]|除[^外]{1,8}外|或[为為是系許许]|[应應][为為是该該]|[暂暫][时時缓緩定通]|正在|[处處]理中|[审審]核中|排[队隊]|[进進]一步` +
		`|(?:匹配|比[对對]|核[验驗]|[认認][证證]|查[询詢]|通[过過])中$|[很极極甚较較过過太偏][少小弱]|少量|度弱|(?:[一壹]致|同一人|匹配|本人|通[过過])[么麼嘛]|[为為]零` +
		`|(?:^|[^\d.])[0零][条條项項个個人]?(?:匹配|一致| match)|(?:匹配|一致|相似)(?:[数數]量?|人[数數]|[条條][数數]|度|率|性|[结結]果)[为為是]?[0零](?:$|[^.\d])` +
		`|\b(?:maybe|perhaps|partial|partially|partly|probable|probably|possible|possibly|pending|hardly|barely|scarcely|almost|nearly|only|likely|similar` +
		`|approximately|roughly|seems?|appears?|looks?|conditional|conditionally|weak|low|poor|review|in progress)\b|\bmay (?:be|match)`)
	// purpose says what an answer is for, not how far it holds. 期待, 接待 and their like say
	// nothing of the answer.
	purpose = compiled(`[仅僅只](?:供|用[于於]|[作做][为為]?[参參]考|限[于於]?(?:本次|当次|[内內]部|本系统|酒店|住宿|前台|登[记記])|[对對就]?[本此当當]次|[内內]部)` +
		`|[期接招款]待|\bfor (?:your )?(?:reference|internal use|hotel use|registration) only\b|\bonly for (?:your )?(?:reference|internal use|hotel use|registration)\b`)
	// crossed is a word that says yes with a no for its answer, or with a question mark.
	crossed = compiled(`[✗✘✖✕❌]|(?:一致|同一人|匹配|相符|吻合|相同|本人|通[过過]|match|matches|matched|same|person|pass|passed|identical|consistent|verified|valid)\s*` +
		`(?:[?×]|[:=]\s*(?:×|[xnf](?:$|[^a-z0-9])|-?0+(?:\.0+)?(?:$|[^.\d])))`)
	// address is one of the web.
	address         = compiled(`(?i)[a-z][a-z0-9+.-]*://[\x21-\x7e]+`)
	noEnglishPhrase = compiled(`\b(?:no[tn]?|isn't|aren't)[ _-]?(the[ _-]same|match|same|pass|consist|identical|verif|confirm|equal)|\b(?:un|in|dis|mis)-?(?:match|consist|identical|verif|confirm|equal)|\bfail(ed|ure)?\b|\bden(ied|y)\b|different person|not found`)
	// accusing are whole words that accuse the guest or the photo.
	accusing = compiled(`(?:^|[\s,;:!?()"'\p{Han}]|\. )(?:different|differs?|fraud|fraudulent|suspect|suspected|suspicious|spoof|spoofed|spoofing|attack|fake|faked|deepfake|forged|counterfeit|tampered)(?:$|[\s,.;:!?()"'\p{Han}])`)
	// noState is a text that names nothing but a state in which no document is good.
	noState = compiled(`^(?:rejected|refused?|denied|declined|blocked|skipped|unrecogni[sz]ed|not recogni[sz]ed|replay|error|abnormal|negative|ng|invalid|inconsistent|unmatched|unverified|expired|deceased|dead|revoked|cancell?ed|suspended|blacklisted|not identical)$`)
	// harmless are phrases that say that nothing of the kind was found, or when
	// something ends.
	harmless = compiled(`(?:未检测到|未检出|未发现|未见|没有|无|非|防|反)(?:疑似)?(?:翻拍|攻击|假体|仿冒|假脸|面具|欺诈|伪造|偽造|冒充|顶替|假证|换脸|換臉|合成人脸|假身份证|冒名|盗用|盜用)|(?:无需|无须|無需|不用|不需要?|免)人工..` +
		`|(?:未被?|没有|无|非|不在)(?:注销|吊销|作废|失效|过期|挂失|死亡|冻结|黑名单|在逃|通缉)|是否(?:注销|吊销|作废|失效|过期|挂失|死亡|冻结)否|(?:失效|过期)(?:时间|日期)` +
		`|\b(?:no|not|non|anti|without)[ -](?:a |any )?(?:different|fraud|suspected|suspicious|spoof|spoofing|attack|fake)(?:$|\s)`)
)

// prose returns a text without the addresses of the web. One that is too long to be
// read completely stays as it is.
func prose(s string) string {
	if utf8.RuneCountInString(s) > longestSentence {
		return s
	}
	return address.ReplaceAllString(identity.Plain(s), " ")
}

// spoken returns a text in the form for comparison: without escapes,
// in plain characters, lower case, without spaces between Chinese characters. A text
// that is too long to be read completely says no.
func spoken(s string) string {
	if utf8.RuneCountInString(s) > longestSentence {
		return noWords[0]
	}
	var out []rune
	for _, r := range plainForms(identity.Plain(s)) {
		switch r = unicode.ToLower(r); {
		case unicode.IsSpace(r) || r == '_':
			r = ' '
		case unicode.Is(unicode.Dash, r):
			r = '-'
		}
		out = append(out, r)
	}
	return strings.TrimSpace(gapless.ReplaceAllString(string(out), "$1"))
}

// longestSentence is longer than any service's sentence, and shorter than the
// limit of Plain.
const longestSentence = 2000

// longestWord is longer than a word that is joined of several.
const longestWord = 40

// gapless matches a Chinese character with the spaces and marks after it.
var gapless = compiled(`(\p{Han})[\s\p{P}\p{S}]+`)

func holds(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
