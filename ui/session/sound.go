package session

// Sound is a signal, one for each family, so that no colour need be seen.
type Sound string

const (
	SoundPass      Sound = "pass"
	SoundDetails   Sound = "details"
	SoundNotMatch  Sound = "not_match"
	SoundUnchecked Sound = "unchecked"
	SoundDemo      Sound = "demo" // any verdict of the demo
	SoundShutter   Sound = "shutter"
	SoundRefused   Sound = "refused"
	SoundWarning   Sound = "warning"
)
