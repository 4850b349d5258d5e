package imaging

// Marks are what a picture is judged by. docs/faces.md has the same table, with
// the names under which IT changes them.
type Marks struct {
	MinEyes  float64 // pixels between the eyes; below, no portrait is made
	GoodEyes float64 // likewise; below, "come closer"
	Roll     float64 // degrees that a head may be tilted by

	Turned     float64 // how far the nose may be off the middle of the eyes, in eye distances
	TurnedAway float64 // from here on somebody has to say that it will do

	Covered    float64 // below this score of the confirming look, no portrait is made, whatever the cause
	Doubtful   float64 // below this score, a nose of another colour counts
	NoseColour float64 // how far the nose may be from both forehead and bridge in a*, b*
	LidLight   float64 // how bright the skin below the eyes is at least beside the cheeks, in L*

	LidLightMost float64 // likewise at most, below Doubtful; 0: any

	DarkTop      float64 // how bright the brightest parts of a face are at least, 0..1
	DarkContrast float64 // how much its brightest and darkest parts differ at least, 0..1
	Burnt        float64 // share of a face that may be white
	BacklitTop   float64 // before a bright wall, how bright the brightest parts are at least
	SideLight    float64 // overlap of the cheeks' histograms at least
	Sharpness    float64 // variance of the Laplacian at least, on a face of usual contrast
}

// DefaultMarks are the marks as measured (docs/faces.md).
func DefaultMarks() Marks {
	return Marks{
		MinEyes: 70, GoodEyes: 90, Roll: 15,
		Turned: 0.20, TurnedAway: 0.30,
		Covered: 0.82, Doubtful: 0.90, NoseColour: 10, LidLight: 0.65, LidLightMost: 2,
		DarkTop: 0.30, DarkContrast: 0.22, Burnt: 0.15, BacklitTop: 0.42, SideLight: 0.15, Sharpness: 130,
	}
}
