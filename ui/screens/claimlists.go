package screens

import (
	"facedesk/identity"
	"facedesk/ui/session"
)

func (c *claim) pickType(row, at int) {
	if types := usual()[row]; at < len(types) {
		c.send(session.TypePicked{Type: types[at]})
		return
	}
	c.openTypes()
}

// openTypes opens the list of all types. The first line chooses the type by the
// number.
func (c *claim) openTypes() {
	lines := []menuItem{{name: c.t("desk.type.auto"), chosen: c.view.TypeText == "desk.type.auto"}}
	types := identity.Types()
	for _, t := range types {
		lines = append(lines, menuItem{name: c.say(t.Name), chosen: c.view.TypeText != "desk.type.auto" && c.view.Type == t.Code})
	}
	c.menu.open(c.types[1], lines, func(i int) {
		if i == 0 {
			c.send(session.TypePicked{})
			return
		}
		c.send(session.TypePicked{Type: types[i-1].Code})
	})
}

func (c *claim) openServices() {
	if c.service.fixed {
		return
	}
	var lines []menuItem
	services := c.view.Services
	for _, s := range services {
		lines = append(lines, menuItem{name: c.say(s.Name), note: c.serviceNote(s), chosen: s.Current})
	}
	c.menu.open(c.service, lines, func(i int) { c.send(session.ServicePicked{Code: services[i].Code}) })
}

func (c *claim) serviceNote(s session.ServiceChoice) string {
	if !s.Ready {
		return c.t(s.State)
	}
	if s.Face {
		return c.t("desk.service.face")
	}
	return c.t("desk.service.details")
}

func (c *claim) openPersons() {
	var lines []menuItem
	for _, p := range c.view.Persons {
		lines = append(lines, menuItem{
			name: p.Claim.Name + "  " + identity.MaskNumber(p.Claim.Number), note: c.say(p.Note), chosen: p.Claim.Name == c.view.Name && p.Claim.Number == noGaps(c.view.Number),
		})
	}
	c.menu.open(c.person, lines, func(i int) { c.send(session.PersonPicked{Index: i}) })
}
