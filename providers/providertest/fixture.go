package providertest

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/tools/txtar"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

var update = flag.Bool("update", false, "renew the request sections of the fixtures")

// Fixture is one documented answer and its meaning.
type Fixture struct {
	File     string // name below testdata
	Row      string // the row of the verdict table
	Settings providers.Values
	Request  string
	Answer   paidcall.Answer
	Verdict  map[string]string // outcome or kind, charged, code; also message, order, changed, score if given
	archive  *txtar.Archive
}

// Fixtures reads every *.txtar of a folder.
func Fixtures(dir string, d providers.Descriptor) ([]Fixture, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no fixtures in %s (%w)", dir, errors.Join(err, os.ErrNotExist))
	}
	var out []Fixture
	for _, file := range files {
		f, err := readFixture(file, d)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, f)
	}
	return out, nil
}

func load(t testing.TB, s Service) []Fixture {
	t.Helper()
	fixtures, err := Fixtures("testdata", s.Entry.Descriptor)
	if err != nil {
		t.Fatal(err)
	}
	return fixtures
}

func readFixture(file string, d providers.Descriptor) (Fixture, error) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		return Fixture{}, err
	}
	f := Fixture{File: filepath.Base(file), Row: strings.TrimSpace(string(a.Comment)), archive: a}
	for _, part := range a.Files {
		switch part.Name {
		case "settings":
			f.Settings, err = readSettings(part.Data, d)
		case "request":
			f.Request = string(part.Data)
		case "answer":
			f.Answer, err = readAnswer(part.Data)
		case "verdict":
			f.Verdict, err = readPairs(part.Data)
		default:
			err = fmt.Errorf("unknown section %q", part.Name)
		}
		if err != nil {
			return Fixture{}, err
		}
	}
	return f, nil
}

func readSettings(data []byte, d providers.Descriptor) (providers.Values, error) {
	out := providers.Values{}
	if err := toml.Unmarshal(data, (*map[string]any)(&out)); err != nil {
		return nil, err
	}
	for _, field := range d.Settings {
		if text, ok := out[field.Key].(string); ok && field.Type == providers.TypeDuration {
			out[field.Key], _ = time.ParseDuration(text)
		}
		if n, ok := out[field.Key].(int64); ok {
			out[field.Key] = int(n)
		}
	}
	return out, nil
}

// readAnswer reads "HTTP 200", header lines, an empty line and the body.
func readAnswer(data []byte) (paidcall.Answer, error) {
	r := textproto.NewReader(bufio.NewReader(bytes.NewReader(data)))
	line, err := r.ReadLine()
	if err != nil {
		return paidcall.Answer{}, err
	}
	status, err := strconv.Atoi(strings.TrimPrefix(line, "HTTP "))
	if err != nil {
		return paidcall.Answer{}, err
	}
	header, err := r.ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return paidcall.Answer{}, err
	}
	body, err := io.ReadAll(r.R)
	return paidcall.Answer{Status: status, Header: map[string][]string(header), Body: bytes.TrimSpace(body)}, err
}

func readPairs(data []byte) (map[string]string, error) {
	out := map[string]string{}
	for line := range strings.Lines(string(data)) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			return nil, fmt.Errorf("not a pair: %q", line)
		}
		out[key] = value
	}
	return out, nil
}

// renew writes the request section of a fixture.
func (f Fixture) renew(request string) error {
	kept := f.archive.Files[:0]
	for _, part := range f.archive.Files {
		if part.Name == "answer" {
			kept = append(kept, txtar.File{Name: "request", Data: []byte(request)})
		}
		if part.Name != "request" {
			kept = append(kept, part)
		}
	}
	f.archive.Files = kept
	return os.WriteFile(filepath.Join("testdata", f.File), txtar.Format(f.archive), 0o644)
}

// describe returns an adapter's result in the words of a verdict section.
func describe(v identity.Verdict, err error) map[string]string {
	out := map[string]string{"outcome": v.Outcome.String()}
	vendor, charged := v.Vendor, v.Charged
	if err != nil {
		out = map[string]string{"kind": string(identity.KindOf(err))}
		if e, ok := errors.AsType[*identity.Error](err); ok {
			vendor, charged = e.Vendor, e.Charged
		}
	}
	out["charged"], out["code"] = charged.String(), vendor.Code
	out["message"], out["order"], out["changed"] = vendor.Message, vendor.Order, vendor.Changed
	if v.Score != nil {
		out["score"] = strconv.FormatFloat(*v.Score, 'g', -1, 64)
	}
	return out
}
