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

// maxRecorded is the length above which a value may be a photo under a wrong
// name; it is recorded by its hash like one.
const maxRecorded = 1024

// recorder writes each request as one readable file, name and number in clear:
// point it at test persons only.
//
// Photos are replaced by their size and SHA-256. Keys and signatures are
// recorded only if the service runs on its dummy keys and the request was signed
// with them, so that a real key that was sent here by mistake is not stored.
type recorder struct {
	dir   string
	dummy func(provider string) bool
}

// newRecorder makes the directory, mode 0700, if it is not there. A nil recorder
// writes nothing.
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
	fmt.Fprintf(&b, "%s %s\ntime %s\n", strconv.Quote(req.method), strconv.Quote(req.path), req.now.UTC().Format("2006-01-02T15:04:05.000Z07:00"))
	writeHeader(&b, req.header, open)
	writeFields(&b, "query", req.query, open)
	writeFields(&b, "field", req.form, open)
	for _, name := range slices.Sorted(maps.Keys(req.files)) {
		fmt.Fprintf(&b, "file %s %s\n", strconv.Quote(name), digest(string(req.files[name])))
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
		for _, value := range header[name] {
			switch name {
			case "Authorization", "Proxy-Authorization", "Cookie", http.CanonicalHeaderKey("Auth_Token"):
				value = guarded(value, open)
			default:
				value = short(value)
			}
			fmt.Fprintf(b, "header %s %s\n", name, value)
		}
	}
}

func writeFields(b *bytes.Buffer, what string, fields url.Values, open bool) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, value := range fields[name] {
			switch name {
			case "image", "img", "selfie_base64", "selfie_file":
				value = digest(value)
			case "sign", "app_secret", "secret", "app_key", "appKey", "secret_key":
				value = guarded(value, open)
			default:
				value = short(value)
			}
			fmt.Fprintf(b, "%s %s %s\n", what, strconv.Quote(name), value)
		}
	}
}

func guarded(value string, open bool) string {
	if open {
		return short(value)
	}
	return digest(value)
}

func short(value string) string {
	if len(value) > maxRecorded {
		return digest(value)
	}
	return strconv.Quote(value)
}

func digest(value string) string {
	return fmt.Sprintf("sha256:%x (%d bytes)", sha256.Sum256([]byte(value)), len(value))
}

// store writes a complete file, mode 0600, under a name that is still free.
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
