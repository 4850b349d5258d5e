package config

import "github.com/zalando/go-keyring"

// goKeyring uses the operating system's keyring through go-keyring. Its calls
// may hang, show a prompt, panic or do nothing. Keyring therefore probes the
// keyring first and guards each call.
type goKeyring struct{}

func (goKeyring) get(service, name string) (string, error) { return keyring.Get(service, name) }
func (goKeyring) set(service, name, value string) error    { return keyring.Set(service, name, value) }
func (goKeyring) delete(service, name string) error        { return keyring.Delete(service, name) }
