package config

import (
	"context"
	"errors"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// Secrets are the services' keys in a keyring, under the names that their
// descriptors allow: <code>.<key>. It may be used from several goroutines.
// Every error is an *identity.Error of kind configuration; none carries a value.
type Secrets struct {
	schema  *Schema
	keyring *Keyring
}

// NewSecrets joins a schema and a keyring.
func NewSecrets(schema *Schema, keyring *Keyring) *Secrets { return &Secrets{schema, keyring} }

// Names lists every secret that the services may need.
func (s *Secrets) Names() []SecretName { return slices.Clone(s.schema.secrets) }

// State is the keyring's: see Keyring.State.
func (s *Secrets) State(ctx context.Context) (State, error) { return s.keyring.State(ctx) }

// Get reads one secret; where it has not been set, the error wraps ErrNoSecret
// and names the command that sets it.
func (s *Secrets) Get(ctx context.Context, name string) (providers.Secret, error) {
	if err := s.Known(name); err != nil {
		return providers.Secret{}, err
	}
	return s.keyring.Get(ctx, name)
}

// Provider reads the secrets of one service by their keys: what providers.Deps
// wants.
func (s *Secrets) Provider(code string) func(ctx context.Context, key string) (providers.Secret, error) {
	return func(ctx context.Context, key string) (providers.Secret, error) { return s.Get(ctx, code+"."+key) }
}

// Set stores one secret (see ParseSecret) and reads it back.
func (s *Secrets) Set(ctx context.Context, name string, value providers.Secret) error {
	if err := s.Known(name); err != nil {
		return err
	}
	return s.keyring.Set(ctx, name, value)
}

// Delete removes one secret. One that is not there is no error.
func (s *Secrets) Delete(ctx context.Context, name string) error {
	if err := s.Known(name); err != nil {
		return err
	}
	return s.keyring.Delete(ctx, name)
}

// List returns the names of the secrets that are set.
func (s *Secrets) List(ctx context.Context) ([]string, error) {
	var present []string
	for _, n := range s.schema.secrets {
		_, err := s.keyring.Get(ctx, n.Name)
		if errors.Is(err, ErrNoSecret) {
			continue
		}
		if err != nil {
			return nil, err
		}
		present = append(present, n.Name)
	}
	return present, nil
}

// Known is an error of kind configuration where no service has a secret of this
// name. It does not repeat the name, which may be the secret itself, given in the
// wrong place.
func (s *Secrets) Known(name string) error {
	if slices.ContainsFunc(s.schema.secrets, func(n SecretName) bool { return n.Name == name }) {
		return nil
	}
	return configuration(s.schema.unknownSecret(), nil)
}

func (s *Schema) unknownSecret() identity.Sentences {
	names := make([]string, len(s.secrets))
	for i, n := range s.secrets {
		names[i] = n.Name
	}
	return identity.Say("没有这个名称的密钥。", "There is no secret of that name.").
		Do("可用名称："+strings.Join(names, "、"), "Names: "+strings.Join(names, ", "))
}
