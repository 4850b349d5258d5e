package shared

import (
	"strconv"
	"strings"

	"facedesk/records"
)

// table is where some columns of a row go. Of a row that has nothing to say there
// (says), nothing is sent.
type table struct {
	name    string
	columns []string
	says    func(map[string]any) bool
}

// attemptTables hold the columns of an attempt.
var attemptTables = []table{
	{"attempts_started", strings.Fields(`id started day desk clerk provider demo repeated name number person document_type nation face source
		portrait_bytes consent_to consent_by consent_at price_fen pid boot process_start uptime version guarded_by reference
		claim_source`), always},
	{"attempts_completed", strings.Fields(`id provider started finished state outcome kind vendor_code vendor_message vendor_order vendor_changed score charged
		price_fen duration_ms`), func(c map[string]any) bool { return c["state"] != string(records.StateOpen) }},
	{"attempts_decided", strings.Fields("id decision decided decided_by"), func(c map[string]any) bool { return c["decision"] != "" }},
	{"attempts_settled", strings.Fields("id provider started settled settled_by settled_charged settled_evidence"),
		func(c map[string]any) bool { return c["settled"] != int64(0) }},
}

var eventTable = table{"events_added", strings.Fields(`id at desk clerk demo event provider by_whom face about decision reason notice row_count
	name number person reference`), always}

var tombstoneTable = table{"tombstones", []string{"id", "kind"}, always}

func always(map[string]any) bool { return true }

// insert returns a statement that adds many rows, and its arguments: one list for
// each column. Rows that are there already stay as they are.
func (t table) insert(rows []map[string]any) (string, []any) {
	args := make([]any, len(t.columns))
	lists := make([]string, len(t.columns))
	for i, name := range t.columns {
		list, kind := listOf(rows, name)
		args[i], lists[i] = list, "CAST($"+strconv.Itoa(i+1)+" AS "+kind+"[])"
	}
	names := strings.Join(t.columns, ", ")
	return "INSERT INTO facedesk." + t.name + " (" + names + ") SELECT * FROM unnest(" + strings.Join(lists, ", ") + ") ON CONFLICT DO NOTHING", args
}

// listOf returns a column of the rows, and its type.
func listOf(rows []map[string]any, name string) (list any, kind string) {
	switch rows[0][name].(type) {
	case int64:
		return column[int64](rows, name), "BIGINT"
	case string:
		texts := column[string](rows, name)
		for i, t := range texts {
			texts[i] = storable(t)
		}
		return texts, "TEXT"
	}
	return column[*float64](rows, name), "DOUBLE PRECISION"
}

func column[T any](rows []map[string]any, name string) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i], _ = r[name].(T)
	}
	return out
}

// storable returns a text as PostgreSQL can store it: it knows no zero byte and
// nothing but UTF-8. A row that is refused would hold up all behind it.
func storable(t string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(t, "\uFFFD"), "\x00", "\uFFFD")
}
