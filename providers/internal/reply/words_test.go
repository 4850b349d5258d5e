package reply

import "testing"

// A sentence beside codes that say yes must say yes, and nothing else.
func TestDenies(t *testing.T) {
	for _, sentence := range []string{
		"", " ", "一致", "同一人", "系统判断为同一人", "身份证号与姓名匹配，照片核验成功。", "身份证号与姓名匹配, 照片核验成功。", "实名认证通过",
		"操作成功", "调用成功", "返回成功", "通过", "查询成功", "核验一致", "验证通过", "信息相符", "认证通過", "成功", "Success", "OK", "ok.", "MATCH", "same person",
		"verified", "The name and the number match.", "passed", "请求成功，姓名与身份证号一致", "identical", "valid", "一致（same person）", "ＯＫ", "基本信息一致", "一致，结果仅供参考", "一致，结果仅作参考", "一致，仅用于住宿登记", "?三 一致", "Zhāng Sān: match",
	} {
		if Denies("", sentence) {
			t.Errorf("%q is taken for a no", sentence)
		}
	}
	for _, sentence := range []string{
		"部分一致", "大概一致", "近似一致", "基本一致", "仅姓名一致", "只有姓名一致", "match?", "一致？", "一致 ?)", "一致（仅限姓名）", "仅作弊一致", "maybe match", "partial match", "only the name matches", "match pending", "hardly a match", "similar, ok",
		"一致しない", "ok 아님", "не ok", "不⼀致", "𝐧𝐨 match",
		"不一致", "不 一 致", "不，一致", "不\u200b一致", "不是同一人", "身份校验未通过", "照片核验失败", "无法确定", "操作失败", "疑似同一人", "测试数据", "已注销",
		"两个人", "兩個人", "非同一人", "同一人：否", "异常", "比对成功，但结果异常", "查无此人", "成功（测试数据）", "可能为同一人", "待人工复核", "身份证已过期，一致", "冒用他人证件",
		"%E4%B8%8D%E4%B8%80%E8%87%B4", `\u4e0d\u4e00\u81f4`, "&#19981;一致", "不&nbsp;一致", "另一人，一致", "認證失敗", "無此號", "相似度低，同一人",
		"not the same person", "NOT MATCHED", "mismatch", "unmatched", "no match", "nomatch", "not_match", "ｎｏｔ ｍａｔｃｈ", "It isn't the same person", "failed",
		"Success: false", "test data", "debug ok", "different persons, success", "invalid", "inconsistent", "two persons matched", "expired", "unverified",
		"别的说法", "核查中", "code 12",
	} {
		if !Denies("一致", sentence) {
			t.Errorf("%q is taken for a yes", sentence)
		}
	}
}

// Undocumented fields may hold names and places, which contain the same
// characters.
func TestRefutes(t *testing.T) {
	for _, text := range []string{"", "江苏省无锡市", "阿不都热合曼", "北京市东城区", "v1.2", "test-03", "no-cache", "node7", "2025-06-15", "无", "TID2af751b4", "安徽省无为市", "未央区同泰路", "非常感谢",
		"无需人工复核", "不夜城", "没药花园", "无极县", "in match mode",
		"未过期", "没有挂失记录", "无死亡记录", "是否挂失：否", "不在黑名单", "过期时间 2036-11-29", "cache expired", "valid"} {
		if Refutes(text) {
			t.Errorf("%q is taken for a no", text)
		}
	}
	for _, text := range []string{"不一致", "人脸比对不 通过", "查无此人", "疑似冒用", "not the same person", "mismatch", "failed", "测试数据", "已注销", "两个人",
		"不属于同一人", "不为同一人", "不同一人", "并非本人", "没有通过", "没通过", "未能通过", "核验未过", "未匹配", "未比中", "比对未中", "不吻合", "不相同", "不一样", "不壹致", "不合格",
		"对不上", "比对不上", "查询不到", "同一人：否", "存疑", "有出入", "拒绝", "建议人工复核", "需人工审核", "unmatched", "non match", "not identical", "inconsistent", "not verified", "unverified",
		"已死亡", "证件已过期", "已挂失", "作废", "失效", "是否挂失：是", "比对不成功", "不吻合", "拒绝", "模拟数据", "黑名单", "Expired", "deceased", "invalid", "rejected"} {
		if !Refutes(text) {
			t.Errorf("%q says nothing", text)
		}
	}
}
