package reply

import (
	"strings"
	"testing"
)

// A sentence beside codes that say yes must say yes, and nothing else.
func TestDenies(t *testing.T) {
	for _, sentence := range []string{
		"", " ", "一致", "同一人", "系统判断为同一人", "身份证号与姓名匹配，照片核验成功。", "身份证号与姓名匹配, 照片核验成功。", "实名认证通过",
		"操作成功", "调用成功", "返回成功", "通过", "查询成功", "核验一致", "验证通过", "信息相符", "认证通過", "成功", "Success", "OK", "ok.", "MATCH", "same person",
		"verified", "The name and the number match.", "passed", "请求成功，姓名与身份证号一致", "identical", "valid", "一致（same person）", "ＯＫ", "基本信息一致", "一致，结果仅供参考", "一致，结果仅作参考", "一致，仅用于住宿登记", "?三 一致", "Zhāng Sān: match",
		"一致，仅当次有效", "本次结果仅对本次查询有效，一致", "一致（仅内部使用）", "一致，只供参考", "一致，for reference only", "Match. For reference only.", "match, only for hotel use", "核验成功，请接待客人", "操作成功，更多服务敬请期待",
		"一致，详情见 https://a.cn/help?", "Success. See https://a.cn/errors?id=3 for details", "成功:0", "操作成功(0)", "一致(01)", "一致，扣费1.00元，余额123.45元", "一致，相似度98.5%", "匹配：0.98", "match: 0.82", "张× 一致", "曾*，一致", "核验成功，如需发票请联系客服", "一致，处理完毕", "通过，欢迎入住",
	} {
		if Denies("", sentence) {
			t.Errorf("%q is taken for a no", sentence)
		}
	}
	for _, sentence := range []string{
		"部分一致", "大概一致", "近似一致", "基本一致", "仅姓名一致", "只有姓名一致", "match?", "一致？", "一致 ?)", "一致（仅限姓名）", "仅作弊一致", "maybe match", "partial match", "only the name matches", "match pending", "hardly a match", "similar, ok",
		"基本信息一致，人脸有出入", "身份证已過期，信息一致", "證件已掛失，一致", "姓名一致，照片存在差别", "人脸相差较大，姓名一致", "一致性较差", "匹配度弱", "难以匹配", "一致，但照片有遮挡", "除照片外一致", "照片除外，一致", "黑名单人员，匹配", "戴面具，匹配成功", "顶替，一致", "已故，一致", "匹配成功：在逃人员", "重号，一致", "库内多人匹配",
		"同一人：❌", "同一人：×", "一致 ✗", "同一人: N", "同一人：0", "match=0", "same person: F", "找到0条匹配", "匹配数：0", "一致性为零", "zero matches", "一致吗", "一致么", "一致？请核对", "match? see", "https://a.cn，不一致", "一致 https://a.cn/" + strings.Repeat("a", 9000) + " 不一致",
		"应为同一人", "或为同一人", "估计为同一人", "看似同一人", "初步一致", "暂时通过", "有条件通过", "只姓名一致", "仅用姓名核验，一致", "仅限照片一致", "一半一致", "勉强通过", "曾经一致", "正在匹配", "匹配中", "沙箱 一致", "虚拟数据，一致",
		"FaceMismatch", "isNotMatch", "facemismatch", "FACENOTMATCH", "nonmatch", "notverified", "inconclusive match", "match refused", "abnormal", "weak match", "match except the photo", "may match", "looks the same", "pass, manual review", "doubtful match", "forged, match", "sandbox ok", "dry run ok",
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
	for _, text := range []string{"", "江苏省无锡市", "阿不都热合曼", "北京市东城区", "v1.2", "test-03", "no-cache", "node7", "2025-06-15", "无", "TID2af751b4", "安徽省无为市", "未央区同泰路", "非常感谢", "NoteMatcher", "TIDNo7", "iPhoneNo", "未达镇", "相差三岁",
		"无需人工复核", "不夜城", "没药花园", "无极县", "in match mode",
		"未过期", "没有挂失记录", "无死亡记录", "是否挂失：否", "不在黑名单", "未检测到换脸", "防合成人脸检测", "非在逃", "未被通缉", "过期时间 2036-11-29", "cache expired", "valid"} {
		if Refutes(text) {
			t.Errorf("%q is taken for a no", text)
		}
	}
	for _, text := range []string{"不一致", "人脸比对不 通过", "查无此人", "疑似冒用", "not the same person", "mismatch", "failed", "测试数据", "已注销", "两个人",
		"不属于同一人", "不为同一人", "不同一人", "并非本人", "没有通过", "没通过", "未能通过", "核验未过", "未匹配", "未比中", "比对未中", "不吻合", "不相同", "不一样", "不壹致", "不合格",
		"对不上", "比对不上", "查询不到", "同一人：否", "存疑", "有出入", "拒绝", "建议人工复核", "需人工审核", "unmatched", "non match", "not identical", "inconsistent", "not verified", "unverified",
		"已死亡", "证件已过期", "已挂失", "作废", "失效", "是否挂失：是", "比对不成功", "不吻合", "拒绝", "模拟数据", "黑名单", "人像差别较大", "人脸不像", "冒名", "得分低于阈值", "未达阈值", "人证分离", "非其本人", "没有此人", "人脸未比对", "换脸", "FaceMismatch", "isNotSame", "NotMatch", "declined", "deepfake", "Expired", "deceased", "invalid", "rejected"} {
		if !Refutes(text) {
			t.Errorf("%q says nothing", text)
		}
	}
}
