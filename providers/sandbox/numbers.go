package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// residentNumber returns an ID number of GB 11643: region, date of birth,
// serial (odd for men), check character.
func residentNumber(region, born string, serial int) string {
	body := fmt.Sprintf("%s%s%03d", region, born, serial)
	return body + checkCharacter(body)
}

// checkCharacter computes the 18th character for 17 digits (GB 11643-1999, ISO
// 7064 MOD 11-2).
func checkCharacter(body string) string {
	rest := 0
	for i := range len(body) {
		rest = (rest + int(body[i]-'0')) * 2 % 11
	}
	return string("0123456789X"[(12-rest)%11])
}

// birthday returns the date of birth in a number in a layout, "" if there is
// none.
func birthday(number, layout string) string {
	if len(number) != 18 {
		return ""
	}
	born, err := time.Parse("20060102", number[6:14])
	if err != nil {
		return ""
	}
	return born.Format(layout)
}

func sex(number string) string {
	switch {
	case len(number) != 18:
		return ""
	case (number[16]-'0')%2 == 1:
		return "男"
	}
	return "女"
}

func area(number string) string {
	for region, name := range map[string]string{
		"110101": "北京市东城区", "810000": "香港特别行政区", "820000": "澳门特别行政区", "830000": "台湾省",
	} {
		if strings.HasPrefix(number, region) {
			return name
		}
	}
	return ""
}

// maskName keeps the first character, as 李**.
func maskName(name string) string {
	for _, first := range name {
		return string(first) + "**"
	}
	return ""
}

// maskNumber keeps four and two characters, as 3502*****1X.
func maskNumber(number string) string {
	if len(number) < 6 {
		return strings.Repeat("*", len(number))
	}
	return number[:4] + "*****" + number[len(number)-2:]
}
