package desk

import (
	"strings"
	"testing"

	"facedesk/imaging"
	"facedesk/ui/session"
)

// The window says of a file what the command line says of it.
func TestFilesAreRefusedByTheirKind(t *testing.T) {
	m := NewMaker()
	f := Files{Maker: func() *imaging.Maker { return m }}
	for data, want := range map[string]string{
		"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic": "HEIC", "%PDF-1.4": "a PDF document", "": "empty", "hello": "not a picture", "8BPS\x00\x01": "Photoshop", "\xff\xd8\xff": "damaged",
	} {
		got, is := f.Portrait([]byte(data), session.PickFile{Shot: 7}).(session.ShotRejected)
		if !is || got.Shot != 7 || got.Problem != session.HintUnusable || !strings.Contains(got.Said.EN, want) || got.Said.ZH == "" {
			t.Errorf("%q: %+v", data, got)
		}
	}
}
