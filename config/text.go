package config

import (
	"math"
	"strconv"
	"strings"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// ParseText reads the text form of a setting, as in an environment variable or
// on a command line. It accepts true and false, numbers, durations such as 30s,
// and lists separated by commas. The error is of kind configuration.
func ParseText(f providers.Field, text string) (any, error) {
	v, complaint := parseText(f, text)
	if complaint != nil {
		return nil, refusal(f.Key, named(f, *complaint))
	}
	return v, nil
}

// named puts the label and the key of a field before a complaint.
func named(f providers.Field, said identity.Sentences) identity.Sentences {
	if f.Label == (identity.Text{}) {
		return about(f.Key, said)
	}
	said.What = identity.Text{ZH: f.Label.ZH + "（" + f.Key + "）：" + said.What.ZH, EN: f.Label.EN + " (" + f.Key + "): " + said.What.EN}
	return said
}

// about puts the key before a complaint.
func about(key string, said identity.Sentences) identity.Sentences {
	said.What = identity.Text{ZH: key + "：" + said.What.ZH, EN: key + ": " + said.What.EN}
	return said
}

func parseText(f providers.Field, text string) (any, *identity.Sentences) {
	v, err := scan(f.Type, text)
	if err != nil {
		return nil, wrongType(f)
	}
	if complaint := check(f, v); complaint != nil {
		return nil, complaint
	}
	return v, nil
}

func scan(t providers.FieldType, text string) (any, error) {
	switch t {
	case providers.TypeInteger:
		return strconv.Atoi(text)
	case providers.TypeNumber:
		return scanNumber(text)
	case providers.TypeBool:
		return scanBool(text)
	case providers.TypeDuration:
		return time.ParseDuration(text)
	case providers.TypeList:
		return scanList(text), nil
	}
	return text, nil
}

func scanNumber(text string) (any, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		return nil, strconv.ErrRange
	}
	if v == 0 {
		v = 0 // removes the sign of -0
	}
	return v, err
}

func scanBool(text string) (any, error) {
	switch text {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return nil, strconv.ErrSyntax
}

func scanList(text string) []string {
	list := []string{}
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// FormatText returns the text form of a value, which ParseText reads. It
// returns "" for an unset value.
func FormatText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return number(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Duration:
		return v.String()
	case []string:
		return strings.Join(v, ",")
	}
	return ""
}

// literal returns a checked value as TOML.
func literal(v any) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case time.Duration:
		return quote(v.String())
	case []string:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = quote(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return FormatText(v)
}

// quote returns a TOML basic string. check has already refused control
// characters.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
