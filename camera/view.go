package camera

// View says how a camera hangs.
type View struct {
	// Turn is by how many degrees its pictures must be turned clockwise: 0, 90,
	// 180 or 270.
	Turn int
	// Mirror says that its pictures are mirrored. They are mirrored back before
	// they are turned.
	Mirror bool
}

// Plain reports whether pictures are used as they come.
func (v View) Plain() bool { return v == View{} }

// Settings are what IT decides about cameras.
type Settings struct {
	// View returns how a camera hangs; nil means upright.
	View func(Device) View
	// Mains is the frequency of the electric light; 0 means 50 Hz.
	Mains Mains
}

// view returns how a camera hangs.
func (s Settings) view(d Device) View {
	if s.View == nil {
		return View{}
	}
	return s.View(d)
}
