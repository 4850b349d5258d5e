package desk

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
)

// Route returns the service for a subject: the one with the code asked, else
// the one that providers.Route chooses, as in the window.
func (s *Station) Route(ctx context.Context, who identity.Subject, asked string) (providers.Descriptor, error) {
	if asked != "" {
		e, err := s.Entry(asked)
		return e.Descriptor, err
	}
	candidates := s.candidates(who.Document.Type, s.hasKeys(ctx))
	minor, _ := who.Document.Minor(s.outside.Now())
	i, err := providers.Route(candidates, who, minor)
	if err != nil {
		return providers.Descriptor{}, err
	}
	return candidates[i].Descriptor, nil
}

// candidates returns the services of a document type that the settings name and
// the desk may offer, in the order of the settings.
func (s *Station) candidates(t identity.DocumentType, ready func(providers.Descriptor) bool) []providers.Candidate {
	var out []providers.Candidate
	for _, code := range s.Settings.Route(t) {
		e, err := s.Entry(code)
		v := s.Values(code)
		if err != nil {
			continue
		}
		if at := standOf(e.Descriptor, v, ready(e.Descriptor)); at == standUsable || at == standNoKeys {
			out = append(out, providers.Candidate{Descriptor: e.Descriptor, Values: v, Ready: at == standUsable})
		}
	}
	return out
}

// hasKeys returns a test whether all secrets of a service are in the keyring.
// The demo has dummies for all. If the keyring cannot be read, the call itself
// reports it.
func (s *Station) hasKeys(ctx context.Context) func(providers.Descriptor) bool {
	if s.sandbox != nil {
		return func(providers.Descriptor) bool { return true }
	}
	names, err := s.Secrets.List(ctx)
	there := keysAmong(names)
	return func(d providers.Descriptor) bool { return err == nil && there(d) }
}
