package session

import "testing"

// TestDesk types claims.
func TestDesk(t *testing.T) {
	for name, text := range map[string]string{
		"no complaint while half typed": `
			start
			name 张3                  | desk     | - | namefault=
			keys 110105194912310      | desk     | - | numberfault= type=111 namefault=yes numberok=
			Tab                       | desk     | - | numberfault=yes focus=name`,
		"a name, once left, is shown as it is sent": `
			start
			name 买•买提              | desk     | - | name=买•买提
			Tab                       | desk     | - | name=买·买提 namefault=`,
		"a complaint once the number is complete": `
			start
			keys 11010519491231002    | desk     | - | numberfault=
			keys 110105194912310021   | desk     | - | numberfault=yes numberok=
			keys 11010519491231002    | desk     | - | numberfault=
			number                    | desk     | - | numberfault=
			keys 1101                 | desk     | - | numberfault=`,
		"eight digits are no Taiwan permit until they are left": `
			start
			keys 12345678             | desk     | - | type=111 service=face
			Tab                       | desk     | - | type=511 service=travel numberfault=
			number 123456789          | desk     | - | type=111`,
		"the type follows the number": `
			start
			keys H12345678            | desk     | - | type=516 service=travel numberok=desk.number.ok
			keys H1234567801          | desk     | - | number=H12345678
			keys 911124198108030024   | desk     | - | type=553 service=face nation=CAN
			keys E12345678            | desk     | - | type=414 nation=CHN`,
		"unless the clerk chose it": `
			start
			type 414
			keys H12345678            | desk     | - | type=414 typefault=
			type 111                  | desk     | - | type=111
			type                      | desk     | - | type=516 typefault=`,
		"a type that nobody can tell": `
			start
			name JOHN
			keys AB1234567            | desk     | - | typefault=
			Enter                     | desk     | - | typefault=yes focus=type
			F2                        | desk     | - | type=111
			F2                        | desk     | - | type=516
			type 414                  | desk     | - | typefault=
			Enter                     | desk     | - | focus=nation
			F2                        | desk     | - | focus=nation`,
		"the nation where the type asks": `
			start
			name JOHN
			type 414
			keys AB1234567
			Enter                     | desk     | - | focus=nation nationfault=
			Enter                     | desk     | - | focus=nation nationfault=yes
			nation usa                | desk     | - | nation=USA nationfault=
			Enter                     | notice   | - | recipient=travel`,
		"a slip of the keyboard is complained of": `
			start
			name 《欧阳建国
			Enter                     | desk     | - | focus=number namefault=yes`,
		"a nation that is no longer asked for is gone": `
			start
			name 王五
			type 414
			nation usa                | desk     | - | nation=USA focus=nation
			type 111                  | desk     | - | focus=number
			keys 11010519491231002X   | desk     | - | nationfault= namefault=
			Enter                     | notice   | - | recipient=face`,
		"what is missing on Enter": `
			start
			Enter                     | desk     | - | focus=number
			Enter                     | desk     | - | namefault=yes numberfault=yes focus=name`,
		"nobody is sent but who is shown": `
			start
			claim                     | notice   | - |
			F3                        | desk     | - |
			name 李四
			number 440524188001010014
			F7                        | by_eye   | - |
			wait 1s
			F4                        | by_eye   | - |
			Esc                       | desk     | - | name=李四
			focus number
			Enter                     | notice   | - | name=李四
			portrait
			Enter                     | checking | send:face | name=李四`,
		"nobody is left behind an empty desk": `
			start
			claim
			F3                        | desk     | - |
			name
			number
			F7                        | by_eye   | - |
			wait 1s
			Esc                       | desk     | - |`,
		"a service that has no key is passed over": `
			set no secret of face
			start
			claim                     | notice   | - | recipient=other
			F4                        | notice   | - | recipient=plain
			F4                        | notice   | - | recipient=other`,
		"another guest waits for the decision about the last": `
			start
			claim
			portrait
			Enter
			answer face_mismatch      | verdict  | - |
			wait 1s
			F3                        | desk     | - |
			name 李四
			number 440524188001010014
			focus number
			Enter                     | by_eye   | - |
			wait 1s
			F9                        | desk     | doubt:1 | name=`,
		"no service takes it": `
			start
			name 陈大文
			type 420
			number K12345678
			Tab
			press next                | desk     | - | focus=number
			Enter                     | desk     | - | typefault=yes focus=type
			F7                        | by_eye   | - |`,
		"a service picked that does not take it": `
			start
			service travel
			claim                     | notice   | - | recipient=face
			F3                        | desk     | - | service=face`,
		"the keypad's star": `
			start
			keys 11010519491231002＊  | desk     | - | numberok=desk.number.ok`,
		"a service without its keys": `
			set no secret of face
			start
			claim                     | notice   | - | recipient=other missing=`,
		"no service has its keys": `
			set no secret
			start
			claim                     | notice   | - | recipient=face missing=notice.missing.service
			F8                        | notice   | - |
			F9                        | by_eye   | declined:face | keys=F8,F9,F10,Esc,F11,F1`,
		"clearing": `
			start                     | desk     |   | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,F12,F11,F1
			name 张三                 | desk     |   | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,Esc,F11,F1
			Esc                       | desk     | - | name=`,
		"records": `
			start
			name 张三
			F6                        | records  | loadrecords |
			Esc                       | desk     | - | name=张三
			F6
			wait 60s                  | desk     | - | name=`,
		"help and language": `
			start
			F1                        | desk     | - | help=true
			F7                        | desk     | - | help=false
			name 张三
			F11                       | desk     | - | language=en
			Esc                       | desk     | - | language=zh`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestNotice: nobody can agree to a notice that does not name everybody.
func TestNotice(t *testing.T) {
	for setting, missing := range map[string]string{
		"no company": "company", "no contact": "contact", "no recipient": "recipient", "no recipient contact": "recipient_contact",
	} {
		t.Run(setting, func(t *testing.T) {
			story(t, `
				set `+setting+`
				start
				claim       | notice | - | missing=notice.missing.`+missing+`
				F8          | notice | - |
				press agree | notice | - |
				F9          | by_eye | declined:face |`)
		})
	}
}
