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
	}
}
