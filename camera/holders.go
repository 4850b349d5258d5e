package camera

// Holder is a program that has a camera open.
type Holder struct {
	PID  int
	Name string
}
