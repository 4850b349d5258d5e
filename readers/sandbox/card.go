package sandbox

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// Card is what is stored on a card. The zero Mark is a resident's.
type Card struct {
	Mark    rune // ' ', 'J', 'I', 'Y', or one that nobody knows
	Name    string
	English string
	Number  string
	Nation  string // of a foreigner: three letters; else the code of the nationality
	Birth   string // YYYYMMDD
	Sex     string // 1 or 2
	Address string
	From    string // YYYYMMDD
	To      string // YYYYMMDD or 长期
	Zeros   bool   // padded with zeros, not with spaces
}

// textBytes and photoBytes are the sizes of a card's two parts.
const (
	textBytes  = 256
	photoBytes = 1024
)

// put writes a text into a field of the card, and cuts it to the field's size as
// chips do.
func put(to []byte, at, size int, text string) {
	units := utf16.Encode([]rune(text))
	for i := 0; i < min(len(units), size/2); i++ {
		binary.LittleEndian.PutUint16(to[at+2*i:], units[i])
	}
}

// Text is the card's text as a reader delivers it.
func (c Card) Text() []byte {
	out := make([]byte, textBytes)
	if !c.Zeros {
		for i := 0; i < textBytes; i += 2 {
			out[i] = ' '
		}
	}
	switch c.Mark {
	case 'I':
		c.foreigner2017(out)
	case 'Y':
		c.foreigner2023(out)
	default:
		c.resident(out)
	}
	put(out, 188, 16, c.From)
	put(out, 204, 16, c.To)
	if c.Mark != 0 && c.Mark != ' ' {
		put(out, 248, 2, string(c.Mark))
	}
	return out
}

func (c Card) resident(out []byte) {
	put(out, 0, 30, c.Name)
	put(out, 30, 2, c.Sex)
	if c.Mark != 'J' {
		put(out, 32, 4, c.Nation)
	} else {
		put(out, 220, 18, "H12345678")
		put(out, 238, 4, "01")
	}
	put(out, 36, 16, c.Birth)
	put(out, 52, 70, c.Address)
	put(out, 122, 36, c.Number)
	put(out, 158, 30, "测试市公安局")
}

func (c Card) foreigner2017(out []byte) {
	put(out, 0, 120, c.English)
	put(out, 120, 2, c.Sex)
	put(out, 122, 30, c.Number)
	put(out, 152, 6, c.Nation)
	put(out, 158, 30, c.Name)
	put(out, 220, 16, c.Birth)
	put(out, 236, 4, "01")
	put(out, 240, 8, "1500")
}

func (c Card) foreigner2023(out []byte) {
	put(out, 0, 30, c.Name)
	put(out, 30, 2, c.Sex)
	put(out, 32, 4, "00")
	put(out, 36, 16, c.Birth)
	first, rest := c.English, ""
	if len(first) > 35 {
		first, rest = first[:35], first[35:]
	}
	put(out, 52, 70, first)
	put(out, 220, 22, rest)
	put(out, 122, 36, c.Number)
	put(out, 242, 6, c.Nation)
}

// answer is the whole frame in which a reader delivers a card.
func (c Card) answer() []byte {
	photo := make([]byte, photoBytes)
	for i := range photo {
		photo[i] = byte(i * 7) // every value a byte can have, also those of flow control
	}
	out := fromHex("AAAAAA9669 0508 000090 0100 0400")
	out = append(append(out, c.Text()...), photo...)
	var sum byte
	for _, b := range out[5:] {
		sum ^= b
	}
	return append(out, sum)
}

// fromHex reads a frame as manuals print it. Its callers give constants.
func fromHex(text string) []byte {
	var out []byte
	digits := []byte(text)
	for i := 0; i < len(digits); {
		if digits[i] == ' ' {
			i++
			continue
		}
		var b byte
		_, _ = fmt.Sscanf(string(digits[i:i+2]), "%02X", &b)
		out, i = append(out, b), i+2
	}
	return out
}
