package config

import (
	"context"
	"errors"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// Secrets keeps the services' secrets in a keyring, under the names that the
// descriptors allow: <code>.<key>. Several goroutines may use it. Every error
// is an *identity.Error of kind configuration. No error contains a value.
type Secrets struct {
	schema  *Schema
	keyring *Keyring
}

// NewSecrets returns the secrets of a schema in a keyring.
func NewSecrets(schema *Schema, keyring *Keyring) *Secrets { return &Secrets{schema, keyring} }

// Names lists every secret that the services may need. The slice belongs to the
// caller.
func (s *Secrets) Names() []SecretName { return slices.Clone(s.schema.secrets) }

// State returns the state of the keyring; see Keyring.State.
func (s *Secrets) State(ctx context.Context) (State, error) { return s.keyring.State(ctx) }

// Get reads one secret. If it is not set, the error wraps ErrNoSecret and names
// the command that sets it.
func (s *Secrets) Get(ctx context.Context, name string) (providers.Secret, error) {
	if err := s.Known(name); err != nil {
		return providers.Secret{}, err
	}
	if name == SecretHashKey { // Keyring.HashKey is the way to it
		return providers.Secret{}, configuration(s.schema.unknownSecret(), nil)
	}
	return s.keyring.Get(ctx, name)
}

// Provider returns a function that reads the secrets of one service by key, for
// providers.Deps.
func (s *Secrets) Provider(code string) func(ctx context.Context, key string) (providers.Secret, error) {
	return func(ctx context.Context, key string) (providers.Secret, error) { return s.Get(ctx, code+"."+key) }
}

// Set stores one secret (see ParseSecret) and reads it back.
func (s *Secrets) Set(ctx context.Context, name string, value providers.Secret) error {
	if err := s.Known(name); err != nil {
		return err
	}
	if name == SecretHashKey {
		return s.keyring.ImportHashKey(ctx, value, false)
	}
	return s.keyring.Set(ctx, name, value)
}

// Delete removes one secret. It returns nil if the secret is not set.
func (s *Secrets) Delete(ctx context.Context, name string) error {
	if err := s.Known(name); err != nil {
		return err
	}
	if name == SecretHashKey {
		return configuration(identity.Say("记录密钥不能单独删除，未改动：没有它，旧记录无法再按人查找。",
			"The key of the records is not deleted by itself, because old records could then no longer be found by person. Nothing was changed."), nil)
	}
	return s.keyring.Delete(ctx, name)
}

// List returns the names of the secrets that are set.
func (s *Secrets) List(ctx context.Context) ([]string, error) {
	var present []string
	for _, n := range s.schema.secrets {
		if n.Name == SecretHashKey { // made by itself, and of no interest here
			continue
		}
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

// Known returns an error of kind configuration if no service has a secret of
// this name. The error does not repeat the name, because a user may have given
// the secret itself as the name.
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
