package config

import (
	"context"
	"errors"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Import stores secrets from TOML. Each service has a table that holds its
// secrets by key. file is the name used in complaints.
//
// Import first checks everything and probes the keyring. Then it stores all
// secrets. If one fails, it restores the old values. It returns the names whose
// new value is stored. After an error these are the names that could not be
// restored; the error lists them too.
func (s *Secrets) Import(ctx context.Context, file string, data []byte) ([]string, error) {
	values, complaints := s.schema.readSecrets(file, data)
	if err := complaints.Err(); err != nil {
		return nil, err
	}
	before, err := s.present(ctx, values)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		if err := s.Set(ctx, v.name, v.secret); err != nil {
			// The failed one may have been stored, so it is restored too.
			left := s.restore(context.WithoutCancel(ctx), values[:i+1], before)
			return left, halfway(left, err)
		}
	}
	return namesOf(values), nil
}

// namedSecret is one line of an import.
type namedSecret struct {
	name   string
	secret providers.Secret
}

func namesOf(values []namedSecret) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = v.name
	}
	return names
}

// present reads the secrets that the import replaces.
func (s *Secrets) present(ctx context.Context, values []namedSecret) (map[string]providers.Secret, error) {
	before := map[string]providers.Secret{}
	for _, v := range values {
		old, err := s.keyring.Get(ctx, v.name)
		if err != nil && !errors.Is(err, ErrNoSecret) {
			return nil, err
		}
		before[v.name] = old
	}
	return before, nil
}

// restore writes the old values back. It returns the names that it could not
// restore.
func (s *Secrets) restore(ctx context.Context, values []namedSecret, before map[string]providers.Secret) []string {
	var left []string
	for _, v := range values {
		var err error
		if old := before[v.name]; old.Empty() {
			err = s.keyring.Delete(ctx, v.name)
		} else {
			err = s.keyring.Set(ctx, v.name, old)
		}
		if err != nil {
			left = append(left, v.name)
		}
	}
	return left
}

func halfway(left []string, cause error) error {
	said := identity.Say("导入未完成，密钥环已恢复原状。", "The import failed. The keyring is as it was before.")
	if len(left) > 0 {
		said = identity.Say("导入未完成。以下密钥可能已存入新值，请核对："+strings.Join(left, "、")+"。",
			"The import failed. These may hold their new values, please check: "+strings.Join(left, ", ")+".")
	}
	if e, ok := errors.AsType[*identity.Error](cause); ok {
		said.What, said.Next = said.What.Then(e.What), e.Next
	}
	return configuration(said, cause)
}

// readSecrets reads the TOML of an import. Its complaints quote nothing from
// the file, because any part may be a secret.
func (s *Schema) readSecrets(file string, data []byte) ([]namedSecret, Complaints) {
	doc, complaints := parse(file, data)
	if len(complaints) > 0 {
		return nil, anonymous(complaints)
	}
	var values []namedSecret
	for _, e := range doc.entries {
		if e.kind == unstable.InlineTable && s.holdsSecrets(e.key) {
			continue // the loop visits its entries next
		}
		value, complaint := s.readSecret(e)
		if complaint != nil {
			complaints = append(complaints, Complaint{Origin: doc.origin(e.whole.start), Sentences: *complaint})
			continue
		}
		values = append(values, namedSecret{e.key, value})
	}
	complaints = append(complaints, s.foreignTables(doc)...)
	if len(complaints) == 0 {
		complaints = anonymous(doc.strict())
	}
	if len(complaints) == 0 && len(values) == 0 {
		complaints = Complaints{{Origin: Origin{File: file}, Sentences: identity.Say("文件中没有密钥。", "There is no secret in the file.")}}
	}
	return values, complaints
}

// anonymous removes the parser's own words from complaints, because they quote
// the file.
func anonymous(complaints Complaints) Complaints {
	for i := range complaints {
		complaints[i].Sentences = identity.Say("不是有效的 TOML，或文件过大。", "This is not valid TOML, or too large.")
	}
	return complaints
}

func (s *Schema) readSecret(e entry) (providers.Secret, *identity.Sentences) {
	if !slices.ContainsFunc(s.secrets, func(n SecretName) bool { return n.Name == e.key }) {
		said := s.unknownSecret()
		return providers.Secret{}, &said
	}
	text, ok := e.got.(string)
	if !ok {
		return providers.Secret{}, wrong("密钥应为带引号的文字。", "A secret must be text in quotes.")
	}
	value, err := ParseSecret(text)
	if bad, ok := errors.AsType[*identity.Error](err); ok {
		said := bad.Said()
		return providers.Secret{}, &said
	}
	return value, nil
}

func (s *Schema) holdsSecrets(code string) bool {
	return slices.ContainsFunc(s.secrets, func(n SecretName) bool { return n.Provider == code })
}

// foreignTables complains about tables that do not belong to a service with
// secrets.
func (s *Schema) foreignTables(doc *document) Complaints {
	var complaints Complaints
	for _, t := range doc.tables {
		if t.array || !s.holdsSecrets(t.key) {
			complaints = append(complaints, Complaint{Origin: doc.origin(t.keyStart), Sentences: s.unknownSecret()})
		}
	}
	return complaints
}
