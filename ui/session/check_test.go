package session

import "testing"

// TestStories goes through the main paths of a check.
func TestStories(t *testing.T) {
	for name, text := range map[string]string{
		"pass in three key presses": `
			start                     | desk     |              | focus=name type=111 service=face
			name 张三                 | desk     |              |
			Enter                     | desk     | -            | focus=number
			keys 11010519491231002*   | desk     |              | number=110105_19491231_002X numberok=desk.number.ok
			Enter                     | notice   | -            | recipient=face title=notice.face.title missing=
			Enter                     | notice   | -            |
			Space                     | notice   | -            |
			F8                        | capture  | given:face open |
			camera live               |          | -            |
			see 1s no_face            | capture  | -            | hint=hint.no_face
			see 1s                    | capture  | -            | hint=hint.good
			Space                     | capture  | shoot        |
			Space                     | capture  | -            |
			shot ok                   | confirm  | closecamera            | confirmwarn=
			Enter                     | checking | send:face |
			Enter                     | checking | -            |
			wait 7s                   | checking | -            |
			answer match              | verdict  | -            | family=pass word=verdict.match.word reason=verdict.match.reason next=verdict.match.next who=张* tail=002X count=10 demo=false
			wait 3s                   | verdict  | -            | count=7 keys=Enter,F6,Space,F11,F1
			Space                     | verdict  | -            | count=10
			F6                        | verdict  | -            | order=order1
			wait 9900ms               | verdict  | -            | count=1
			wait 100ms                | desk     | -            | name= number= served=1`,
		"typing starts the next customer": `
			start
			claim
			portrait
			Enter
			answer match              | verdict  |              | family=pass
			wait 700ms                |          |              |
			Enter                     | verdict  | -            |
			typed 李                  | verdict  | -            |
			F6                        | verdict  | -            | order=
			wait 100ms
			hold Enter                | verdict  | -            |
			typed 李                  | desk     | -            | name=李李 focus=name number= served=1
			typed 四                  | desk     | -            | name=李李四`,
		"identity match, decided by eye": `
			start
			service plain             | desk     |              | service=plain
			claim                     | notice   |              | title=notice.details.title recipient=plain
			Enter                     | notice   | -            |
			F8                        | checking | given:plain send:plain |
			F8                        | checking | -            |
			answer identity_match     | verdict  | -            | family=details word=verdict.identity_match.word
			wait 10s                  | verdict  | -            | who= tail=002X count=0
			Enter                     | verdict  | -            |
			F2                        | verdict  | -            |
			F7                        | by_eye   | -            | undecided=by_eye.undecided
			F8                        | by_eye   | -            |
			wait 800ms
			Enter                     | by_eye   | -            |
			Escape                    | by_eye   | -            |
			Esc                       | verdict  | -            |
			wait 800ms
			F7                        | by_eye   |              |
			wait 800ms
			F8                        | desk     | by_eye:1     | name= served=1`,
		"face mismatch, again, then doubt": `
			start
			claim
			portrait
			Enter
			answer face_mismatch      | verdict  | -            | family=not_match word=verdict.face_mismatch.word
			wait 1s
			F7                        | by_eye
			wait 1s
			Esc                       | verdict
			wait 30s                  | verdict  | -            | who=
			F2                        | capture  | open         |
			see 1s
			F2
			shot ok                   | confirm
			Enter                     | checking | send:face |
			answer 1:match            | checking | -            |
			answer face_mismatch      | verdict  |              | family=not_match
			wait 1s
			typed 李                  | verdict  | -            |
			F7                        | by_eye   | -            |
			Esc                       | by_eye   | -            |
			wait 1s
			Esc                       | verdict  | -            |
			wait 1s
			F7                        | by_eye   | -            | keys=F8,F9,F10,Esc,F11,F1
			wait 1s
			F9                        | desk     | doubt:2      | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,F8,F12,F11,F1
			claim                     | notice
			F9
			wait 1s
			F8                        | desk     | by_eye:0     |`,
		"a pass after a mismatch needs no decision": `
			start
			claim
			portrait
			Enter
			answer face_mismatch
			wait 1s
			F2
			see 1s
			F2
			shot ok
			Enter
			answer match              | verdict  |              | family=pass
			wait 10s                  | desk     | -            |`,
		"identity mismatch is corrected and asked anew": `
			start
			claim
			portrait
			Enter
			answer identity_mismatch  | verdict  |              | family=not_match next=verdict.identity_mismatch.next
			wait 1s
			F2                        | verdict  | -            |
			F3                        | desk     | -            | name=张三
			focus number
			Enter                     | notice
			F2                        | notice   | -            |
			Esc                       | desk
			Esc                       | by_eye   | -            | undecided=by_eye.undecided
			wait 1s
			F10                       | desk     | left:1       | name=`,
		"a fault in the number is shown beside it": `
			start
			claim
			portrait
			Enter
			answer bad_number         | verdict  |              | family=unchecked word=verdict.unchecked.word reason=verdict.bad_input.reason
			wait 1s
			F3                        | desk     | -            | numberfault=yes focus=number numberok=
			number 440524188001010014 | desk     |              | numberfault= numberok=desk.number.ok`,
		"nothing on file, of a card the service may not know": `
			start
			name JOHN
			number 911124198108030024 | desk     |              | type=553 nation=CAN service=face
			focus number
			Enter                     | notice
			portrait
			Enter
			answer no_reference       | verdict  |              | family=unchecked word=verdict.unchecked.word extra=verdict.no_reference.coverage`,
		"nothing on file of a usual card": `
			start
			claim
			portrait
			Enter
			answer no_reference       | verdict  |              | family=unchecked extra=`,
		"an answer that nobody understands": `
			start
			claim
			portrait
			Enter
			answer strange            | verdict  |              | family=unchecked reason=verdict.unknown_outcome.reason`,
		"IdentityMatch of a service that was sent a face": `
			start
			claim
			portrait
			Enter
			answer identity_match     | verdict  |              | family=unchecked reason=verdict.inconclusive.reason`,
		"Match of a service that compares no face": `
			start
			service plain
			claim
			F8
			answer match              | verdict  |              | family=unchecked reason=verdict.inconclusive.reason`,
		"decline, look at the document": `
			start
			claim                     | notice
			F9                        | by_eye   | declined:face | undecided=
			F9                        | by_eye   | -            |
			wait 1s
			F9                        | desk     | doubt:0      | served=1`,
		"decline, name and number only": `
			start
			claim
			F9
			wait 1s                   |          |              | keys=F8,F9,F10,F2,F4,F6,Esc,F11,F1
			F4                        | notice   | -            | title=notice.details.title recipient=plain
			F8                        | checking | given:plain send:plain |`,
		"decline and think again": `
			start
			claim
			F9
			wait 1s
			Esc                       | desk     | -            |
			focus number
			Enter                     | by_eye   | -            |
			wait 1s
			F6                        | notice   | -            | recipient=face`,
		"withdrawn at the camera": `
			start
			claim
			F8
			see 1s
			F9                        | by_eye   | closecamera withdrawn:face |
			shot ok                   | by_eye   | -            |`,
		"withdrawn before sending": `
			start
			claim
			portrait                  | confirm
			wait 1s
			F9                        | by_eye   | withdrawn:face |
			Enter                     | by_eye   | -            |`,
		"a late portrait after withdrawal": `
			start
			claim
			F8
			see 1s
			F2
			F9                        | by_eye
			shot ok                   | by_eye   | -            |
			wait 1s
			F6                        | notice
			F8                        | capture
			shot ok                   | capture  | -            |`,
		"name and number that were not sent are sent again": `
			start
			service plain
			claim
			F8                        | checking | given:plain send:plain |
			answer not_sent           | verdict  |              |
			wait 1s
			F2                        | checking | send:plain   |
			answer busy               | verdict  |              |
			wait 1s
			F2                        | verdict  | -            |`,
		"under fourteen by the number": `
			start
			name 张三
			number 110105201506150019 | desk     |              | numberfault=
			focus number
			Enter                     | by_eye   | -            | body=by_eye.minor
			wait 1s
			F4                        | notice   | -            | title=notice.guardian.details.title recipient=plain keys=F8,F9,F3,F4,F7,Esc,F11,F1
			F4                        | by_eye   | -            | body=by_eye.minor
			wait 1s
			F6                        | notice   | -            | title=notice.guardian.face.title keys=F8,F9,F3,F4,F7,Esc,F11,F1
			F7                        | by_eye   | -            | body=by_eye.minor
			wait 1s
			F8                        | desk     | by_eye:0     |`,
		"under fourteen by asking": `
			start
			name JOHN SMITH
			type 414
			nation usa
			number 123456789
			focus nation
			Enter                     | notice   | -            | recipient=travel title=notice.face.title
			F10                       | by_eye   | -            | body=by_eye.minor
			F6                        | by_eye   | -            |
			wait 800ms
			F6                        | notice   | -            | title=notice.guardian.face.title
			F8                        | capture  | given:travel open |
			Esc                       | notice   | closecamera  | title=notice.guardian.face.title
			F3                        | desk     |              |
			focus nation
			Enter                     | notice   | -            | title=notice.face.title`,
		"a guard asks before a second payment": `
			start
			claim
			portrait
			Enter                     | checking | send:face |
			answer confirmable        | repeat   | -            | next=repeat.body
			F8                        | repeat   | -            |
			wait 800ms
			Enter                     | repeat   | -            |
			Space                     | repeat   | -            |
			F8                        | checking | send:face:repeat |
			F8                        | checking | -            |
			answer match              | verdict  | -            | family=pass`,
		"a guard that cannot be lifted": `
			start
			claim
			portrait
			Enter
			answer guarded            | verdict  |              | family=unchecked reason=verdict.guarded.reason
			wait 1s
			F7
			wait 1s
			F8                        | desk     | by_eye:0     |`,
		"only a guard can be lifted": `
			start
			claim
			portrait
			Enter
			answer busy_confirmable   | verdict  |              | reason=verdict.busy.reason
			wait 1s
			F8                        | verdict  | -            |`,
		"no second payment wanted": `
			start
			claim
			portrait
			Enter
			answer confirmable        | repeat
			wait 1s
			F7                        | by_eye
			wait 1s
			Esc                       | verdict  |              | reason=verdict.guarded.reason
			wait 1s
			F8                        | verdict  | -            |`,
		"consent is for its recipient": `
			start
			claim
			F8                        | capture  | given:face open |
			service face              | capture  | -            |
			service ?                 | capture  | -            |
			service travel            | capture  | -            |
			service other             | notice   | closecamera  | recipient=other
			F2                        | notice   | -            |
			F8                        | capture  | given:other open |
			see 1s
			F2
			shot ok                   | confirm
			wait 1s
			F4                        | notice   | -            | recipient=plain
			Enter                     | notice   | -            |
			F4                        | notice   | -            | recipient=face
			portrait                  | confirm
			Enter                     | checking | send:face |`,
		"going back drops the consent": `
			start
			claim
			F8
			Esc                       | notice   | closecamera  |
			F2                        | notice   | -            |
			Esc                       | desk     | -            | name=张三`,
		"another service after a verdict": `
			start
			claim
			portrait
			Enter
			answer busy free          | verdict  |              | family=unchecked reason=verdict.busy.reason
			wait 1s
			F4                        | notice   | -            | recipient=other
			portrait                  | confirm
			Enter                     | checking | send:other |`,
		"a late answer": `
			start
			claim
			portrait
			Enter
			F10                       | checking | -            |
			wait 1s
			F10                       | desk     | left:0       | served=1
			name 李四
			number 440524188001010014
			focus number
			Enter
			portrait                  | confirm  |              | waiting=confirm.waiting
			wait 1s                   | confirm  | -            | keys=F2,F9,F3,F4,F7,Esc,F11,F1
			Enter                     | confirm  | -            |
			press send                | confirm  | -            |
			answer 1:match            | confirm  | -            | late=1 waiting= keys=Enter,F2,F9,F3,F4,F7,Esc,F11,F1
			Enter                     | checking | send:face |
			answer 1:match            | checking | -            |
			answer 2:face_mismatch    | verdict  | -            | family=not_match
			answer 2:match            | verdict  | -            | family=not_match`,
		"a late mismatch is noted": `
			start
			claim
			portrait
			Enter
			wait 1s
			F10                       | desk
			answer face_mismatch      | desk     | left:1       | late=1`,
		"a faceless check waits for the last answer": `
			start
			claim
			portrait
			Enter
			wait 1s
			F10
			service plain
			claim                     | notice   |              | warn=notice.waiting recipient=plain
			F8                        | notice   | -            |
			answer match              | notice   | -            |
			F8                        | checking | given:plain send:plain |`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}
