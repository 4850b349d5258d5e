package records

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"facedesk/identity"
)

// NoticeReason is what happened to the file.
type NoticeReason string

const (
	// NoticeDamaged: the file was damaged and set aside.
	NoticeDamaged NoticeReason = "damaged"
	// NoticeGone: the file was missing or empty when the program started.
	NoticeGone NoticeReason = "gone"
	// NoticeMoved: the file was removed, replaced or moved while the program
	// ran.
	NoticeMoved NoticeReason = "moved"
)

// Notice tells IT what happened to the file. A file beside the records keeps it
// until IT has seen it.
type Notice struct {
	Reason   NoticeReason `json:"reason"`
	Aside    string       `json:"aside,omitempty"` // name of the file that was set aside
	Salvaged int          `json:"salvaged"`        // rows that were copied
	Broken   int          `json:"broken"`          // places that could not be read, and rows with a wrong checksum
}

const noticeSuffix = ".notice"

// notice appends a notice to the file beside the records.
func (s *SQLite) notice(n Notice) error {
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if err := plainFile(s.abs + noticeSuffix); err != nil {
		return err
	}
	f, err := os.OpenFile(s.abs+noticeSuffix, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// Notices implements Store. A line that cannot be read becomes a notice without
// details.
func (s *SQLite) Notices() []Notice {
	if plainFile(s.abs+noticeSuffix) != nil { // a pipe would keep the desk waiting
		return nil
	}
	f, err := os.Open(s.abs + noticeSuffix)
	if err != nil {
		return nil
	}
	defer f.Close()
	var out []Notice
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var n Notice
		_ = json.Unmarshal(lines.Bytes(), &n)
		out = append(out, n)
	}
	return out
}

// Seen implements Store.
func (s *SQLite) Seen() error {
	if err := os.Remove(s.abs + noticeSuffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failed(s.path, err)
	}
	return nil
}

// Said returns the notice in both languages. path is the file of the records.
func (n Notice) Said(path string) identity.Sentences {
	seen := func(s identity.Sentences) identity.Sentences {
		return s.Do("请 IT 查看后运行 facedesk records seen。", "Have IT look into it, and then run: facedesk records seen.")
	}
	switch n.Reason {
	case NoticeGone:
		return seen(identity.Say("核验记录文件曾在程序未运行时丢失或被清空，已新建（"+path+"）；以前的记录不在其中，可能已付费的旧核验无法再提醒。",
			"The records file was missing or empty when the program started. A new one was made ("+path+"). Earlier records are not in it, so nobody is warned of earlier checks that may have cost money."))
	case NoticeMoved:
		return seen(identity.Say(fmt.Sprintf("核验记录文件在程序运行时被移动、替换或删除，已重新建立，%d 条记录已写回（%s）。", n.Salvaged, path),
			fmt.Sprintf("The file of the records was moved, replaced or removed while the program was running. It was opened anew and %d records were written back (%s).", n.Salvaged, path)))
	}
	aside := filepath.Join(filepath.Dir(path), n.Aside)
	return seen(identity.Say(
		fmt.Sprintf("核验记录文件已损坏，原文件已保存为 %s；救回 %d 条记录，%d 处无法读取或内容不符。", aside, n.Salvaged, n.Broken),
		fmt.Sprintf("The file of the records was damaged and is kept as %s; %d records were saved, and %d places could not be read or are not what was written.", aside, n.Salvaged, n.Broken)))
}
