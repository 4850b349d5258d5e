package config

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers"
)

// MaxSecret is the longest secret in bytes. Windows does not keep longer ones.
const MaxSecret = 2560

// SecretName names one secret that a service needs.
type SecretName struct {
	Name     string // <code>.<key>, its name in the keyring
	Provider string
	Field    providers.SecretField
}

func secretNames(descriptors []providers.Descriptor) []SecretName {
	var names []SecretName
	for _, d := range descriptors {
		for _, f := range d.Secrets {
			names = append(names, SecretName{Name: d.Code + "." + f.Key, Provider: d.Code, Field: f})
		}
	}
	return names
}

// ParseSecret checks a secret that was typed, piped or imported. It must be one
// line of UTF-8 without blanks around it, of at most MaxSecret bytes. One line
// break at the end is removed. The error is of kind configuration and never
// repeats the value.
func ParseSecret(text string) (providers.Secret, error) {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	if complaint := checkSecret(text); complaint != nil {
		return providers.Secret{}, configuration(*complaint, nil)
	}
	return providers.NewSecret(text), nil
}

func checkSecret(text string) *identity.Sentences {
	switch {
	case text == "":
		return wrong("密钥为空，未存入。", "The secret is empty. Nothing was stored.")
	case len(text) > MaxSecret:
		return wrong("密钥超过 2560 字节，未存入。", "The secret is longer than 2,560 bytes. Nothing was stored.")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return wrong("密钥只能是一行文字，不含控制字符。未存入。", "The secret must be one line of text without control characters. Nothing was stored.")
	case strings.TrimSpace(text) != text:
		return wrong("密钥首尾有空格，多为粘贴所致。未存入。", "The secret begins or ends with a space, most likely from pasting. Nothing was stored.")
	}
	return nil
}
