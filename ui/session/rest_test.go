package session

import "testing"

// TestCamera loses the camera at each step.
func TestCamera(t *testing.T) {
	for name, text := range map[string]string{
		"plugged in again after long": `
			start
			claim
			F8
			see 6s
			camera lost               | capture  | - | problem=camera.lost
			wait 3s
			camera starting           | capture  | - | problem=
			wait 1s                   | capture  | - | problem=
			camera live
			wait 1s                   | capture  | - | problem=
			see 100ms                 | capture  | - | problem= hint=hint.good`,
		"before the consent": `
			start
			camera none               | desk     | - | camera=none
			claim                     | notice   | - | warn=camera.none,camera.none.next
			camera ready              | notice   | - | warn=
			camera busy               | notice   | - | warn=camera.busy,camera.busy.next`,
		"live without a consent": `
			start
			camera live               | desk     | closecamera | camera=unknown`,
		"none": `
			start
			claim
			F8
			camera none               | capture  | - | problem=camera.none cameranext=camera.none.next keys=Enter,F9,F3,F4,F7,Esc,Left,Right,Up,Down,F11,F1
			F2                        | capture  | - |
			Enter                     | capture  | closecamera open | problem=
			camera live
			see 200ms                 | capture  | - | hint=hint.good
			F2                        | capture  | shoot |`,
		"denied, look at the document": `
			start
			claim
			F8
			camera denied             | capture  | - | problem=camera.denied
			F7                        | by_eye   | closecamera |`,
		"plugged out and in": `
			start
			claim
			F8
			see 1s
			camera lost               | capture  | - | problem=camera.lost hint=
			camera ready              | capture  | open | problem=
			camera ready              | capture  | - |
			see 1s                    | capture  | - | hint=hint.good`,
		"silent from the start": `
			start
			claim
			F8
			wait 11900ms               | capture  | - | problem=
			wait 100ms                | capture  | - | problem=camera.silent
			see 100ms                 | capture  | - | problem= hint=hint.good`,
		"frozen": `
			start
			claim
			F8
			see 1s
			wait 3s                   | capture  | - | problem=camera.silent
			F2                        | capture  | - |`,
		"covered": `
			start
			claim
			F8
			see 1s
			camera dark               | capture  | - | problem=camera.dark
			camera live
			see 1s                    | capture  | - | problem= hint=hint.good`,
		"lost while shooting": `
			start
			claim
			F8
			see 1s
			F2                        | capture  | shoot |
			camera lost               | capture  | - | problem=camera.lost
			shot rejected unusable    | capture  | - | refused=hint.unusable`,
		"lost while confirming": `
			start
			claim
			portrait
			camera lost               | confirm  | - | camera=lost
			Enter                     | checking | send:face |`,
		"lost while confirming, retake": `
			start
			claim
			portrait
			camera lost
			wait 1s
			F2                        | capture  | open | problem=
			camera lost               | capture  | - | problem=camera.lost
			Enter                     | capture  | closecamera open |`,
		"lost while checking and after": `
			start
			claim
			portrait
			Enter
			camera none               | checking | - | camera=none
			answer face_mismatch      | verdict  |   |
			camera lost               | verdict  | - |
			wait 1s
			F2                        | capture  | open |`,
		"another one": `
			start
			claim
			F8
			F5                        | capture  | - |
			cameras
			F5                        | capture  | closecamera open:b |
			F5                        | capture  | closecamera open:a |`,
		"a shutter that never answers": `
			start
			claim
			F8
			see 1s
			F2                        | capture  | shoot |
			see 3s                    | capture  | - | refused=hint.unusable
			F2                        | capture  | shoot |
			shot old                  | capture  | - |
			shot ok                   | confirm  | closecamera |`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestShutter takes pictures with something wrong.
func TestShutter(t *testing.T) {
	for name, text := range map[string]string{
		"a soft hint": `
			start
			claim
			F8
			see 1s blurred dark       | capture  | - | hint=hint.blurred
			F2                        | capture  | shoot |
			shot ok blurred           | confirm  | closecamera | confirmwarn=hint.blurred
			Enter                     | checking | send:face |`,
		"the hint stays long enough to be read": `
			start
			claim
			F8
			see 1s dark               | capture  | - | hint=hint.dark
			see 200ms                 | capture  | - | hint=hint.dark
			see 200ms dark            | capture  | - | hint=hint.dark
			see 400ms                 | capture  | - | hint=hint.good
			see 1s nonsense           | capture  | - | hint=hint.unusable`,
		"two faces never": `
			start
			claim
			F8
			see 1s many_faces         | capture  | - | hint=hint.many_faces
			F2                        | capture  | - | ask=ask.many_faces
			see 1s
			F2                        | capture  | shoot |
			shot ok many_faces        | capture  | - | ask=ask.many_faces
			F2                        | capture  | shoot |
			shot rejected many_faces  | capture  | - | ask=ask.many_faces refused=
			F8                        | capture  | - |
			F2                        | capture  | shoot |
			shot ok many_faces        | capture  | - |`,
		"of several faces the clerk chooses by number": `
			start
			claim
			F8
			see 1s many_faces         | capture  | - | faces=2 keys=F2,F9,F3,F4,F7,Esc,1,2,Left,Right,Up,Down,F11,F1
			F2                        | capture  | - | ask=ask.many_faces
			3                         | capture  | - |
			see 1s many_faces         | capture  | - | ask=ask.many_faces
			2                         | capture  | - |
			see 200ms many_faces      | capture  | - |
			see 100ms many_faces      | capture  | chosen face:0.6 | ask=
			see 1s chosen             | capture  | - | hint=hint.good
			F2                        | capture  | shoot |
			shot ok                   | confirm  | closecamera |`,
		"another may be chosen, and what was said to do of one is not said of another": `
			start
			claim
			F8
			see 1s many_faces
			1
			see 400ms many_faces
			see 1s chosen mouth_covered
			F2                        | capture  | - | ask=ask.covered
			F8                        | capture  | accepted:1 shoot:mouth_covered |
			shot rejected moving
			2
			see 400ms chosen
			see 1s chosen mouth_covered
			F2                        | capture  | - | ask=ask.covered`,
		"the others are pictures": `
			start
			claim
			F8
			see 1s many_faces
			F2                        | capture  | - | ask=ask.many_faces
			F8                        | capture  | accepted:1 face:0.1 shoot:many_faces |
			shot ok                   | confirm  | closecamera |`,
		"a chosen face that has gone is no longer chosen": `
			start
			claim
			F8
			see 1s many_faces
			2
			see 400ms many_faces
			see 500ms chosen
			see 1s lost               | capture  | - | hint=hint.unclear
			see 200ms lost            | capture  | face:0.0 |
			see 1s many_faces
			F2                        | capture  | - | ask=ask.many_faces`,
		"beside the oval the clerk is asked": `
			start
			claim
			F8
			see 1s off_centre         | capture  | - | hint=hint.off_centre
			F2                        | capture  | - | ask=ask.off_centre
			F8                        | capture  | accepted:1 shoot:off_centre |
			shot ok off_centre        | confirm  | closecamera | confirmwarn=hint.off_centre`,
		"the oval is moved, and back for the next guest": `
			start
			claim
			F8
			see 1s off_centre         | capture  | - | aim=0.00,0.00
			Left                      | capture  | oval:-0.05,0.00 |
			Down                      | capture  | oval:-0.05,0.05 | aim=-0.05,0.05
			see 1s
			F2                        | capture  | shoot |
			shot ok                   | confirm
			wait 1s
			F2                        | capture  | open oval:-0.05,0.05 | aim=-0.05,0.05
			F7
			wait 1s
			F10                       | desk
			claim
			wait 1s
			F8                        | capture  | given:face open | aim=0.00,0.00`,
		"without a face there is never a portrait": `
			start
			claim
			F8
			see 1s no_face
			F2                        | capture  | shoot |
			shot ok no_face           | capture  | - | refused=hint.no_face
			F2                        | capture  | shoot |
			shot rejected unclear     | capture  | - | refused=hint.unclear
			F2                        | capture  | shoot |
			shot ok too_small         | capture  | - | refused=hint.too_small
			F2                        | capture  | shoot |
			shot ok unclear           | capture  | - | refused=hint.unclear
			F2                        | capture  | shoot |`,
		"a cover asks, and the clerk says that it will do": `
			start
			claim
			F8
			see 1s mouth_covered      | capture  | - | hint=hint.mouth_covered ask=
			F8                        | capture  | - |
			F2                        | capture  | - | ask=ask.covered keys=F2,F8,F9,F3,F4,F7,Esc,Left,Right,Up,Down,F11,F1 grey=Enter,F5
			see 1s mouth_covered      | capture  | - | ask=ask.covered
			Enter                     | capture  | - |
			Space                     | capture  | - | ask=ask.covered
			F8                        | capture  | accepted:1 shoot:mouth_covered | ask=
			shot ok mouth_covered     | confirm  | closecamera | confirmwarn=hint.mouth_covered
			wait 1s
			F2                        | capture  | open |
			see 1s mouth_covered
			F2                        | capture  | - | ask=ask.covered`,
		"what is no longer covered is no longer asked about": `
			start
			claim
			F8
			see 1s eyes_covered
			F2                        | capture  | - | ask=ask.covered
			see 1s                    | capture  | - | ask=
			F8                        | capture  | - |
			F2                        | capture  | shoot |
			shot ok                   | confirm`,
		"what only the shot shows asks too": `
			start
			claim
			F8
			see 1s
			F2                        | capture  | shoot |
			shot rejected turned_away | capture  | - | ask=ask.turned_away refused=
			see 1s                    | capture  | - | ask=ask.turned_away
			F8                        | capture  | accepted:1 shoot:turned_away |
			shot rejected eyes_covered | capture | - | ask=ask.covered
			F8                        | capture  | accepted:1 shoot:turned_away:eyes_covered |
			shot ok turned_away eyes_covered | confirm | closecamera |`,
		"two things are said to do at once": `
			start
			claim
			F8
			see 1s mouth_covered turned_away
			F2                        | capture  | - | ask=ask.covered
			F8                        | capture  | accepted:2 shoot:mouth_covered:turned_away |`,
		"a face that is hardly seen cannot be lifted": `
			start
			claim
			F8
			see 1s mouth_covered covered
			F2                        | capture  | - | ask=ask.covered grey=F8,Enter,F5
			F8                        | capture  | - |
			see 1s covered
			F2                        | capture  | - | ask=ask.covered
			F8                        | capture  | - |
			F7                        | by_eye   | closecamera |`,
		"a lift is for one photo of one guest": `
			start
			claim
			F8
			see 1s mouth_covered
			F2
			F8                        | capture  | accepted:1 shoot:mouth_covered |
			shot rejected no_face
			F2                        | capture  | shoot:mouth_covered |
			Esc                       | notice
			wait 1s
			F8
			see 1s mouth_covered
			F2                        | capture  | - | ask=ask.covered`,
		"a shot that nobody was asked about is not sent": `
			start
			claim
			F8
			see 1s
			F2                        | capture  | shoot |
			shot ok eyes_covered      | capture  | - | ask=ask.covered`,
		"a new notice counts anew": `
			start
			claim
			F8
			see 1s no_face
			F2
			shot rejected no_face
			F2
			shot rejected no_face
			Esc                       | notice
			F8                        | capture
			see 1s no_face
			F2                        | capture  | shoot |`,
		"a retake begins anew": `
			start
			claim
			portrait
			F2                        | confirm  | - |
			wait 800ms
			F2                        | capture  | open |
			shot ok                   | capture  | - |
			see 1s
			F2                        | capture  | shoot |
			shot ok                   | confirm  | closecamera |`,
		"over the limit": `
			start
			claim
			F8
			see 1s
			F2
			shot large                | capture  | - | refused=hint.too_large`,
		"a photo of somebody who is not there": `
			start
			claim
			F8
			see 1s
			F2
			shot file                 | capture  | - | refused=hint.not_live`,
		"which the demo takes": `
			set demo
			start
			claim
			F8
			see 1s
			F2
			shot file                 | confirm  | closecamera |`,
		"auto-shutter": `
			set auto
			start
			claim
			F8
			see 500ms
			see 200ms dark
			see 800ms                 | capture  | - |
			see 100ms                 | capture  | shoot |
			shot ok                   | confirm  | closecamera |
			F2                        | confirm  | - |
			Enter                     | checking | send:face |`,
		"auto-shutter needs pictures all the time": `
			set auto
			start
			claim
			F8
			see 100ms
			wait 2s
			see 800ms                 | capture  | - |
			see 100ms                 | capture  | shoot |`,
		"auto-shutter waits anew after a rejected shot": `
			set auto
			start
			claim
			F8
			see 900ms                 | capture  | shoot |
			shot rejected blurred     | capture  | - | refused=hint.blurred
			see 800ms                 | capture  | - |
			see 100ms                 | capture  | shoot |`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestNetwork loses the network at each step.
func TestNetwork(t *testing.T) {
	story(t, `
		start
		network up                | desk     | - | network=up
		network down              | desk     | - | network=down
		claim                     | notice   | - | warn=network.down,network.down.next
		network up                | notice   | - | warn=
		F8                        | capture
		network down              | capture  | - | network=down
		see 1s
		F2
		shot ok                   | confirm  | closecamera | confirmwarn=network.down,network.down.next
		Enter                     | checking | send:face |
		network up                | checking | - |
		answer not_sent           | verdict  | - | family=unchecked reason=verdict.not_sent.reason network=down
		network up                | verdict  | - | network=up
		wait 1s
		F2                        | capture  | open |`)
}

// TestIdle forgets who has left.
func TestIdle(t *testing.T) {
	for name, text := range map[string]string{
		"desk": `
			start
			wait 100s                 | desk     |   | idle=0
			name 张三
			wait 44900ms              | desk     | - | idle=0 name=张三
			wait 100ms                | desk     | - | idle=15
			F7                        | desk     | - | idle=0
			wait 59900ms              | desk     | - | idle=1 name=张三
			wait 100ms                | desk     | - | idle=0 name=`,
		"any key extends and does nothing else": `
			start
			claim
			portrait
			wait 50s                  | confirm  | - | idle=10
			Enter                     | confirm  | - | idle=0
			Enter                     | checking | send:face |`,
		"something lies on a key": `
			start
			claim                     | notice   | - |
			wait 45s                  | notice   | - | idle=15
			hold Enter                | notice   | - | idle=15
			wait 15s                  | desk     | - | name=`,
		"a repeat after a slow answer": `
			start
			claim
			portrait
			Enter
			wait 70s
			answer confirmable        | repeat   | - |
			wait 30s                  | repeat   | - | idle=0
			wait 30s                  | by_eye   |   | name=`,
		"notice":  "start\nclaim\nwait 60s | desk | - | name=",
		"capture": "start\nclaim\nF8\nsee 59900ms | capture | - | idle=1\nsee 200ms | desk | closecamera | name=",
		"confirm": "start\nclaim\nportrait\nwait 60s | desk | - | name=\nEnter | desk | - | focus=number",
		"a check is waited for": `
			start
			claim
			portrait
			Enter
			wait 200s                 | checking | - |
			answer match              | verdict  |   | family=pass`,
		"a mismatch waits for the decision": `
			start
			claim
			portrait
			Enter
			answer face_mismatch
			wait 44s                  | verdict  | - | idle=0
			wait 17s                  | verdict  | - | family=not_match keys=F7,F6,F11,F1 tail=
			wait 100s                 | verdict  | - | family=not_match
			F7                        | by_eye
			wait 100s                 | by_eye   | - |
			F8                        | desk     | by_eye:1 |`,
		"a repeat nobody decided about": `
			start
			claim
			portrait
			Enter
			answer confirmable        | repeat
			wait 61s                  | by_eye   | - | undecided=by_eye.undecided
			F10                       | desk     | left:0 |`,
		"declined and left": `
			start
			claim
			F9
			wait 61s                  | desk     | - | name=`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestDemo: a demo is entered by choice, and marked.
func TestDemo(t *testing.T) {
	for name, text := range map[string]string{
		"by choice": `
			load nothing              | first_start | - | demo=false keys=F2,F5,F11,F1
			Enter                     | first_start | - |
			F5                        | starting | startdemo |
			load demo                 | desk     | - | demo=true
			F5                        | desk     | - | name=张三
			F5                        | desk     | - | name=李四
			F5                        | desk     | - | name=张三
			Enter                     | notice   | - | demo=true
			portrait                  | confirm  |   | demo=true
			Enter
			answer match              | verdict  | - | verdictdemo=true demo=true word=verdict.demo.match.word reason=verdict.demo.reason next=verdict.demo.next extra=`,
		"a mismatch for practice": `
			set demo
			start
			claim
			portrait
			Enter
			answer face_mismatch      | verdict  | - | word=verdict.demo.face_mismatch.word extra=verdict.face_mismatch.reason,verdict.face_mismatch.next`,
		"a loopback endpoint": `
			set loopback
			start                     | desk     |   |
			claim                     | notice   | - | demo=true
			portrait
			Enter
			answer match              | verdict  | - | word=verdict.demo.match.word`,
		"never by lost settings": `
			load unreadable           | not_set_up | - | setup=setup.unreadable.what demo=false keys=Enter,F12,F11,F1
			F5                        | not_set_up | - |
			Enter                     | starting | loadsetup |
			load locked               | not_set_up | - | setup=setup.locked.what
			Enter
			load no_secret            | not_set_up | - | setup=setup.no_secret.what
			Enter
			load empty                | not_set_up | - | setup=setup.no_service.what
			Enter
			load nonsense             | not_set_up | - | setup=setup.other.what
			load ok                   | not_set_up | - |
			Enter
			load ok                   | desk     |   | demo=false`,
		"no test persons at a real desk": `
			start
			F5                        | desk     | - | name=`,
		"settings never change under a customer": `
			start
			claim
			load demo                 | notice   | - | demo=false
			portrait
			Enter
			answer match              | verdict  | - | word=verdict.match.word
			wait 10s                  | desk     | - | demo=false
			F12                       | settings | - |
			load demo                 | settings | - | demo=false
			Esc                       | starting | loadsetup |
			load demo                 | desk     | - | demo=true`,
		"settings lost": `
			start
			F12
			Esc                       | starting | loadsetup |
			load locked               | not_set_up | - |`,
		"settings not while an answer is awaited": `
			start
			claim
			portrait
			Enter
			wait 1s
			F10                       | desk     | left:0 | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,F8,F11,F1
			F12                       | desk     | - |
			answer face_mismatch      | desk     | left:1 |
			F12                       | settings | - |`,
		"first settings": `
			load nothing
			F2                        | settings | - |
			save x                    | settings | savesettings |
			load saved                | settings | - |
			Esc                       | starting | loadsetup |
			load ok                   | desk     | - |`,
		"settings left while they are saved": `
			start
			F12
			save x                    | settings | savesettings |
			Esc                       | starting | - |
			load saved                | starting | loadsetup |
			load ok                   | desk     | - |`,
		"settings forgotten": `
			load nothing
			F2
			wait 61s                  | starting | loadsetup |`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}
