package screens

import (
	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// usual returns the types of the two rows on the screen, three in the first
// row. The others are in the list behind "more".
func usual() [2][]identity.DocumentType {
	var rows [2][]identity.DocumentType
	for _, t := range identity.Types() {
		switch {
		case t.Usual && len(rows[0]) < 3:
			rows[0] = append(rows[0], t.Code)
		case t.Usual && len(rows[1]) < 2:
			rows[1] = append(rows[1], t.Code)
		}
	}
	return rows
}

func (c *claim) showTypes(v session.ClaimView) {
	c.typeLabel.SetText(c.t("desk.type"))
	note := ""
	if v.Editable {
		note = c.t(v.TypeText)
	}
	c.typeNote.SetText(note)
	widgets.Show(c.typeLabel, v.Editable)
	widgets.Show(c.typePlain, !v.Editable)
	if v.Editable {
		c.typePlain.set("", "")
	} else {
		c.typePlain.set(c.t("desk.type"), c.typeName(v.Type))
	}
	c.typeFull = c.say(v.TypeFault)
	c.typeFault.setText(c.typeFull)
	found := false
	for i, types := range usual() {
		var names []string
		chosen := -1
		for j, t := range types {
			names = append(names, c.typeName(t))
			if t == v.Type {
				chosen, found = j, true
			}
		}
		if i == 1 {
			names = append(names, c.t("desk.type.more"))
			if !found && v.Type != "" {
				names[2], chosen = c.typeName(v.Type), 2
			}
		}
		widgets.Show(c.types[i], v.Editable)
		c.types[i].Set(names, chosen)
	}
}

func (c *claim) typeName(t identity.DocumentType) string {
	if t == "" {
		return ""
	}
	return c.say(t.Short())
}
