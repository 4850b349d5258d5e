package config

import (
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// These are the keys of the product's own settings.
const (
	KeyDeskName       = "desk.name"
	KeyDeskClerk      = "desk.clerk"
	KeyHandOff        = "desk.hand_off"
	KeyCustomer       = "desk.customer_display"
	KeySignIn         = "desk.sign_in"
	KeyLockTime       = "desk.lock_time"
	KeyClerks         = "desk.clerks"     // written by "facedesk clerks"
	KeyClerkPINs      = "desk.clerk_pins" // set at the desk, before those of the list
	KeyMinors         = "desk.under_18"
	KeyCompany        = "notice.company"
	KeyPhone          = "notice.phone"
	KeyContact        = "notice.contact"
	KeyReason         = "notice.reason"
	KeyRetentionDays  = "notice.retention_days"
	KeyPerDay         = "guard.per_day"
	KeyGuardInDemo    = "guard.in_demo"
	KeyDayStart       = "guard.day_start"
	KeyManagerPIN     = "guard.manager_pin_hash" // set by "facedesk config pin set --manager"
	KeyProxy          = "network.proxy"
	KeyCAFile         = "network.ca_file"
	KeyConnectTimeout = "network.connect_timeout"
	KeyRecordsPath    = "records.path"
	KeyShared         = "records.shared"   // the address is a secret: see SecretDesk
	KeyOperator       = "records.operator" // of the shared database, as the notice names him
	KeyMetricsFile    = "metrics.file"
	KeyLanguage       = "ui.language"
	KeyKiosk          = "ui.kiosk"
	KeyAutoShutter    = "ui.auto_shutter"
	KeyPassTime       = "ui.pass_time"
	KeyIdleTime       = "ui.idle_time"
	KeyCamera         = "ui.camera"
	KeyITPhone        = "ui.it_phone"
	KeySound          = "ui.sound"

	KeyReaderPort    = "reader.port"
	KeyReaderScanner = "reader.scanner"

	KeyCameraTurn   = "camera.turn"
	KeyCameraMirror = "camera.mirror"
	KeyCameraMains  = "camera.mains"
	KeyPINHash      = "ui.pin_hash" // set by "facedesk config pin"; not on a settings screen
)

// The values of KeyHandOff.
const (
	HandOffOff   = "off"
	HandOffOffer = "offer"
)

// productFields are the settings that belong to no service.
func productFields() []providers.Field {
	var all []providers.Field
	for _, group := range [][]providers.Field{deskFields(), clerkFields(), noticeFields(), noticeLanguageFields(), guardFields(), networkFields(), placeFields(), sharedFields(), windowFields(), displayFields(), cameraFields(), readerFields(), lockFields(), photoFields()} {
		all = append(all, group...)
	}
	return all
}

func deskFields() []providers.Field {
	return []providers.Field{
		{Key: KeyDeskName, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "柜台名称", EN: "Desk"},
			Help:  identity.Text{ZH: "写入每条记录，用于区分多个柜台。", EN: "Written to every record, to tell desks apart."}},
		{Key: KeyDeskClerk, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "经办人", EN: "Clerk"},
			Help:  identity.Text{ZH: "未另行指定时写入记录的经办人。", EN: "The clerk named in the records if no other is given."}},
		{Key: KeyHandOff, Type: providers.TypeChoice, Default: HandOffOff, Choices: []string{HandOffOff, HandOffOffer},
			Label: identity.Text{ZH: "酒店系统送来客人", EN: "Guests from the hotel's system"},
			Help: identity.Text{ZH: "offer：酒店系统可把姓名和号码填入空白的柜台（facedesk hand）；off：不接受。",
				EN: "offer: the hotel's own software may fill name and number into the empty desk (facedesk hand). off: it may not."}},
		{Key: KeyCustomer, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "客屏", EN: "Guest screen"},
			Help: identity.Text{ZH: "客人所看的第二台显示器的名称（见 xrandr），auto 为任一台非主显示器；为空则不用。重新启动后生效。",
				EN: "Name of a second monitor for the guest, as xrandr lists it, or auto for any but the primary one; empty for none. It applies from the next start."}},
	}
}

