package sandbox

import (
	"bytes"
	"crypto/md5"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answer is a service's answer to one request, before any fault of the network.
type answer struct {
	status int
	header map[string]string // in addition to Content-Type; names in canonical case
	body   []byte
	reason string // why the request was refused, without personal data; "" if it was accepted
	row    string // row of the test person who answered, "" for none
	fault  Fault  // the test person's own fault
}

const (
	jsonType = "application/json; charset=utf-8"
	textType = "text/plain; charset=utf-8"
)

// respond returns an answer with a JSON body.
func respond(status int, body object) answer {
	return answer{status: status, header: map[string]string{"Content-Type": jsonType}, body: body.encode()}
}

// because marks an answer as a refusal.
func (a answer) because(reason string) answer {
	a.reason = reason
	return a
}

// with returns a copy with one more header.
func (a answer) with(name, value string) answer {
	header := map[string]string{name: value}
	maps.Copy(header, a.header)
	a.header = header
	return a
}

// bare returns an HTTP status without a body of the vendor's.
func bare(status int, reason string) answer {
	return answer{status: status, reason: reason}
}

func plain(status int, text string) answer {
	return answer{status: status, header: map[string]string{"Content-Type": textType}, body: []byte(text), reason: text}
}

func (a answer) send(w http.ResponseWriter) {
	a.head(w, len(a.body))
	_, _ = w.Write(a.body)
}

// sendHalf announces the whole body and sends half of it. net/http then closes
// the connection.
func (a answer) sendHalf(w http.ResponseWriter) {
	whole := a.body
	if len(whole) == 0 {
		whole = []byte("{}")
	}
	a.head(w, len(whole))
	_, _ = w.Write(whole[:len(whole)/2])
}

func (a answer) head(w http.ResponseWriter, length int) {
	h := w.Header()
	h.Set("Server", "facedesk-sandbox")
	for name, value := range a.header {
		for part := range strings.SplitSeq(value, "\n") { // a header may be repeated
			h.Add(name, part)
		}
	}
	if a.reason != "" {
		h.Set("X-Sandbox-Reason", a.reason)
	}
	h.Set("Content-Length", strconv.Itoa(length))
	w.WriteHeader(a.status)
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any
}

// with returns a copy with this value for key, in its old place if it exists.
func (o object) with(key string, value any) object {
	o = slices.Clone(o)
	for i := range o {
		if o[i].key == key {
			o[i].value = value
			return o
		}
	}
	return append(o, member{key, value})
}

// without returns a copy without key.
func (o object) without(key string) object {
	return slices.DeleteFunc(slices.Clone(o), func(m member) bool { return m.key == key })
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) { return o.encode(), nil }

func (o object) encode() []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(encodeValue(m.key))
		b.WriteByte(':')
		b.Write(encodeValue(m.value))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// encodeValue leaves < > & unescaped, as the vendors do. The values come from
// this package, so they always encode.
func encodeValue(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return []byte("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// chinaTime is the time zone of the vendors.
var chinaTime = time.FixedZone("CST", 8*60*60)

// hexID turns a serial into 32 hex digits for trace and request numbers.
func hexID(serial string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(serial)))
}
