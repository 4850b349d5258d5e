package sandbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Help says which lines Do understands.
const Help = `  card NAME [WORD…]   lay down the card of a test person (a name or a number); words:
                      expired, zeros (padded with zeros), mark=Z, to=YYYYMMDD,
                      from=YYYYMMDD, birth=YYYYMMDD, number=…, english=…
  lift                take the card away
  fault KIND          from now on: cut, checksum, noise, slow, refuse, forged,
                      unreadable, select, silent, garbage, selftest; none
  unplug, plug        pull the reader out, plug it in again
`

var (
	errNobody = errors.New("no test person with a card is called so")
	errLine   = errors.New("no such line; empty input ends the reader")
)

// Do carries out one line of a script. Find returns the card of a person.
func (r *Reader) Do(line string, find func(who string) (Card, bool)) error {
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil
	}
	switch {
	case words[0] == "card" && len(words) > 1:
		return r.lay(words[1:], find)
	case words[0] == "lift":
		r.Lift()
	case words[0] == "unplug":
		r.Unplug()
	case words[0] == "plug":
		return r.Plug()
	case words[0] == "fault" && len(words) == 2:
		return r.fail(words[1])
	default:
		return errLine
	}
	return nil
}

func (r *Reader) fail(kind string) error {
	if kind == "none" {
		kind = ""
	}
	if kind != "" && !slices.Contains(Faults(), Fault(kind)) {
		return fmt.Errorf("no fault %q", kind)
	}
	r.Fail(Fault(kind))
	return nil
}

// lay lays a card down. The name may have several words.
func (r *Reader) lay(words []string, find func(string) (Card, bool)) error {
	for n := len(words); n > 0; n-- {
		card, ok := find(strings.Join(words[:n], " "))
		if !ok {
			continue
		}
		for _, word := range words[n:] {
			if err := card.change(word); err != nil {
				return err
			}
		}
		r.Lay(card)
		return nil
	}
	return errNobody
}

// change changes one thing of a card.
func (c *Card) change(word string) error {
	key, value, _ := strings.Cut(word, "=")
	switch {
	case key == "expired":
		c.To = "20210101"
	case key == "zeros":
		c.Zeros = true
	case key == "mark" && value != "":
		c.Mark = []rune(value)[0]
	case key == "to":
		c.To = value
	case key == "from":
		c.From = value
	case key == "birth":
		c.Birth = value
	case key == "number":
		c.Number = value
	case key == "english":
		c.English = value
	default:
		return fmt.Errorf("no word %q", key)
	}
	return nil
}