// noticeFields fill the notice that is shown before the camera opens (PIPL 17,
// 23 and 30; CAC and MPS Order 19 of 2025, art. 5).
func noticeFields() []providers.Field {
	return []providers.Field{
		{Key: KeyCompany, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "单位名称", EN: "Company"},
			Help:  identity.Text{ZH: "告知书中处理个人信息的单位。", EN: "Who processes the data, as named in the notice."}},
		{Key: KeyPhone, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "单位电话", EN: "Phone"},
			Help:  identity.Text{ZH: "告知书中的单位电话。", EN: "The company's telephone number in the notice."}},
		{Key: KeyContact, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "个人信息联系方式", EN: "Privacy contact"},
			Help:  identity.Text{ZH: "客人查询、删除信息或撤回同意时联系谁，用界面语言填写。为空时柜台不能征求同意。", EN: "Whom a guest asks for access, deletion or withdrawal, in the language of ui.language. Without it the desk cannot ask for consent."}},
		{Key: KeyReason, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "必要性说明", EN: "Why it is needed"},
			Help:  identity.Text{ZH: "告知书中说明为何需要核验人脸，一句话，用界面语言填写。", EN: "One sentence in the notice on why the face is checked, in the language of ui.language."}},
		{Key: KeyRetentionDays, Type: providers.TypeInteger, Default: 180, Min: 1, Max: 3650,
			Label: identity.Text{ZH: "记录保存天数", EN: "Days records are kept"},
			Help:  identity.Text{ZH: "脱敏记录保存的天数，写入告知书；照片不保存。", EN: "Days a masked record is kept, as stated in the notice. Photos are never kept."}},
	}
}

func guardFields() []providers.Field {
	return []providers.Field{
		{Key: KeyPerDay, Type: providers.TypeInteger, Default: 3, Min: 1, Max: 100,
			Label: identity.Text{ZH: "同一人每日次数", EN: "Checks a person a day"},
			Help:  identity.Text{ZH: "同一人在同一服务每天最多核验几次，避免重复计费。", EN: "How often one person may be checked at one service in a day, so that nothing is paid for twice."}},
		{Key: KeyGuardInDemo, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "演示也限次", EN: "Limit the demo too"},
			Help:  identity.Text{ZH: "演示模式下也执行次数限制，供培训用。", EN: "Apply the limit in demo mode as well, for training."}},
		{Key: KeyDayStart, Type: providers.TypeText, Money: true, Default: "00:00", Check: checkTimeOfDay,
			Label: identity.Text{ZH: "营业日开始时间", EN: "Business day begins at"},
			Help:  identity.Text{ZH: "每日费用限额从几点起重新计算，如 06:00。", EN: "When the day's limit of money begins anew, such as 06:00."}},
		{Key: KeyManagerPIN, Type: providers.TypeText, Money: true, Default: "", Check: checkPINHash,
			Label: identity.Text{ZH: "值班经理 PIN（散列值）", EN: "Duty manager's PIN (hash)"},
			Help:  identity.Text{ZH: "由 facedesk config pin set --manager 写入，请勿手工编辑。", EN: "Written by facedesk config pin set --manager; not to be edited by hand."}},
	}
}

func networkFields() []providers.Field {
	return []providers.Field{
		{Key: KeyProxy, Type: providers.TypeURL, Way: true, Default: "", Check: providers.CheckProxy,
			Label: identity.Text{ZH: "代理", EN: "Proxy"},
			Help:  identity.Text{ZH: "http、https 或 socks5 地址；用户名密码存入密钥环（facedesk config secret set network.proxy_login）。为空则直连。", EN: "An http, https or socks5 address; user and password go into the keyring (facedesk config secret set network.proxy_login). Empty for none."}},
		{Key: KeyCAFile, Type: providers.TypeText, Way: true, Default: "", Check: absolutePath,
			Label: identity.Text{ZH: "根证书文件", EN: "CA file"},
			Help:  identity.Text{ZH: "PEM 文件的绝对路径；为空则用系统的根证书。", EN: "Absolute path of a PEM file; empty for the system's own certificates."}},
		{Key: KeyConnectTimeout, Type: providers.TypeDuration, Way: true, Default: 5 * time.Second, Min: 1, Max: 60,
			Label: identity.Text{ZH: "连接时限", EN: "Connect time limit"},
			Help:  identity.Text{ZH: "建立连接最多等待多久，如 5s。", EN: "Longest time to establish a connection, such as 5s."}},
	}
}

