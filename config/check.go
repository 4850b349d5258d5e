package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers"
)

// check returns what is wrong with a value of the right Go type, or nil.
func check(f providers.Field, v any) *identity.Sentences {
	switch v := v.(type) {
	case string:
		return checkText(f, v)
	case []string:
		return checkList(f, v)
	case int:
		return checkNumber(f, float64(v))
	case float64:
		return checkNumber(f, v)
	case time.Duration:
		return checkRange(f, v.Seconds(), seconds)
	}
	return nil
}

func checkText(f providers.Field, s string) *identity.Sentences {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return wrong("只能是一行文字，不含控制字符。", "It must be one line of text without control characters.")
	}
	if identity.HoldsNumber(s) { // a document reader may have typed it into the wrong field
		return wrong("含有身份证号码，不能写入设置。", "It holds somebody's ID number, which must not be kept in settings.")
	}
	if utf8.RuneCountInString(s) > longest(f) {
		return wrong(fmt.Sprintf("最多 %d 个字。", longest(f)), fmt.Sprintf("It may have at most %d characters.", longest(f)))
	}
	switch {
	case f.Type == providers.TypeChoice && !slices.Contains(f.Choices, s):
		return notAChoice(f)
	case s == "": // the setting is unset
		return nil
	case f.Check != nil:
		return f.Check(s)
	case f.Type == providers.TypeURL:
		return providers.CheckEndpoint(s)
	}
	return nil
}

// longest returns how many characters a text may have. The limit for addresses
// and paths is that of operating systems. Other texts must stay short enough to
// read.
func longest(f providers.Field) int {
	if f.Type == providers.TypeURL || f.Check != nil {
		return 2048
	}
	return 200
}

func absolutePath(s string) *identity.Sentences {
	if !filepath.IsAbs(s) {
		return wrong("应为完整路径（以 / 开头）。", "It must be an absolute path.")
	}
	return nil
}

func checkList(f providers.Field, list []string) *identity.Sentences {
	for i, item := range list {
		if slices.Contains(list[:i], item) {
			return wrong("列表中有重复项。", "The list names something twice.")
		}
		if len(f.Choices) > 0 && !slices.Contains(f.Choices, item) {
			return notAChoice(f)
		}
		if text := checkText(providers.Field{Check: f.Check}, item); text != nil {
			return text
		}
	}
	return nil
}

func notAChoice(f providers.Field) *identity.Sentences {
	return wrong("可选值："+strings.Join(f.Choices, "、")+"。", "Choose from: "+strings.Join(f.Choices, ", ")+".")
}

func checkRange(f providers.Field, v float64, show func(float64) string) *identity.Sentences {
	if f.Min == 0 && f.Max == 0 || v >= f.Min && v <= f.Max {
		return nil
	}
	low, high := show(f.Min), show(f.Max)
	return wrong("应在 "+low+" 到 "+high+" 之间。", "It must be between "+low+" and "+high+".")
}

func checkNumber(f providers.Field, v float64) *identity.Sentences {
	if text := checkRange(f, v, number); text != nil || f.Check == nil {
		return text
	}
	return f.Check(number(v))
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func seconds(v float64) string { return time.Duration(v * float64(time.Second)).String() }

func wrong(zh, en string) *identity.Sentences {
	said := identity.Say(zh, en)
	return &said
}

// wrongType says what the value of a field must look like.
func wrongType(f providers.Field) *identity.Sentences {
	want := map[providers.FieldType]identity.Text{
		providers.TypeText:     {ZH: "文字", EN: "text"},
		providers.TypeURL:      {ZH: "网址", EN: "a URL"},
		providers.TypeInteger:  {ZH: "整数", EN: "a whole number"},
		providers.TypeNumber:   {ZH: "数字", EN: "a number"},
		providers.TypeBool:     {ZH: "true 或 false", EN: "true or false"},
		providers.TypeDuration: {ZH: `时长，如 "30s"`, EN: `a duration such as "30s"`},
		providers.TypeChoice:   {ZH: "文字，可选值：" + strings.Join(f.Choices, "、"), EN: "one of: " + strings.Join(f.Choices, ", ")},
		providers.TypeList:     {ZH: "文字列表", EN: "a list of texts"},
	}[f.Type]
	return wrong(fmt.Sprintf("应为%s。", want.ZH), fmt.Sprintf("It must be %s.", want.EN))
}
