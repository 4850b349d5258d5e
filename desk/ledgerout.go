package desk

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"facedesk/config/atomicfile"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// Correct implements session.LedgerPort.
func (l Ledger) Correct(ctx context.Context, c session.CorrectRecord) session.LedgerDone {
	s, done := l.Current.use()
	defer done()
	err := s.correct(ctx, l.Now(), c)
	return session.LedgerDone{Visit: c.Visit, Note: session.Note{Key: "ledger.corrected"}, Err: AsIdentity(err), Again: true}
}

func (s *Station) correct(ctx context.Context, now time.Time, c session.CorrectRecord) error {
	e := s.Event(now)
	e.Clerk, e.About, e.Decision, e.Reason = s.manager(c.Clerk), c.Record, records.Decision(c.Decision), oneLine(c.Reason)
	return CorrectDecision(ctx, s.store, e)
}

// CorrectDecision notes that another decision holds than that of e.About.
func CorrectDecision(ctx context.Context, store records.Store, e records.Event) error {
	list, err := store.Entries(ctx, records.Filter{ID: e.About})
	if err != nil {
		return err
	}
	if e.About == "" || len(list) == 0 || !decided(list[0]) {
		return identity.Bad("", identity.Say("没有这条记录，或其中没有可更正的处理。未作任何更改。", "There is no such record, or it holds no decision to correct. Nothing was changed.").
			Do("请用 facedesk records list 查看编号。", "Look up its id with: facedesk records list."))
	}
	if a := list[0].Attempt; a != nil {
		e.Demo = a.Demo
	} else {
		e.Demo = list[0].Event.Demo
	}
	return store.Correct(ctx, e)
}

// decided reports whether an entry holds a clerk's decision.
func decided(e records.Entry) bool {
	if e.Attempt != nil {
		return e.Attempt.Decision != records.DecidedNothing
	}
	return slices.Contains([]string{string(records.DecidedByEye), string(records.DecidedDoubt), string(records.DecidedLeft)}, e.Event.Event)
}

// oneLine is a text as the records keep it.
func oneLine(text string) string {
	return firstRunes(strings.Join(strings.Fields(text), " "), longestEvidence)
}

// Export implements session.LedgerPort.
func (l Ledger) Export(ctx context.Context, e session.ExportRecords) session.LedgerDone {
	s, done := l.Current.use()
	defer done()
	file, rows, err := s.export(ctx, l.Now(), e, func(rows int) { l.Post(session.ExportGoesOn{Visit: e.Visit, Rows: rows}) })
	return session.LedgerDone{Visit: e.Visit, Note: session.Note{Key: "ledger.exported", Rows: rows, File: file}, Err: AsIdentity(err)}
}

func (s *Station) export(ctx context.Context, now time.Time, e session.ExportRecords, progress func(int)) (file string, rows int, err error) {
	days, ok := s.Days(e.From, e.To, now)
	if !ok {
		return "", 0, identity.Bad("", identity.Say("起止日期不对，没有导出。", "The days are not right. Nothing was exported."))
	}
	as := export.JSON
	if e.CSV {
		as = export.CSV
	}
	name := "facedesk-" + days.First + "_" + days.Last + "." + string(as)
	file, err = atomicfile.Fresh(e.Folder, name, func(w io.Writer) error {
		if rows, err = export.Write(ctx, w, s.store, records.Filter{From: days.From, To: days.To}, as, progress); err != nil {
			return err
		}
		return s.noteAccess(ctx, now, e.Clerk, records.EventExported, rows) // else the file does not stay
	})
	return file, rows, unwritten(err)
}

// Sheet implements session.LedgerPort.
func (l Ledger) Sheet(ctx context.Context, m session.MakeSheet) session.LedgerDone {
	s, done := l.Current.use()
	defer done()
	note, err := s.sheet(ctx, l.Now(), m)
	return session.LedgerDone{Visit: m.Visit, Note: note, Err: AsIdentity(err)}
}

func (s *Station) sheet(ctx context.Context, now time.Time, m session.MakeSheet) (session.Note, error) {
	day, ok := s.Days(m.Day, m.Day, now)
	if !ok {
		day, _ = s.Days("", "", now)
	}
	sheet, err := s.DaySheet(ctx, s.store, day, true)
	if err != nil {
		return session.Note{}, err
	}
	sheet.Made, sheet.By = now, s.manager(m.Clerk)
	pdf, err := sheet.PDF(m.Language)
	if err != nil {
		return session.Note{}, err
	}
	return putOut(ctx, m.Folder, "facedesk-"+day.First+".pdf", sheet.Title(), pdf, func() error {
		return s.noteAccess(ctx, now, m.Clerk, records.EventPrinted, sheet.Rows())
	})
}

// putOut prints a sheet, or writes it into a folder, and has it noted. A file that is
// not noted does not stay.
func putOut(ctx context.Context, folder, name, title string, pdf []byte, note func() error) (session.Note, error) {
	if folder == "" {
		if err := Print(ctx, title, pdf); err != nil {
			return session.Note{}, err
		}
		return session.Note{Key: "ledger.printed"}, note()
	}
	file, err := atomicfile.Fresh(folder, name, func(w io.Writer) error {
		_, err := w.Write(pdf)
		return errors.Join(err, note())
	})
	return session.Note{Key: "ledger.saved", File: file}, unwritten(err)
}

// unwritten words an error of a file that somebody chose. One of the records has its
// own words.
func unwritten(err error) error {
	if err == nil || identity.KindOf(err) != "" {
		return err
	}
	return &identity.Error{Kind: identity.BadInput, Charged: identity.ChargedNo, Cause: err,
		What: identity.Text{ZH: "文件无法写入，没有留下任何内容。", EN: "The file cannot be written. Nothing was left there."},
		Next: identity.Text{ZH: "请另选文件夹，并检查可用空间和权限。", EN: "Choose another folder, and check its room and rights."}}
}
