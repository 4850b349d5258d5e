package cli

import (
	"crypto/x509"
	"net/url"
	"os"

	"github.com/google/uuid"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/all"
	"facedesk/providers/paidcall"
)

// installation is what this machine is set up with.
type installation struct {
	entries  []providers.Entry
	paths    config.Paths
	schema   *config.Schema
	sources  config.Sources
	keyring  *config.Keyring
	secrets  *config.Secrets
	settings *config.Settings // nil until load
}

// installation finds the places and the schema, without reading settings.
func (a *app) installation() (*installation, error) {
	paths, err := config.FindPaths(a.env)
	if err != nil {
		return nil, err
	}
	in := &installation{entries: all.List(), paths: paths}
	descriptors := make([]providers.Descriptor, len(in.entries))
	for i, e := range in.entries {
		descriptors[i] = e.Descriptor
	}
	in.schema = config.NewSchema(descriptors)
	in.sources = paths.Sources(in.schema, a.env)
	in.keyring = config.NewKeyring(config.KeyringOptions{Service: paths.Service, Env: a.env})
	in.secrets = config.NewSecrets(in.schema, in.keyring)
	return in, nil
}

// load is installation with its settings read.
func (a *app) load() (*installation, error) {
	in, err := a.installation()
	if err != nil {
		return nil, err
	}
	in.settings, err = config.Load(in.sources)
	return in, err
}

// entry returns a service; one that does not exist is wrong usage.
func (in *installation) entry(code string) (providers.Entry, error) {
	for _, e := range in.entries {
		if e.Descriptor.Code == code {
			return e, nil
		}
	}
	return providers.Entry{}, usagef("there is no such service; the services are %v", in.codes())
}

// codes are the services, in the order in which they are offered.
func (in *installation) codes() []string {
	out := make([]string, len(in.entries))
	for i, e := range in.entries {
		out[i] = e.Descriptor.Code
	}
	return out
}

// client is the transport under the network settings.
func (in *installation) client(v providers.Values) (*paidcall.Client, error) {
	proxy, err := in.proxy()
	if err != nil {
		return nil, err
	}
	roots, err := in.roots()
	if err != nil {
		return nil, err
	}
	return paidcall.New(paidcall.Config{
		ConnectTimeout: in.settings.Duration(config.KeyConnectTimeout),
		ReadTimeout:    v.Duration(providers.KeyTimeout),
		Proxy:          proxy,
		RootCAs:        roots,
	}), nil
}

func (in *installation) proxy() (*url.URL, error) {
	raw := in.settings.String(config.KeyProxy)
	if raw == "" {
		return nil, nil
	}
	return paidcall.ParseProxy(raw)
}

// roots reads the own certificate authority, nil for the system's.
func (in *installation) roots() (*x509.CertPool, error) {
	file := in.settings.String(config.KeyCAFile)
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
			What: identity.Text{ZH: "无法读取 network.ca_file 指定的证书文件。", EN: "The certificate file of network.ca_file cannot be read."},
			Next: identity.Text{ZH: "请检查路径和权限。", EN: "Check its path and rights."}}
	}
	return paidcall.LoadRoots(pem)
}

func newID() string { return uuid.NewString() }
