package config

import (
	"fmt"
	"strings"

	"facedesk/providers"
)

const exampleHead = `# Facedesk 设置示例：全部设置及其默认值，均已注释掉。
# Every setting of Facedesk with its default, commented out.
#
# /etc/facedesk/settings.toml 用于整台机器；用户自己的文件由 “facedesk config show” 给出。
# /etc/facedesk/settings.toml holds for the whole machine; "facedesk config show" names your own file.
# 密钥不写在这里，只存入密钥环：facedesk config secret set
# Secrets never stand here; they live in the keyring: facedesk config secret set

version = 1

# 只在 /etc 的文件中：锁定的设置，用户不能更改。
# In the file in /etc only: settings that users cannot change.
# locked = ["providers.*", "ui.kiosk"]
`

// Example returns a settings file that explains every setting of the schema in
// both languages. All settings are commented out at their defaults, so that the
// file changes nothing.
func (s *Schema) Example() string {
	var b strings.Builder
	b.WriteString(exampleHead)
	var groups []string // in the order of the settings screen
	texts := map[string]string{}
	for _, f := range s.fields {
		group := parent(f.Key)
		if texts[group] == "" {
			groups = append(groups, group)
		}
		texts[group] += exampleOf(f)
	}
	for _, group := range groups {
		fmt.Fprintf(&b, "\n[%s]\n%s", group, texts[group])
	}
	return b.String()
}

func exampleOf(f providers.Field) string {
	var b strings.Builder
	fmt.Fprintln(&b)
	for _, line := range []string{explained(f.Label.ZH, f.Help.ZH, "："), explained(f.Label.EN, f.Help.EN, ": ")} {
		fmt.Fprintln(&b, "# "+strings.ReplaceAll(line, "\n", "\n# "))
	}
	if values := allowed(f); values != "" {
		fmt.Fprintln(&b, "# "+values)
	}
	fmt.Fprintf(&b, "# %s = %s\n", strings.TrimPrefix(f.Key, parent(f.Key)+"."), exampleValue(f))
	return b.String()
}

func explained(label, help, between string) string {
	if help == "" {
		return label
	}
	return label + between + help
}

// allowed says which values a setting takes, where that is not plain from the
// example.
func allowed(f providers.Field) string {
	if len(f.Choices) > 0 {
		return strings.Join(f.Choices, " | ")
	}
	if f.Min == 0 && f.Max == 0 {
		return ""
	}
	show := number
	if f.Type == providers.TypeDuration {
		show = seconds
	}
	return show(f.Min) + " … " + show(f.Max)
}

// exampleValue returns the default as TOML, or an empty value of the type.
func exampleValue(f providers.Field) string {
	if f.Default != nil {
		return literal(f.Default)
	}
	switch f.Type {
	case providers.TypeList:
		return literal(f.Choices)
	case providers.TypeInteger, providers.TypeNumber:
		return number(f.Min)
	case providers.TypeBool:
		return "false"
	case providers.TypeDuration:
		return quote(seconds(f.Min))
	}
	return quote("")
}
