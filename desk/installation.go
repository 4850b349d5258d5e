package desk

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/desk/provision"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Outside holds what only the rim of the program knows.
type Outside struct {
	System config.System // the system's settings
	Env    []string
	// Home is the user's home folder by the system's list of users, whatever the
	// environment says; "" if it is not known.
	Home     string
	Now      func() time.Time
	Random   io.Reader
	Services []providers.Entry
	Version  string // the program's version
	// Built is when the program was built. It is zero if that is unknown.
	Built time.Time
	// Synchronised reports whether the network keeps the clock. If it is nil,
	// the system is asked.
	Synchronised func() bool
	// Last takes the last good settings where the files cannot be used, and keeps a
	// copy of those that can (config.LoadLast).
	Last bool
}

// Installation is the setup of this machine: paths, schema, settings and
// secrets.
type Installation struct {
	Entries  []providers.Entry
	Paths    config.Paths
	tries    string // folder of the counts of wrong PINs
	Schema   *config.Schema
	Sources  config.Sources
	Keyring  *config.Keyring
	Secrets  *config.Secrets
	Settings *config.Settings // nil until Load
	// Faults are what is wrong with the files, where the settings are the last good ones.
	Faults config.Complaints
}

// Find returns the paths and the schema. It does not read the settings.
func (o Outside) Find() (*Installation, error) {
	paths, err := config.FindPaths(o.System, o.Env)
	if err != nil {
		return nil, err
	}
	in := &Installation{Entries: o.Services, Paths: paths, tries: paths.Logs}
	descriptors := make([]providers.Descriptor, len(in.Entries))
	for i, e := range in.Entries {
		descriptors[i] = e.Descriptor
	}
	in.Schema = config.NewSchema(descriptors)
	in.Sources = paths.Sources(in.Schema, o.Env)
	in.Keyring = config.NewKeyring(config.KeyringOptions{Service: paths.Service, Env: o.Env})
	in.Secrets = config.NewSecrets(in.Schema, in.Keyring)
	return in, nil
}

// Load is Find and also reads the settings. If they cannot be read, it returns
// the installation together with the error.
func (o Outside) Load() (*Installation, error) {
	in, err := o.Find()
	if err != nil {
		return nil, err
	}
	if err := in.Provisioning().Recover(context.Background()); err != nil {
		return in, err
	}
	if err = in.read(o.Last); err == nil && in.Settings.LocksMoney() {
		err = in.bind(o.Home)
	}
	return in, err
}

// read reads the settings, or the last good ones where last is set.
func (in *Installation) read(last bool) (err error) {
	if !last {
		in.Settings, err = config.Load(in.Sources)
		return err
	}
	in.Settings, in.Faults, err = config.LoadLast(in.Sources)
	if err == nil && len(in.Faults) == 0 {
		_ = config.Keep(in.Sources) // a full disk does not keep the desk from working
	}
	return err
}

// Provisioning returns where bundles are installed for this user.
func (in *Installation) Provisioning() provision.Place {
	return provision.ForUser(in.Sources, in.Secrets, in.Keyring)
}

// bind keeps the records of a locked limit of money, and the counts of wrong PINs,
// where no variable moves them. A user could otherwise begin the day anew. He still
// can if he deletes his own file; records.path in a folder that IT looks after, and
// shared records, whose database keeps what has come there, make that harder.
func (in *Installation) bind(home string) error {
	if filepath.IsAbs(home) {
		under := config.Under(in.Paths.System, home)
		in.Paths.Records, in.tries = under.Records, under.Logs
		return nil
	}
	if in.Settings.String(config.KeyRecordsPath) != "" { // set by the system's file, which locks it
		return nil
	}
	file := in.Paths.System.File
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "本用户没有主目录，费用限额的记录无处存放。", EN: "This user has no home folder, so there is no place for the records of the limit of money."},
		Next: identity.Text{ZH: "请 IT 在 " + file + " 中设置 records.path。", EN: "Have IT set records.path in " + file + "."}}
}

// NoSuchService is the error for an unknown service code. Codes are the known
// ones.
type NoSuchService struct{ Codes []string }

// Error implements error.
func (e NoSuchService) Error() string { return e.Text().EN }

// Text returns the sentence in both languages.
func (e NoSuchService) Text() identity.Text {
	known := strings.Join(e.Codes, ", ")
	return identity.Text{ZH: "没有这个服务；可用的服务：" + known, EN: "there is no such service; the services are " + known}
}

// Entry returns the service with this code, or NoSuchService.
func (in *Installation) Entry(code string) (providers.Entry, error) {
	for _, e := range in.Entries {
		if e.Descriptor.Code == code {
			return e, nil
		}
	}
	return providers.Entry{}, NoSuchService{in.codes()}
}

// codes returns the codes of the services in the order in which they are
// offered.
func (in *Installation) codes() []string {
	out := make([]string, len(in.Entries))
	for i, e := range in.Entries {
		out[i] = e.Descriptor.Code
	}
	return out
}

// Client returns a transport with the network settings.
func (in *Installation) Client(v providers.Values) (*paidcall.Client, error) {
	proxy, err := in.proxy()
	if err != nil {
		return nil, err
	}
	roots, err := in.roots()
	if err != nil {
		return nil, err
	}
	return paidcall.New(paidcall.Config{
		ConnectTimeout: in.Settings.Duration(config.KeyConnectTimeout),
		ReadTimeout:    v.Duration(providers.KeyTimeout),
		Proxy:          proxy,
		Login:          in.proxyLogin,
		RootCAs:        roots,
	}), nil
}

// proxyLogin reads the user and the password of the proxy from the keyring, late and
// never into the settings.
func (in *Installation) proxyLogin(ctx context.Context) (user, password string, ok bool, err error) {
	secret, err := in.Secrets.Get(ctx, config.SecretProxy)
	if errors.Is(err, config.ErrNoSecret) {
		return "", "", false, nil
	}
	if err != nil {
		return "", "", false, err
	}
	user, password, _ = strings.Cut(secret.Reveal(), ":")
	return user, password, true, nil
}

func (in *Installation) proxy() (*url.URL, error) {
	raw := in.Settings.String(config.KeyProxy)
	if raw == "" {
		return nil, nil
	}
	return paidcall.ParseProxy(raw)
}

// maxCAFile is far more than all authorities of a system take.
const maxCAFile = 4 << 20

// roots reads the certificate authority of the settings. It returns nil where
// the system's authorities apply.
func (in *Installation) roots() (*x509.CertPool, error) {
	file := in.Settings.String(config.KeyCAFile)
	if file == "" {
		return nil, nil
	}
	pem, err := plainfile.Read(file, maxCAFile)
	if err != nil {
		return nil, &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
			What: identity.Text{ZH: "无法读取 network.ca_file 指定的证书文件。", EN: "The certificate file of network.ca_file cannot be read."},
			Next: identity.Text{ZH: "须为普通文件，不超过 4 MB；请检查路径和权限。", EN: "It must be a plain file of at most 4 MB; check its path and rights."}}
	}
	return paidcall.LoadRoots(pem)
}

// Advice returns what the services tell an operator about these settings.
func (in *Installation) Advice() []identity.Text {
	var out []identity.Text
	for _, e := range in.Entries {
		if e.Descriptor.Advice != nil {
			out = append(out, e.Descriptor.Advice(in.Settings.Provider(e.Descriptor.Code))...)
		}
	}
	return out
}
