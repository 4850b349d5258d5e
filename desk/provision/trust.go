package provision

import (
	"path/filepath"
	"slices"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/config/bundle"
)

// TrustFile is the name of the file with IT's public keys, beside the system's
// settings.
const TrustFile = "bundle-keys"

// Trust is what this machine believes of signing keys.
type Trust struct {
	Keys        []bundle.Key // of the file
	Fingerprint string       // as typed; counts only where the file has no key
}

// ReadTrust reads the file of keys.
func ReadTrust(system config.System, typed string) (Trust, error) {
	data, err := system.Beside(TrustFile)
	if err != nil {
		return Trust{}, err
	}
	keys, err := bundle.ParseKeys(data)
	if err != nil {
		return Trust{}, err
	}
	t := Trust{Keys: keys}
	if len(keys) > 0 {
		return t, nil // whoever may not write the file may not add to it
	}
	if t.Fingerprint = typed; !bundle.WholeFingerprint(typed) {
		return t, bundle.Refuse(bundle.NoTrust)
	}
	return t, nil
}

// Typed reports whether only a typed fingerprint vouches for the signer.
func (t Trust) Typed() bool { return len(t.Keys) == 0 }

// Has reports whether a key is trusted.
func (t Trust) Has(k bundle.Key) bool {
	if t.Typed() {
		return k.HasFingerprint(t.Fingerprint)
	}
	return slices.Contains(t.Keys, k)
}

// AddTrust adds public keys to the file and returns all that it then has.
func AddTrust(system config.System, keys []bundle.Key) ([]bundle.Key, error) {
	data, err := system.Beside(TrustFile)
	if err != nil {
		return nil, err
	}
	known, err := bundle.ParseKeys(data)
	if err != nil {
		return nil, err
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	for _, k := range keys {
		if !slices.Contains(known, k) {
			known, data = append(known, k), append(data, k.String()+"\n"...)
		}
	}
	file := system.PathBeside(TrustFile)
	if err := config.MakeFolder(filepath.Dir(file), true); err != nil {
		return nil, unwritable(file, err)
	}
	if err := atomicfile.Write(file, data, 0o644); err != nil {
		return nil, unwritable(file, err)
	}
	return known, nil
}
