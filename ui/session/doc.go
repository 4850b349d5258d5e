// Package session is the flow of one check as a pure function: what the desk
// shows, which keys do what, and what is to be done outside. It draws nothing,
// opens nothing and reads no clock.
//
// New makes a Model and Init the first commands. Update takes a Model, the
// time and a Msg (a key, an edit, a report from the camera, an answer, a tick)
// and returns the next Model and the commands to carry out. Ports.Execute
// carries out one Cmd and returns the Msg that came of it. Model.View is all a
// screen needs: texts are named by TextKey, and TextKeys lists every one.
//
// A driver sends Tick about four times a second, at rest once a second, and stamps every
// message with a Moment of the machine's clocks.
//
// Promised, whatever messages come in whatever order:
//   - A Send follows a press on the Confirm screen, or the guest's agreement
//     where no face is compared, or a confirmed repeat; one press is at most one
//     Send, and none is made while an answer is awaited.
//   - A Send carries a consent that covers its recipient, given on a notice that
//     named the company, the recipient and both contacts. No key that is pressed
//     by habit (Enter, Space) consents.
//   - The camera is opened after a consent only, and the portrait sent is the
//     one that Confirm shows, byte for byte.
//   - The passing family is shown for nothing but a Match of the present
//     customer's last Send, of a service that was sent a portrait.
//   - On the next customer, on idling and on closing everything personal is
//     dropped; what comes late for an earlier customer changes nothing shown.
//   - Lost settings never lead to the demo.
package session
