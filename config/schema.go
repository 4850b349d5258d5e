package config

import (
	"maps"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// Schema describes everything that may be set. These are the product's own
// fields, the fields of each service under providers.<code>., and the order of
// services for each document type under documents.<type>.providers. It does not
// change after NewSchema and may be shared.
type Schema struct {
	descriptors []providers.Descriptor
	fields      []providers.Field // whole keys
	byKey       map[string]int
	byVariable  map[string]string // variable → key
	secrets     []SecretName
}

// NewSchema builds the schema from the available services. Their order is the
// default order in which services are offered.
func NewSchema(descriptors []providers.Descriptor) *Schema {
	s := &Schema{descriptors: slices.Clone(descriptors), byKey: map[string]int{}, byVariable: map[string]string{}}
	s.add(productFields()...)
	for _, d := range descriptors {
		for _, f := range d.Settings {
			f.Key = providerKey(d.Code, f.Key)
			s.add(f)
		}
	}
	s.add(documentFields(descriptors)...)
	s.secrets = append(secretNames(descriptors), sharedSecrets()...)
	return s
}

func (s *Schema) add(fields ...providers.Field) {
	for _, f := range fields {
		s.byKey[f.Key] = len(s.fields)
		s.byVariable[Variable(f.Key)] = f.Key
		s.fields = append(s.fields, f)
	}
}

// Fields returns every setting with its whole key, in the order for a settings
// screen. The slice belongs to the caller.
func (s *Schema) Fields() []providers.Field { return slices.Clone(s.fields) }

// Field returns one setting by its whole key. It returns false for an unknown
// key.
func (s *Schema) Field(key string) (providers.Field, bool) {
	i, ok := s.byKey[key]
	if !ok {
		return providers.Field{}, false
	}
	return s.fields[i], true
}

// Variable returns the environment variable that sets a key. For desk.name it
// is FACEDESK_DESK_NAME.
func Variable(key string) string {
	return "FACEDESK_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func providerKey(code, key string) string { return "providers." + code + "." + key }

func documentKey(t string) string { return "documents." + t + ".providers" }

// documentFields returns one list for each document type that a service can
// take. The default depends on the services' settings; see Settings.Route.
func documentFields(descriptors []providers.Descriptor) []providers.Field {
	codes := map[string][]string{}
	for _, d := range descriptors {
		for _, t := range possibleTypes(d) {
			codes[t] = append(codes[t], d.Code)
		}
	}
	var fields []providers.Field
	for _, t := range slices.Sorted(maps.Keys(codes)) {
		fields = append(fields, providers.Field{
			Key: documentKey(t), Type: providers.TypeList, Choices: codes[t],
			Label: routeLabel(t),
			Help:  identity.Text{ZH: "按先后顺序使用，排在第一的优先。", EN: "In the order in which they are used; the first comes first."},
		})
	}
	return fields
}

// routeLabel returns the label of the setting that lists the services of a
// document type.
func routeLabel(t string) identity.Text {
	for _, known := range identity.Types() {
		if string(known.Code) == t {
			return identity.Text{ZH: known.Name.ZH + "（" + t + "）用哪些服务", EN: "Services for: " + known.Name.EN + " (" + t + ")"}
		}
	}
	return identity.Text{ZH: "证件 " + t + " 用哪些服务", EN: "Services for document " + t}
}

// possibleTypes returns the document types that a service may take under any
// settings.
func possibleTypes(d providers.Descriptor) []string {
	var types []string
	for _, a := range d.Documents {
		types = append(types, string(a.Type))
	}
	for _, f := range d.Settings {
		if f.Key == providers.KeyDocumentTypes {
			types = append(types, f.Choices...)
			if list, ok := f.Default.([]string); ok {
				types = append(types, list...)
			}
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// isGroup reports whether a setting lies below a dotted path.
func (s *Schema) isGroup(path string) bool {
	return slices.ContainsFunc(s.fields, func(f providers.Field) bool {
		return strings.HasPrefix(f.Key, path+".")
	})
}

// unknown returns the complaint about a key that is not in the schema.
func (s *Schema) unknown(key string) identity.Sentences {
	if said, ok := s.secretInSettings(key); ok {
		return said
	}
	short := clip(key)
	return suggest(identity.Say("没有名为 "+short+" 的设置。", "There is no setting "+short+"."), s.nearest(key))
}

func (s *Schema) secretInSettings(key string) (identity.Sentences, bool) {
	name := strings.TrimPrefix(key, "providers.")
	if !slices.ContainsFunc(s.secrets, func(n SecretName) bool { return n.Name == name }) {
		return identity.Sentences{}, false
	}
	return identity.Say(key+" 是密钥，不能写在设置中。", key+" is a secret and must not be among the settings.").
		Do("请删去，并用 facedesk config secret set "+name+" 存入密钥环。", "Remove it and run: facedesk config secret set "+name), true
}
