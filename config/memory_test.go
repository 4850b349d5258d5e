package config

import (
	"context"
	"sync"
)

// newMemoryKeyring is a keyring that forgets.
func newMemoryKeyring(values map[string]string) *Keyring {
	m := &memory{values: map[string]string{}, creating: make(chan struct{}, 1)}
	for name, value := range values {
		m.values[name] = value
	}
	return newKeyring(KeyringOptions{}, m)
}

type memory struct {
	mu       sync.Mutex
	values   map[string]string
	creating chan struct{}
}

func (m *memory) probe(context.Context) (State, error) { return Ready, nil }

func (m *memory) unlock(context.Context, string) error { return nil }

func (m *memory) get(_, name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.values[name]
	if !ok {
		return "", errNotFound
	}
	return value, nil
}

func (m *memory) set(_, name, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[name] = value
	return nil
}

func (m *memory) delete(_, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.values, name)
	return nil
}

func (m *memory) exclude(ctx context.Context, _ string) (func(), error) {
	select {
	case m.creating <- struct{}{}:
		return func() { <-m.creating }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
