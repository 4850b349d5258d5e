package identity

// standardRunes are the characters at 0xFE50 to 0xFEA0 of GBK, in order. When
// GBK was made Unicode did not have them, so that systems of then put them at
// U+E815 and on, in the area for private use. The source is GB 18030-2022 as in
// glibc; all but the fourteen that it was the first to place agree with
// golang.org/x/text.
const standardRunes = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟" +
	"㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱" +
	"䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟" +
	"䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"

const firstPrivate = 0xE815

var byPrivate = []rune(standardRunes)

// standardRune returns the Chinese character that old systems had in the area
// for private use. Radicals are left alone: no name has one.
func standardRune(r rune) (rune, bool) {
	i := int(r) - firstPrivate
	if i < 0 || i >= len(byPrivate) || !isHan(byPrivate[i]) {
		return r, false
	}
	return byPrivate[i], true
}
