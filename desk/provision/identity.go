package provision

import (
	"context"
	"errors"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/providers"
)

// Identity returns the public key of this desk. The first call makes it.
func (p Place) Identity(ctx context.Context) (string, error) {
	secret, err := p.Keyring.Get(ctx, identityName)
	if err == nil {
		return bundle.PublicIdentity(secret.Reveal())
	}
	if !errors.Is(err, config.ErrNoSecret) {
		return "", err
	}
	text, public, err := bundle.NewIdentity()
	if err != nil {
		return "", err
	}
	return public, p.Keyring.Set(ctx, identityName, providers.NewSecret(text))
}

// Opener returns what opens a bundle that is encrypted to this desk.
func (p Place) Opener(ctx context.Context) (bundle.Opener, error) {
	if p.Keyring == nil {
		return bundle.Opener{}, bundle.Refuse(bundle.NoIdentity)
	}
	secret, err := p.Keyring.Get(ctx, identityName)
	if errors.Is(err, config.ErrNoSecret) {
		return bundle.Opener{}, bundle.Refuse(bundle.NoIdentity)
	}
	if err != nil {
		return bundle.Opener{}, err
	}
	return bundle.Identity(secret.Reveal())
}
