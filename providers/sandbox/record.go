package sandbox

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"facedesk/identity"
)

// recorder writes each request as one readable file, with name and number in
// clear. Use it with test persons only.
//
// It records in clear what the manuals name, if it has the documented form (see
// clear.go). Anything else may be a photo under a wrong name, so only its size
// and SHA-256 are recorded. Keys and signatures are recorded only if the
// service runs on its dummy keys and the request was signed with them. So a
// real key that was sent by mistake is not stored.
type recorder struct {
	dir   string
	dummy func(provider string) bool
}

// newRecorder creates the directory with mode 0700 if it does not exist. A nil
// recorder writes nothing.
func newRecorder(dir string, c Credentials) (*recorder, error) {
	if dir == "" {
		return nil, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, misconfigured(identity.Say(
			"沙箱无法建立记录目录。", "The sandbox cannot make its directory for records.").
			Do("请检查路径和权限。", "Check path and permissions."))
	}
	return &recorder{dir: dir, dummy: c.dummy}, nil
}

func (r *recorder) write(provider string, req *request, a answer, f Fault) error {
	if r == nil {
		return nil
	}
	var b bytes.Buffer
	open := req.proven && r.dummy(provider)
	fmt.Fprintf(&b, "%s %s\ntime %s\n", strconv.Quote(knownMethod(req.method)), clearPath(req.path), req.now.UTC().Format("2006-01-02T15:04:05.000Z07:00"))
	writeHeader(&b, req.header, open)
	writeFields(&b, "query", req.query, open)
	writeFields(&b, "field", req.form, open)
	for _, name := range slices.Sorted(maps.Keys(req.files)) {
		fmt.Fprintf(&b, "file %s %s\n", clearName(name), digest(string(req.files[name])))
	}
	if req.defect != "" {
		fmt.Fprintf(&b, "defect %s\n", req.defect)
	}
	fmt.Fprintf(&b, "answer HTTP %d\n", a.status)
	if a.reason != "" {
		fmt.Fprintf(&b, "refused %s\n", a.reason)
	}
	if f != (Fault{}) {
		fmt.Fprintf(&b, "fault %s\n", f)
	}
	return r.store(cmp.Or(provider, "none")+"-"+req.serial, b.Bytes())
}

func writeHeader(b *bytes.Buffer, header http.Header, open bool) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for i, value := range header[name] {
			fmt.Fprintf(b, "header %s %s\n", clearHeader(name), clearValue(headerShapes, name, value, open && i == 0))
		}
	}
}

func writeFields(b *bytes.Buffer, what string, fields url.Values, open bool) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for i, value := range fields[name] {
			if i > 0 { // no service has repeated fields
				fmt.Fprintf(b, "%s %s %s\n", what, clearName(name), digest(value))
				continue
			}
			fmt.Fprintf(b, "%s %s %s\n", what, clearName(name), clearValue(fieldShapes, name, value, open))
		}
	}
}

func digest(value string) string {
	return fmt.Sprintf("sha256:%x (%d bytes)", sha256.Sum256([]byte(value)), len(value))
}

// store writes a complete file with mode 0600 under an unused name.
func (r *recorder) store(name string, content []byte) (err error) {
	temp, err := os.CreateTemp(r.dir, ".partial-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(temp.Name())) }()
	_, err = temp.Write(content)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	for n := 1; ; n++ {
		path := filepath.Join(r.dir, fmt.Sprintf("%s-%d.txt", name, n))
		// A link, unlike a rename, never replaces an older record.
		if err = os.Link(temp.Name(), path); !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}
