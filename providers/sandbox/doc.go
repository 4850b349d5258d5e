// Package sandbox serves the five verification services on a loopback address,
// as their manuals describe them. It is a feature of the product: demo mode,
// the command `facedesk sandbox` and the tests of the adapters all use it.
//
// Start opens the listener. Server.Endpoint returns the URL for the settings of one
// service, DummyCredentials the keys that it expects, and Persons the test
// persons. Their numbers bring out each documented answer, like the test cards of
// a payment service. A number outside that table never matches. A number of the
// table with another name is an identity mismatch.
//
// Every check is written from the vendor's manual and shares no code with the
// adapters, so that the two can disagree. The sandbox checks only what a manual
// requires: it ignores unknown fields, and does not look for a face in a photo.
// A refusal has the vendor's own code, message and HTTP status. The header
// X-Sandbox-Reason gives the reason in plain English. No vendor sends this header,
// and no adapter may read it.
//
// If a manual does not say it, the sandbox does this:
//
//   - slsj: the only documented failure is code 400, so every refusal is that
//     one. All six fields must be there. dateTime must be a whole number of
//     milliseconds, but no clock window is checked. A number that is known under
//     another type or nation is not found (idcardResult 03).
//   - tianyan: an image is refused as too large (incorrect 108) above 2 MiB
//     decoded; one that cannot be decoded is a parameter error (code 400). A
//     `url` is accepted and never fetched. Signatures may also be sent the way
//     of the market's new gateway; the form of Authorization tells which.
//   - muzhiyun: the limit enforced for img is the one with a documented refusal,
//     100 KB of base64 text; the 50 KB of the parameter table are advice. An img
//     that is a URL is never fetched: its download fails.
//   - apetime: a timestamp may be off by five minutes. Base64 that cannot be
//     decoded is a parameter error (1002); a picture over 2 MB or in another
//     format than the five named fails the quality check (result 2).
//   - wapi: only format=json is served. Missing or ill-encoded fields are a wrong
//     number of parameters (10015). Fields that the manual does not name may be
//     signed or not.
//   - HTTP methods without a documented answer get a bare 405, bodies over 8 MiB
//     a bare 413 (at muzhiyun and tianyan in the shape of their gateways).
//
// To simulate a fault of the network, use Options.Fault, the query parameter
// sandbox=… of the endpoint, or the header X-Sandbox-Fault; see ParseFault.
package sandbox
