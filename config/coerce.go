package config

import (
	"math"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// coerce converts a TOML value to the Go type of the field.
func coerce(f providers.Field, got any) (any, *identity.Sentences) {
	switch v := got.(type) {
	case string:
		return coerceString(f, v)
	case bool:
		if f.Type == providers.TypeBool {
			return v, nil
		}
	case int64:
		if f.Type == providers.TypeInteger && v >= math.MinInt32 && v <= math.MaxInt32 {
			return int(v), nil
		}
		if f.Type == providers.TypeNumber {
			return float64(v), nil
		}
	case float64:
		if f.Type == providers.TypeNumber {
			return v, nil
		}
	case []any:
		if f.Type == providers.TypeList {
			return coerceList(f, v)
		}
	}
	return nil, wrongType(f)
}

func coerceString(f providers.Field, s string) (any, *identity.Sentences) {
	switch f.Type {
	case providers.TypeText, providers.TypeURL, providers.TypeChoice:
		return s, nil
	case providers.TypeDuration:
		if d, err := time.ParseDuration(s); err == nil {
			return d, nil
		}
	}
	return nil, wrongType(f)
}

func coerceList(f providers.Field, items []any) (any, *identity.Sentences) {
	list := make([]string, len(items))
	for i, item := range items {
		text, ok := item.(string)
		if !ok {
			return nil, wrongType(f)
		}
		list[i] = text
	}
	return list, nil
}
