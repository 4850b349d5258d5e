package identity

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	const id = "110101199001010015"
	for _, c := range []struct{ in, name, number string }{
		{"张三 " + id, "张三", id},
		{"张三\t" + id, "张三", id},
		{"张三，" + id, "张三", id},
		{"张三, " + id, "张三", id},
		{"张三　" + id, "张三", id},
		{"张三" + id, "张三", id},
		{id + " 张三", "张三", id},
		{id + "张三", "张三", id},
		{id, "", id},
		{"阿依古丽·买买提 " + id, "阿依古丽·买买提", id},
		{"𠮷䶮 110101 19900101 0015", "𠮷䶮", id},
		{"张三 １１０１０１１９９００１０１００１５", "张三", id},
		{"张三 11010519491231002x", "张三", "11010519491231002X"},
		{"张三11010519491231002*", "张三", "11010519491231002X"},
		{"XU 911124198108030024", "XU", "911124198108030024"},
		{"JOHN SMITH 911124198108030024", "JOHN SMITH", "911124198108030024"},
		{"号码：" + id, "", id},
		{"姓名：张三 身份证号：" + id, "张三", id},
		{"公民身份号码 " + id + " 姓名 张三", "张三", id},
		{"张三 110101199001010016", "", ""}, // its check character is wrong
		{"张三 1" + id, "", ""},
		{"张三 " + id + "0", "", ""},
		{"张" + id + "三", "", ""},
		{"张三", "", ""},
		{"", "", ""},
	} {
		name, number, ok := Split(c.in, today)
		if name != c.name || number != c.number || ok != (c.number != "") {
			t.Errorf("%q: %q %q %v", c.in, name, number, ok)
		}
	}
}

func TestSplitLine(t *testing.T) {
	for _, c := range []struct{ in, name, number string }{
		{"陈大文 H12345678", "陈大文", "H12345678"},
		{"陈大文,H1234567801 ", "陈大文", "H1234567801"},
		{"JOHN SAMPLE P00000001", "JOHN SAMPLE", "P00000001"},
		{"P00000001 JOHN SAMPLE", "JOHN SAMPLE", "P00000001"},
		{"张三 110101199001010016", "张三", "110101199001010016"},
		{"110101199001010015", "", "110101199001010015"},
		{"姓名：陈大文，证件号码：H12345678", "陈大文", "H12345678"},
		{"P00000001", "", ""},
		{"JOHN SMITH", "", ""},
		{"张 三", "", ""},
		{"张三 2", "", ""},
	} {
		name, number, ok := SplitLine(c.in, today)
		if name != c.name || number != c.number || ok != (c.number != "") {
			t.Errorf("%q: %q %q %v", c.in, name, number, ok)
		}
	}
}

// FuzzSplit: no character is lost but what stands between, and none is made.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"张三 110101199001010015", "11010519491231002*张三", "陈大文 H12345678", "P<UTO", ",1 ,\xff"} {
		f.Add(s)
	}
	plain := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if isComma(r) {
				return -1
			}
			return r
		}, s)
		return strings.NewReplacer("*", "X", "×", "X").Replace(NormaliseNumber(s))
	}
	f.Fuzz(func(t *testing.T, line string) {
		for _, split := range []func() (string, string, bool){
			func() (string, string, bool) { return Split(line, today) },
			func() (string, string, bool) { return SplitLine(line, today) },
		} {
			name, number, ok := split()
			if !ok {
				continue
			}
			if got, want := plain(name)+plain(number), plain(line); got != want && plain(number)+plain(name) != want {
				t.Errorf("%q became %q and %q", line, name, number)
			}
			if again, _, twice := Split(name, today); twice {
				t.Errorf("%q: a number is left in %q (%q)", line, name, again)
			}
		}
	})
}

// TestZoneMayGrow: lines of a zone may go on; what is no line of one may not.
func TestZoneMayGrow(t *testing.T) {
	td1, td3 := strings.Split(specimenTD1, "\n"), strings.Split(specimenTD3, "\n")
	for text, want := range map[string]bool{
		td3[0]: true, td3[0][:20]: true, "P<": true, "p《UTO": true, td1[0]: true, td1[0] + td1[1]: true, td3[1]: true,
		strings.Split(specimenTD2, "\n")[0]: true, "D<<": false, "LI<WEI": false, "AN<WEI": false, "ZHANG<<SAN": false, "<": false, "P<U\x7fTO": true,
		td3[0] + td3[1]: false, td3[0] + "<": false, td3[0] + td3[1][:20]: false, "P<张": false, "CSC886084772<2800800<8200000<6": false,
	} {
		if got := ZoneMayGrow(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestNumberAlone: a name to which digits were added is no number.
func TestNumberAlone(t *testing.T) {
	for text, want := range map[string]bool{
		"12345": true, "H1234567801": true, "USA110065010115": true, "AB 123 4567": true, "1234": false, "张三12345": false,
		"SMITHJOHN123456": false, "SMITH J 1234 5678": false, "": false,
	} {
		if got := IsNumberLike(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