func placeFields() []providers.Field {
	return []providers.Field{
		{Key: KeyRecordsPath, Type: providers.TypeText, Money: true, Default: "", Check: absolutePath,
			Label: identity.Text{ZH: "记录文件", EN: "Records file"},
			Help:  identity.Text{ZH: "记录文件的绝对路径；为空则用默认位置。", EN: "Absolute path of the records file; empty for the default place."}},
		{Key: KeyMetricsFile, Type: providers.TypeText, Default: "", Check: absolutePath,
			Label: identity.Text{ZH: "监控指标文件", EN: "Metrics file"},
			Help: identity.Text{ZH: "供 Prometheus node exporter 的 textfile 收集器读取的文件的完整路径，以 .prom 结尾；为空则不写。",
				EN: "Absolute path of a file, ending in .prom, for the textfile collector of Prometheus' node exporter; empty for none."}},
		{Key: KeyLanguage, Type: providers.TypeChoice, Default: string(identity.Chinese),
			Choices: []string{string(identity.Chinese), string(identity.Traditional), string(identity.English)},
			Label:   identity.Text{ZH: "界面语言", EN: "Language"},
			Help:    identity.Text{ZH: "zh 简体中文，zh-Hant 繁体中文，en 英文。", EN: "zh for simplified Chinese, zh-Hant for traditional Chinese, en for English."}},
	}
}

func windowFields() []providers.Field {
	return []providers.Field{
		{Key: KeyAutoShutter, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "自动拍照", EN: "Automatic shutter"},
			Help:  identity.Text{ZH: "画面合格后自动拍照，不必按键。", EN: "Take the photo without a key press as soon as the picture is good."}},
		{Key: KeyPassTime, Type: providers.TypeDuration, Default: 10 * time.Second, Min: 3, Max: 120,
			Label: identity.Text{ZH: "通过画面时长", EN: "How long a pass is shown"},
			Help:  identity.Text{ZH: "通过的结果显示多久后自动清除，如 10s。", EN: "Time after which a pass clears itself, such as 10s."}},
		{Key: KeyIdleTime, Type: providers.TypeDuration, Default: 60 * time.Second, Min: 30, Max: 600,
			Label: identity.Text{ZH: "无操作时限", EN: "Idle time"},
			Help:  identity.Text{ZH: "无人操作多久后清除客人的资料和照片，如 60s。", EN: "Time without a key press after which the guest's data and photo are cleared, such as 60s."}},
		{Key: KeyCamera, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "摄像头", EN: "Camera"},
			Help:  identity.Text{ZH: "摄像头的固定编号；为空则用第一个。", EN: "The stable identifier of the camera; empty for the first one."}},
		{Key: KeyITPhone, Type: providers.TypeText, Default: "",
			Label: identity.Text{ZH: "技术支持电话", EN: "IT's phone"},
			Help:  identity.Text{ZH: "需要 IT 处理时显示的电话。", EN: "The telephone number shown when only IT can help."}},
		{Key: KeySound, Type: providers.TypeBool, Default: true,
			Label: identity.Text{ZH: "提示音", EN: "Sounds"},
			Help:  identity.Text{ZH: "出结果和倒计时时发出提示音。", EN: "Play sounds for results and warnings."}},
	}
}

// lockFields keep the guests at a counter away from the rest of the computer.
func lockFields() []providers.Field {
	return []providers.Field{
		{Key: KeyKiosk, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "专用机模式", EN: "Kiosk"},
			Help:  identity.Text{ZH: "启动即全屏，只有输入管理员 PIN 才能退出；须先设置 PIN。", EN: "Start in full screen. Only the administrator PIN ends the program, so set the PIN first."}},
		{Key: KeyPINHash, Type: providers.TypeText, Money: true, Default: "", Check: checkPINHash,
			Label: identity.Text{ZH: "管理员 PIN（散列值）", EN: "Administrator PIN (hash)"},
			Help:  identity.Text{ZH: "由 facedesk config pin set 写入，请勿手工编辑。", EN: "Written by facedesk config pin set; do not edit it by hand."}},
	}
}
