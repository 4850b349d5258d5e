package identity

import "testing"

func TestMaskName(t *testing.T) {
	for name, want := range map[string]string{
		"张三":                          "张*",
		"欧阳娜娜":                        "欧***",
		"𠮷三":                          "𠮷*",
		"张":                           "*",
		"买买提·吐尔逊":                     "买******",
		"ANNA ERIKSSON":               "A*** E***",
		"José·B":                      "J*** B***",
		"J·史密斯":                       "J****",
		"阿卜杜热合曼·阿卜杜热西提":               "阿******",
		"ABC DEF GHI":                 "A*** D***",
		"MARIA DEL CARMEN DE LA CRUZ": "M*** D***",
		"  ":                          "",
		"":                            "",
	} {
		if got := MaskName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestMaskNumber(t *testing.T) {
	for number, want := range map[string]string{
		"11010519491231002X":   "**************002X",
		"110105 19491231 002x": "**************002X",
		"H12345678":            "*****5678",
		"12345678":             "****5678",
		"1234567":              "*****67",
		"12345":                "****5",
		"12":                   "**",
		"":                     "",
		"号码号码号码号码":             "****号码号码",
	} {
		if got := MaskNumber(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}

func TestGroupNumber(t *testing.T) {
	for number, want := range map[string]string{
		"":                     "",
		"110105":               "110105",
		"1101051":              "110105 1",
		"11010519491231":       "110105 19491231",
		"110105194912310":      "110105 19491231 0",
		"11010519491231002x":   "110105 19491231 002X",
		"110105 19491231 002X": "110105 19491231 002X",
		"110105 194 91":        "110105 19491",
		"11010519491231002X99": "110105 19491231 002X99",
		"h12345678":            "H12345678",
		"DEU110181112603":      "DEU110181112603",
		"一二三四五六七":              "一二三四五六七",
	} {
		if got := GroupNumber(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
