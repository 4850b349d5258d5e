package daysheet

import (
	"strings"
	"time"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// Notice is what the window says before the camera opens, on paper for the counter.
type Notice struct {
	Face             bool // the service compares a face
	Company, Phone   string
	Contact, Reason  string
	Days             int
	Recipient        identity.Text
	RecipientContact string
	RecipientRules   string
	Operator         string // of the shared database, "" if there is none
	Made             time.Time
}

// PDF draws the notice in both languages, first for guests, then for guardians.
func (n Notice) PDF() ([]byte, error) {
	return twice(n.draw)
}

func (n Notice) draw(pages int) (*page, error) {
	p, err := newPage(text.New(identity.Chinese), n.Made, n.Made.In(identity.China()).Format(time.DateOnly), pages)
	if err != nil {
		return nil, err
	}
	p.SetTitle("Facedesk", true)
	kind := "details"
	if n.Face {
		kind = "face"
	}
	for _, about := range []string{kind, "guardian." + kind} {
		for _, l := range []identity.Language{identity.Chinese, identity.English} {
			n.part(p, text.New(l), about)
		}
	}
	return p, p.Error()
}

// part draws one text. The paper's font has one weight, so what the window shows
// bold is not marked.
func (n Notice) part(p *page, t *text.Catalogue, kind string) {
	said := strings.ReplaceAll(t.T(session.TextKey("notice."+kind+".body"), "company", n.Company, "phone", n.Phone,
		"recipient", t.Say(n.Recipient), "recipient_contact", n.RecipientContact, "reason", n.Reason, "days", n.Days,
		"rules", n.RecipientRules, "operator", n.Operator, "contact", n.Contact), "**", "")
	p.room(60) // a title does not stand alone at the end of a page
	p.line(16, 9, t.T(session.TextKey("notice."+kind+".title")))
	p.Ln(1)
	for paragraph := range strings.SplitSeq(said, "\n") {
		p.line(12, 6.5, paragraph)
		p.Ln(1)
	}
	p.Ln(5)
}
