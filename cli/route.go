package cli

import (
	"context"
	"slices"

	"facedesk/identity"
	"facedesk/providers"
)

// route chooses the service for a subject: the one asked for, or of those that
// the document type's list names, are offered and take the subject the first
// whose keys are there. Where none has its keys the first of them is chosen, so
// that its own sentence says what is missing.
func (d *station) route(ctx context.Context, s identity.Subject, asked string) (providers.Descriptor, error) {
	if asked != "" {
		e, err := d.Entry(asked)
		return e.Descriptor, err
	}
	able, err := d.able(s)
	if err != nil {
		return providers.Descriptor{}, err
	}
	if i := slices.IndexFunc(able, d.hasKeys(ctx)); i > 0 {
		return able[i], nil
	}
	return able[0], nil
}

// able returns the services that could check a subject, in order; at least one
// without an error.
func (d *station) able(s identity.Subject) ([]providers.Descriptor, error) {
	var able []providers.Descriptor
	var refusal error = &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Field: identity.FieldType,
		What: identity.Text{ZH: "没有为这种证件配置可用的核验服务。", EN: "No service is set up for this kind of document."},
		Next: identity.Text{ZH: "请人工核对证件，并请 IT 运行 facedesk doctor。", EN: "Check the document by hand and ask IT to run facedesk doctor."}}
	for _, code := range d.Settings.Route(s.Document.Type) {
		e, err := d.Entry(code)
		v := d.values(code)
		if err != nil || !e.Descriptor.Offered(v) || v.String(providers.KeyEndpoint) == "" {
			continue
		}
		if err := e.Descriptor.Takes(s, v); err != nil {
			refusal = err
			continue
		}
		able = append(able, e.Descriptor)
	}
	if len(able) == 0 {
		return nil, refusal
	}
	return able, nil
}

// hasKeys tells whether all secrets of a service are in the keyring. The demo
// has dummies for all; a keyring that cannot be read says so at the call.
func (d *station) hasKeys(ctx context.Context) func(providers.Descriptor) bool {
	if d.sandbox != nil {
		return func(providers.Descriptor) bool { return true }
	}
	names, err := d.Secrets.List(ctx)
	return func(p providers.Descriptor) bool {
		return err == nil && !slices.ContainsFunc(p.Secrets, func(f providers.SecretField) bool {
			return !slices.Contains(names, p.Code+"."+f.Key)
		})
	}
}
