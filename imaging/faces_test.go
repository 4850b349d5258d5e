//go:build faces

package imaging

import (
	"encoding/csv"
	"flag"
	"fmt"
	"image"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// facesDir is a folder of pictures with a table "faces.csv": file, number of
// faces, traits separated by spaces. The traits masked, turned and glasses
// select the customers of the compositions. Other traits only group the counts.
var facesDir = flag.String("faces", "", "folder of pictures with faces.csv")

// photo is one picture of the folder.
type photo struct {
	name   string
	img    *image.RGBA
	faces  int
	traits []string
	head   Face // the only face, as the program finds it on the picture; none if the head is cut off
}

func (p photo) has(trait string) bool { return slices.Contains(p.traits, trait) }

// tally counts the results by trait.
type tally map[string]*[2]int

func (t tally) add(p photo, good bool) {
	traits := append([]string{"all"}, p.traits...)
	if len(p.traits) == 0 {
		traits = append(traits, "plain")
	}
	for _, trait := range traits {
		if t[trait] == nil {
			t[trait] = new([2]int)
		}
		t[trait][1]++
		if good {
			t[trait][0]++
		}
	}
}

func (t tally) print(title string) {
	fmt.Printf("\n%s\n", title)
	for _, trait := range slices.Sorted(maps.Keys(t)) {
		c := t[trait]
		lo, hi := wilson(c[0], c[1])
		fmt.Printf("  %-16s %4d of %4d  %5.1f %%  [%.1f, %.1f]\n", trait, c[0], c[1], 100*float64(c[0])/float64(c[1]), lo, hi)
	}
}

// wilson returns the 95 % interval of a share, in percent.
func wilson(k, n int) (lo, hi float64) {
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid, half := p+z*z/(2*m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, 100*(mid-half)/(1+z*z/m)), min(100, 100*(mid+half)/(1+z*z/m))
}

func readPhotos(t *testing.T, m *Maker) (photos []photo) {
	t.Helper()
	f, err := os.Open(filepath.Join(*facesDir, "faces.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		n, err := strconv.Atoi(strings.TrimSpace(row[1]))
		if err != nil {
			continue // the heading
		}
		data, err := os.ReadFile(filepath.Join(*facesDir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		img, err := Decode(data)
		if err != nil {
			fmt.Printf("left out: %s: %v\n", row[0], err)
			continue
		}
		p := photo{name: row[0], img: img, faces: n, traits: strings.Fields(row[2])}
		if r := m.ExamineClosely(img); n == 1 && len(r.Faces) > 0 && headRect(r.Faces[0]).In(img.Rect) {
			p.head = r.Faces[0]
		}
		photos = append(photos, p)
	}
	return photos
}

// headPerBox is the height from crown to chin divided by the side of the box.
const headPerBox = 1.4

// placed scales a picture to this height of the head and puts its face at a
// point of a frame. The frame stays visible where the picture does not reach.
func placed(frame *image.RGBA, p photo, head float64, at image.Point, reach float64) (*image.RGBA, image.Rectangle) {
	k := head / (headPerBox * float64(p.head.Box.Dy()))
	part := p.img.Rect
	if reach > 0 {
		part = p.head.Box.Inset(-int(reach * float64(p.head.Box.Dx()))).Intersect(part)
	}
	small := resize.Resize(packed(p.img, part), max(1, int(k*float64(part.Dx()))), max(1, int(k*float64(part.Dy()))), resize.Linear)
	face := scaledRect(p.head.Box.Sub(part.Min), k)
	corner := at.Sub(middleOf(face))
	return asRGBA(resize.Paste(frame, small, corner)), face.Add(corner)
}

// wall returns a frame of 1280×720 in the picture's own colours, blurred.
func wall(p photo) *image.RGBA {
	tiny := resize.Resize(p.img, 8, 6, resize.Box)
	return asRGBA(resize.Resize(tiny, 1280, 720, resize.Linear))
}

func noisy(img *image.RGBA, rng *rand.Rand) *image.RGBA {
	var table [1 << 12]int
	for i := range table {
		table[i] = int(math.Round(3 * rng.NormFloat64()))
	}
	for i, v := range img.Pix {
		if i%4 < 3 {
			img.Pix[i] = uint8(min(max(int(v)+table[rng.Uint32()>>20], 0), 255))
		}
	}
	return must(Decode(asJPEG(img)))
}

// TestFaces measures. It fails if a portrait of a wrong person is made.
func TestFaces(t *testing.T) {
	m := NewMaker(newFinder(t))
	photos := readPhotos(t, m)
	fmt.Printf("%d pictures\n", len(photos))
	measureFiles(m, photos)
	measureFrames(m, photos)
	measureFaceless(m, photos)
	measureSeveral(m, photos)
	for name, wrong := range measureCompositions(m, photos) {
		if wrong > 0 {
			t.Errorf("%s: %d wrong persons", name, wrong)
		}
	}
	measureCost(m, photos)
}

func measureFiles(m *Maker, photos []photo) {
	found, quiet := tally{}, tally{}
	for _, p := range photos {
		r := m.ExamineClosely(p.img)
		if p.faces > 0 {
			found.add(p, len(r.Faces) > 0)
		} else {
			quiet.add(p, len(r.Faces) == 0)
		}
		if (len(r.Faces) > 0) != (p.faces > 0) {
			fmt.Printf("  %s: %d faces of %d, %v\n", p.name, len(r.Faces), p.faces, codes(r.Problems))
		}
	}
	found.print("files: somebody found")
	quiet.print("files without a face: nobody found")
}

// measureFrames puts each single face into frames like a webcam's, and counts what
// is said of them, by trait.
func measureFrames(m *Maker, photos []photo) {
	rng := rand.New(rand.NewPCG(1, 2))
	said := map[string]tally{}
	count := func(what string, p photo, is bool) {
		if said[what] == nil {
			said[what] = tally{}
		}
		said[what].add(p, is)
	}
	for _, share := range []float64{0.25, 0.4, 0.6} {
		size := fmt.Sprintf("%.0f %%: ", 100*share)
		for _, p := range photos {
			if p.faces != 1 || p.head.Box.Empty() {
				continue
			}
			at := image.Pt(640+rng.IntN(300)-150, 320+rng.IntN(80)-40)
			img, face := placed(wall(p), p, share*720, at, 0)
			r := m.Examine(noisy(img, rng))
			here := len(r.Faces) > 0 && sameFace(r.Faces[0].Box, face)
			count("found at "+size, p, here)
			if !here {
				fmt.Printf("  %s at %.0f %%: %v, %v\n", p.name, 100*share, r.Faces, codes(r.Problems))
				continue
			}
			judged(size, p, r, count)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(said)) {
		said[what].print("frames, head of " + what)
	}
}

// judged counts what is said of a face that was found.
func judged(size string, p photo, r Report, count func(string, photo, bool)) {
	cover := r.has(MouthCovered) || r.has(EyesCovered) || r.has(Covered)
	stop, stopped := r.Stop()
	light := r.has(Dark) || r.has(Burnt)
	count("all: asked about a cover", p, cover)
	count("all: the clerk cannot lift the cover", p, r.has(Covered))
	count("all: stopped by light", p, light)
	count("all: the shutter refuses or asks, but for the distance", p, stopped && stop.Code != TooSmall)
	count("all: stopped for two people", p, r.has(ManyFaces))
	count("all: the automatic shutter waits for anything but the distance", p,
		slices.ContainsFunc(r.Problems, func(p Problem) bool {
			return !slices.Contains([]Code{Backlit, SideLit, Small, TooSmall, CutOff}, p.Code)
		}))
	for _, c := range []Code{MouthCovered, EyesCovered, TurnedAway, Turned, Tilted, Dark, Burnt, Backlit, SideLit, Blurred} {
		count("all: named "+string(c), p, r.has(c))
	}
	for _, trait := range []string{"headscarf", "hat", "glasses", "dark"} {
		if p.has(trait) && stopped && stop.Code != TooSmall {
			fmt.Printf("  %s (%s) at %s%v %+v\n", p.name, trait, size, codes(r.Problems), r.Figures)
		}
	}
	if len(p.traits) == 0 && cover {
		fmt.Printf("  %s (plain) at %s%v %+v\n", p.name, size, codes(r.Problems), r.Figures)
	}
}

// measureFaceless shows pictures without a face to the camera, whole and filling
// the frame, and counts at how many the automatic shutter fires: at those whose
// frame says nothing that it waits for. Whether a portrait comes of it is said
// beside.
func measureFaceless(m *Maker, photos []photo) {
	rng := rand.New(rand.NewPCG(7, 8))
	fires, portraits := tally{}, tally{}
	for _, p := range photos {
		if p.faces > 0 {
			continue
		}
		fired, made := false, false
		for _, frame := range []*image.RGBA{wholeFrame(p), filledFrame(p)} {
			if img := noisy(frame, rng); m.firesAt(img) {
				_, _, err := m.Portrait(img, identity.PortraitSpec{MaxBytes: 51_200}, identity.SourceCamera)
				fired, made = true, made || err == nil
				fmt.Printf("  %s: the automatic shutter fires, %v\n", p.name, err)
			}
		}
		fires.add(p, fired)
		portraits.add(p, made)
	}
	fires.print("pictures without a face: the automatic shutter fires")
	portraits.print("pictures without a face: a portrait is made")
}

// firesAt reports whether the automatic shutter takes a frame, as package
// capture looks at it.
func (m *Maker) firesAt(frame *image.RGBA) bool {
	r := m.Examine(frame)
	if len(r.Faces) == 0 {
		if closely := m.ExamineClosely(frame); len(closely.Found) > 0 {
			r = closely
		}
	}
	waits := func(p Problem) bool { return p.Code != Backlit && p.Code != SideLit }
	return len(r.Faces) > 0 && !slices.ContainsFunc(r.Problems, waits)
}

// wholeFrame is a frame that shows all of a picture.
func wholeFrame(p photo) *image.RGBA {
	return asRGBA(resize.PasteCenter(wall(p), resize.Fit(p.img, 1280, 720, resize.Linear)))
}

// filledFrame is a frame that a picture fills.
func filledFrame(p photo) *image.RGBA {
	return asRGBA(resize.Fill(p.img, 1280, 720, resize.Center, resize.Linear))
}

// measureSeveral examines pictures of several people as files.
func measureSeveral(m *Maker, photos []photo) {
	stopped, alone := 0, 0
	all := 0
	for _, p := range photos {
		if p.faces < 2 {
			continue
		}
		all++
		switch r := m.examine(p.img, m.finder.seeClosely(p.img, true, Aim{})); {
		case r.has(ManyFaces):
			stopped++
		case r.Err() == nil:
			alone++
			fmt.Printf("  %s passes as one: %v of %d\n", p.name, r.Faces, p.faces)
		}
	}
	fmt.Printf("\nseveral people: %d pictures, %d stopped, %d pass as one\n", all, stopped, alone)
}

// measureCompositions puts a bystander beside a customer. It returns how many
// portraits show the wrong one.
func measureCompositions(m *Maker, photos []photo) map[string]int {
	rng := rand.New(rand.NewPCG(3, 4))
	singles := slices.DeleteFunc(slices.Clone(photos), func(p photo) bool { return p.faces != 1 || p.head.Box.Empty() || p.head.Box.Dx() < 90 })
	wrong := map[string]int{}
	fmt.Println()
	for _, role := range []string{"plain", "masked", "turned", "glasses"} {
		customers := slices.DeleteFunc(slices.Clone(singles), func(p photo) bool { return !p.has(role) && (role != "plain" || len(p.traits) > 0) })
		for _, kind := range []string{"plain", "turned"} {
			bystanders := slices.DeleteFunc(slices.Clone(singles), func(p photo) bool { return !p.has(kind) && (kind != "plain" || len(p.traits) > 0) })
			for _, share := range []float64{1, 0.5, 1.0 / 3} {
				counts := map[string]int{}
				for i := range min(len(customers), 24*min(1, len(bystanders))) {
					outcome := composed(m, customers[i], bystanders[rng.IntN(len(bystanders))], share, rng)
					counts[outcome]++
				}
				name := fmt.Sprintf("%s customer, %s bystander of %.2f", role, kind, share)
				wrong[name] = counts["WRONG"]
				fmt.Printf("  %-50s %v\n", name, counts)
			}
		}
	}
	return wrong
}

func composed(m *Maker, customer, bystander photo, share float64, rng *rand.Rand) string {
	head := (0.45 + 0.1*rng.Float64()) * 720
	img, face := placed(wall(customer), customer, head, image.Pt(520+rng.IntN(80), 330), 0)
	img, other := placed(img, bystander, share*head, image.Pt(1020+rng.IntN(60), 300), 0.5)
	img = noisy(img, rng)
	p, r, err := m.Portrait(img, identity.PortraitSpec{MaxBytes: 50_000}, identity.SourceCamera)
	switch {
	case err == nil && sameFace(r.Faces[0].Box, face):
		return "customer"
	case err == nil && !p.Empty():
		fmt.Printf("  WRONG: %s beside %s: %v, customer %v, bystander %v\n", bystander.name, customer.name, r.Faces, face, other)
		return "WRONG"
	case r.has(ManyFaces):
		return "stopped"
	}
	return "refused"
}

// measureCost measures the processor time of each step on frames.
func measureCost(m *Maker, photos []photo) {
	var frames []*image.RGBA
	rng := rand.New(rand.NewPCG(5, 6))
	for _, p := range photos {
		if p.faces == 1 && !p.head.Box.Empty() && len(frames) < 40 {
			img, _ := placed(wall(p), p, 0.5*720, image.Pt(640, 320), 0)
			frames = append(frames, noisy(img, rng))
		}
	}
	empty := room(1280, 720)
	if len(frames) == 0 {
		frames = append(frames, empty)
	}
	fmt.Println()
	for name, run := range map[string]func(*image.RGBA){
		"Examine":          func(f *image.RGBA) { m.Examine(f) },
		"ExamineClosely":   func(f *image.RGBA) { m.ExamineClosely(f) },
		"Examine, nobody":  func(*image.RGBA) { m.Examine(empty) },
		"closely, nobody":  func(*image.RGBA) { m.ExamineClosely(empty) },
		"Portrait (51200)": func(f *image.RGBA) { m.Portrait(f, identity.PortraitSpec{MaxBytes: 51_200}, identity.SourceCamera) },
	} {
		run(frames[0])
		begun := processTime()
		for _, f := range frames {
			run(f)
		}
		fmt.Printf("  %-18s %6.1f ms of CPU a frame of 1280×720\n", name, float64(processTime()-begun)/float64(time.Millisecond)/float64(len(frames)))
	}
}

func processTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
