package verify

import (
	"errors"

	"facedesk/identity"
)

// service returns the service of a code, complete, or a Configuration error.
// A service that answers to another code is refused: the guest's consent names
// its recipient.
func (c *Checker) service(code string) (Service, error) {
	svc, err := c.cfg.Lookup(code)
	if e, ok := errors.AsType[*identity.Error](err); ok && e != nil {
		return Service{}, e
	}
	if err != nil || svc.Provider == nil || svc.Descriptor.Code != code {
		return Service{}, unknownService(err)
	}
	return svc, nil
}

// admit refuses what the service does not take or the guest did not agree to,
// and drops the portrait where no face is compared.
func admit(req identity.Request, svc Service) (identity.Request, error) {
	if err := complete(req.Subject); err != nil {
		return req, err
	}
	if err := svc.Descriptor.Takes(req.Subject, svc.Values); err != nil {
		return req, err
	}
	if !req.Consent.Covers(req.Provider) {
		req.Consent = identity.Consent{} // agreed to another recipient: nothing here
	}
	if !svc.Descriptor.Face {
		req.Portrait = identity.Portrait{}
		return req, nil
	}
	switch {
	case req.Portrait.Empty():
		return req, identity.Bad(identity.FieldPhoto,
			"没有照片。未发送、未计费。请先拍照。",
			"There is no photo. Nothing was sent or charged. Take the photo first.")
	case !svc.Descriptor.Spec(svc.Values).Fits(req.Portrait):
		return req, identity.Bad(identity.FieldPhoto,
			"照片超过所选服务的大小上限。未发送、未计费。请重新拍照。",
			"The photo is larger than the chosen service accepts. Nothing was sent or charged. Take it again.")
	case req.Consent.By == "":
		return req, identity.Bad(identity.FieldConsent,
			"客人还没有同意把照片交给所选服务。未发送、未计费。请先征得同意，或改为人工查验证件。",
			"The guest has not agreed to giving the photo to the chosen service. Nothing was sent or charged. Ask for consent, or check the document by hand instead.")
	}
	return req, nil
}

// complete refuses a subject that did not come from identity.ParseSubject.
func complete(s identity.Subject) error {
	switch {
	case s.Name == "":
		return identity.Bad(identity.FieldName, "没有姓名。未发送、未计费。请填写姓名。",
			"There is no name. Nothing was sent or charged. Fill in the name.")
	case s.Document.Number == "":
		return identity.Bad(identity.FieldNumber, "没有证件号码。未发送、未计费。请填写号码。",
			"There is no document number. Nothing was sent or charged. Fill in the number.")
	}
	return nil
}
