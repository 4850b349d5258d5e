package desk

import (
	"context"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/ui/session"
)

// SetPIN implements session.Ports.SetClerkPIN. One that a shift lead or the duty
// manager has chosen is temporary. It ends the wait after the clerk's wrong tries. That
// it is set is recorded before; where that fails, it is not.
func (c *Clerks) SetPIN(ctx context.Context, s session.SetClerkPIN) session.PINChanged {
	return session.PINChanged{Visit: s.Visit, Err: AsIdentity(c.setPIN(ctx, s))}
}

func (c *Clerks) setPIN(ctx context.Context, s session.SetClerkPIN) error {
	in, err := c.outside.Load()
	if err != nil {
		return err
	}
	clerk, known := clerkOf(in, s.Code)
	if !known {
		return identity.Bad("", identity.Say("没有这位经办人。未作任何更改。", "There is no such clerk. Nothing was changed."))
	}
	by, err := in.pinSetter(s)
	if err != nil {
		return err
	}
	if same, _ := config.CheckPIN(clerk.Hash, s.PIN.Reveal()); same && s.Own {
		return identity.Bad("", identity.Say("请换一个，不能沿用现在的 PIN。", "Choose another PIN than the present one."))
	}
	clerk.Temporary = !s.Own
	if clerk.Hash, err = config.HashPIN(s.PIN.Reveal(), c.outside.Random); err != nil {
		return err
	}
	if err := c.note(ctx, session.RecordClerk{Event: session.ClerkPINSet, Clerk: by, About: s.Code, Demo: s.Demo}); err != nil {
		return err
	}
	if err := config.SetClerkPIN(in.Sources, in.Paths.User, in.Settings, clerk); err != nil {
		return err
	}
	c.door(s.Code).Reset()
	return nil
}

// pinSetter names who sets a PIN, as the records keep it: the clerk himself, a shift
// lead, or the duty manager.
func (in *Installation) pinSetter(s session.SetClerkPIN) (string, error) {
	if s.Own {
		return s.Code, nil
	}
	if lead, known := clerkOf(in, s.Lead); known && lead.Lead {
		return s.Lead, nil
	}
	if s.Lead != "" || in.Sources.StoredPIN(config.KeyManagerPIN) == "" {
		return "", identity.Bad("", identity.Say("只有当班主管或值班经理可以重设 PIN。未作任何更改。", "Only a shift lead or the duty manager sets PINs. Nothing was changed."))
	}
	return in.manager(s.Clerk), nil
}
