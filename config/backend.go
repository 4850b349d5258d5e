package config

import "github.com/zalando/go-keyring"

// goKeyring reaches the operating system's keyring through go-keyring. Its
// calls may hang, show a prompt, panic, or succeed without effect: Keyring
// probes before them and guards them.
type goKeyring struct{}

func (goKeyring) get(service, name string) (string, error) { return keyring.Get(service, name) }
func (goKeyring) set(service, name, value string) error    { return keyring.Set(service, name, value) }
func (goKeyring) delete(service, name string) error        { return keyring.Delete(service, name) }
