package verify

import (
	"context"
	"errors"

	"facedesk/identity"
)

// service returns the service of a code, complete, or a Configuration error.
// A service that answers to another code is refused: the guest's consent names
// its recipient.
func (c *Checker) service(ctx context.Context, code string) (Service, error) {
	svc, err := c.cfg.Lookup(ctx, code)
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
			identity.Say("没有照片。", "There is no photo.").Do("请先拍照。", "Take the photo first."))
	case !svc.Descriptor.Spec(svc.Values).Fits(req.Portrait):
		return req, identity.Bad(identity.FieldPhoto,
			identity.Say("照片超过所选服务的大小上限。", "The photo is larger than the chosen service accepts.").
				Do("请重新拍照。", "Take it again."))
	case req.Consent.By == "":
		return req, identity.Bad(identity.FieldConsent,
			identity.Say("客人还没有同意把照片交给所选服务。", "The guest has not agreed to giving the photo to the chosen service.").
				Do("请先征得同意，或改为人工核对证件。", "Ask for consent, or check the document by hand instead."))
	}
	return req, nil
}

// complete refuses a subject that did not come from identity.ParseSubject.
func complete(s identity.Subject) error {
	switch {
	case s.Name == "":
		return identity.Bad(identity.FieldName, identity.Say("没有姓名。", "There is no name.").Do("请填写姓名。", "Fill in the name."))
	case s.Document.Number == "":
		return identity.Bad(identity.FieldNumber, identity.Say("没有证件号码。", "There is no document number.").Do("请填写号码。", "Fill in the number."))
	}
	return nil
}
