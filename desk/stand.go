package desk

import (
	"slices"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// stand is how far a service is set up. The guide and the start of the desk go by it
// alike. A higher one is nearer to a check.
type stand int

const (
	standNowhere stand = iota // it is not offered
	standNothing              // neither address nor keys
	standNoKeys
	standNoAddress   // its keys are there
	standUnconfirmed // its keys and address are there, but the codes of its answers are not confirmed
	standUsable      // a check can be made once the notice is complete
)

// standOf returns how far a service is set up.
func standOf(d providers.Descriptor, v providers.Values, keys bool) stand {
	address := filled(v.String(providers.KeyEndpoint))
	switch {
	case !d.Offered(v) && keys && address:
		return standUnconfirmed
	case !d.Offered(v):
		return standNowhere
	case keys && address:
		return standUsable
	case keys:
		return standNoAddress
	case address:
		return standNoKeys
	}
	return standNothing
}

// foremost returns the service of a document type that is set up furthest, the first
// of equal ones, and how far it is. Its code is empty if there is none.
func (in *Installation) foremost(t identity.DocumentType, values func(code string) providers.Values, keys func(providers.Descriptor) bool) (best providers.Descriptor, at stand) {
	for _, code := range in.Settings.Route(t) {
		e, err := in.Entry(code)
		if err != nil {
			continue
		}
		if s := standOf(e.Descriptor, values(code), keys(e.Descriptor)); s > at {
			best, at = e.Descriptor, s
		}
	}
	return best, at
}

// unusable returns why the desk can use no service for any document, or "" if it can.
func (s *Station) unusable(keys func(providers.Descriptor) bool) session.SetupReason {
	best := standNowhere
	for _, t := range identity.Types() {
		_, at := s.foremost(t.Code, s.Values, keys)
		best = max(best, at)
	}
	switch best {
	case standUsable:
		return ""
	case standUnconfirmed:
		return session.SetupUnconfirmed
	case standNoKeys:
		return session.SetupNoSecret
	}
	return session.SetupNoService
}

// keysAmong returns a test whether all secrets of a service are among names.
func keysAmong(names []string) func(providers.Descriptor) bool {
	return func(d providers.Descriptor) bool { return missingSecret(d, names) == "" }
}

// missingSecret returns the name of the first secret of a service that is not among
// names, or "".
func missingSecret(d providers.Descriptor, names []string) string {
	for _, f := range d.Secrets {
		if name := d.Code + "." + f.Key; !slices.Contains(names, name) {
			return name
		}
	}
	return ""
}
