package doctor

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"facedesk/identity"
)

// Report is what all checks said, in the order of the list.
type Report struct {
	Results []Result
}

// Look runs all checks within Limit. It calls each, which may be nil, with every
// result as soon as it is known. What the results say is safe to send to anybody.
func (m *Machine) Look(ctx context.Context, each func(Result)) Report {
	var out Report
	Run(ctx, m.Checks(), Limit, m.Now, func(r Result) {
		for i, l := range r.Lines {
			r.Lines[i].What, r.Lines[i].Next = m.safe(l.What), m.safe(l.Next)
		}
		out.Results = append(out.Results, r)
		if each != nil {
			each(r)
		}
	})
	return out
}

// State returns the worst state of all.
func (r Report) State() State {
	worst := OK
	for _, result := range r.Results {
		worst = max(worst, result.State())
	}
	return worst
}

// words are the states for people.
var words = map[State]identity.Text{
	OK: {ZH: "正常", EN: "ok"}, Warning: {ZH: "注意", EN: "warning"}, Waiting: {ZH: "等待", EN: "waiting"}, Failed: {ZH: "故障", EN: "FAILED"},
}

// Write writes a result for people: a line for each thing that was seen.
func (r Result) Write(w io.Writer, l identity.Language) {
	for _, line := range r.Lines {
		state := words[line.State].In(l)
		if l == identity.English {
			state = fmt.Sprintf("%-7s", state)
		}
		said := strings.TrimSpace(line.What.In(l) + join(l, line.Next.In(l)))
		fmt.Fprintf(w, "%s  %s: %s\n", state, r.Check.Name.In(l), said)
	}
}

// join puts what to do behind what is.
func join(l identity.Language, next string) string {
	if next == "" || l == identity.Chinese {
		return next
	}
	return " " + next
}

// Text returns the whole report for people.
func (r Report) Text(l identity.Language) string {
	var out strings.Builder
	for _, result := range r.Results {
		result.Write(&out, l)
	}
	out.WriteString(r.Sum().In(l) + "\n")
	return out.String()
}

// Sum says in one sentence how the machine is.
func (r Report) Sum() identity.Text {
	switch r.State() {
	case Failed:
		return identity.Text{ZH: "有项目需要处理（见“故障”）。没有产生费用。", EN: "Something needs attention (see FAILED). No paid call was made."}
	case Waiting:
		return identity.Text{ZH: "有项目没有及时得到结果（见“等待”）。没有产生费用。", EN: "Something gave no result in time (see waiting). No paid call was made."}
	case Warning:
		return identity.Text{ZH: "可以核验，有项目值得留意（见“注意”）。没有产生费用。", EN: "Checks can be made; some things should be looked at (see warning). No paid call was made."}
	}
	return identity.Text{ZH: "一切就绪。没有产生费用。", EN: "All is in place. No paid call was made."}
}

type jsonReport struct {
	State  string      `json:"state"`
	Checks []jsonCheck `json:"checks"`
}

type jsonCheck struct {
	Code  string     `json:"code"`
	Name  string     `json:"name"`
	State string     `json:"state"`
	MS    int64      `json:"ms"` // 0 while it is waiting
	Lines []jsonLine `json:"lines"`
}

type jsonLine struct {
	State string `json:"state"`
	What  string `json:"what"`
	Next  string `json:"next"`
}

// JSON returns the report as one JSON object.
func (r Report) JSON(l identity.Language) []byte {
	out := jsonReport{State: r.State().String(), Checks: []jsonCheck{}}
	for _, result := range r.Results {
		c := jsonCheck{Code: result.Check.Code, Name: result.Check.Name.In(l), State: result.State().String(), MS: result.Took.Milliseconds(), Lines: []jsonLine{}}
		for _, line := range result.Lines {
			c.Lines = append(c.Lines, jsonLine{line.State.String(), line.What.In(l), line.Next.In(l)})
		}
		out.Checks = append(out.Checks, c)
	}
	data, _ := json.MarshalIndent(out, "", "  ") // texts and numbers always marshal
	return append(data, '\n')
}
