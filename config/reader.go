package config

import (
	"facedesk/identity"
	"facedesk/providers"
)

// readerFields name the devices that read documents. Nothing is sent to a device that
// is not named here.
func readerFields() []providers.Field {
	return []providers.Field{
		{Key: KeyReaderPort, Type: providers.TypeText, Default: "", Check: absolutePath,
			Label: identity.Text{ZH: "身份证阅读器的串口", EN: "Port of the card reader"},
			Help: identity.Text{ZH: "阅读器串口的固定路径，见 facedesk readers（/dev/serial/by-id/…）；为空则不用阅读器，程序也不打开任何串口。",
				EN: "Stable path of the card reader's serial port, as listed by facedesk readers (/dev/serial/by-id/…); empty for no reader. No other port is ever opened."}},
		{Key: KeyReaderScanner, Type: providers.TypeText, Default: "", Check: absolutePath,
			Label: identity.Text{ZH: "直接读取的扫描枪", EN: "Scanner that is read directly"},
			Help: identity.Text{ZH: "扫描枪的固定路径，见 facedesk readers（/dev/input/by-id/…-event-kbd）；设置后由本程序独占，按美式键盘解读。不设置时扫描枪像键盘一样输入，拼音输入法打开时会把它的字母变成汉字。",
				EN: "Stable path of a scanner that types, as listed by facedesk readers (/dev/input/by-id/…-event-kbd). It then belongs to this program alone and is read with a US layout. Without this it types like a keyboard, and a Pinyin input method that is on turns its letters into Chinese."}},
	}
}
