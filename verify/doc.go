// Package verify makes one paid check: it refuses what must not be sent,
// writes the attempt down, calls the service once, says what came of it, and
// writes that down too.
//
// Use New and Checker.Check; nothing else calls Provider.Verify.
//
// Promised:
//   - One Check makes at most one call of Provider.Verify, and only after the
//     attempt is durably on record. If it cannot be recorded, no call is made.
//   - A verdict is never lost: when the record cannot be completed afterwards,
//     the verdict is returned all the same, with a warning beside it.
//   - What the process leaves behind when it dies in between reads as unknown
//     outcome for whoever opens the records next.
//   - The service's words have gone through identity.Redact before they are
//     stored, logged or returned; names, numbers and photos go to the service
//     only.
package verify
