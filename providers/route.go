package providers

import (
	"errors"

	"facedesk/identity"
)

// Candidate is a service that the settings name for a document type.
type Candidate struct {
	Descriptor Descriptor
	Values     Values
	Ready      bool // nothing known, such as a missing key, prevents an answer
}

// Route returns the index of the candidate that checks a subject. Candidates
// are in the order of the settings. For a guest under fourteen a service that
// compares no face comes first. A ready service comes before one that is not.
// Otherwise the order decides. The error says why no candidate takes the
// subject.
func Route(candidates []Candidate, s identity.Subject, minor bool) (int, error) {
	best, highest := -1, -1
	err := noService(len(candidates) > 0)
	for i, c := range candidates {
		refusal := c.Descriptor.Takes(s, c.Values)
		if refusal == nil && c.rank(minor) > highest {
			best, highest = i, c.rank(minor)
		}
		if aboutName(refusal) {
			err = refusal // the service takes the document, so a corrected name may pass
		}
	}
	if best < 0 {
		return best, err
	}
	return best, nil
}

// rank is higher for a preferred candidate.
func (c Candidate) rank(minor bool) int {
	rank := 0
	if minor && !c.Descriptor.Face {
		rank += 2
	}
	if c.Ready {
		rank++
	}
	return rank
}

func aboutName(err error) bool {
	e, ok := errors.AsType[*identity.Error](err)
	return ok && e.Field == identity.FieldName
}

// noService returns a BadInput if services of the type take other numbers, and
// a Configuration error if there is no service for the type.
func noService(setUp bool) error {
	if setUp {
		return identity.Bad(identity.FieldType, identity.Say("没有核验服务受理这种证件。", "No service takes this document.").
			Do("请人工核对证件。", "Check the document by hand."))
	}
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Field: identity.FieldType,
		What: identity.Text{ZH: "没有为这种证件设置核验服务。", EN: "No service is set up for this kind of document."},
		Next: identity.Text{ZH: "请人工核对证件。如需受理这种证件，请联系 IT 设置核验服务。",
			EN: "Check the document by hand. If this kind is to be taken, ask IT to set up a service for it."}}
}
