//go:build photo

package imaging

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	resize "github.com/disintegration/imaging"
	"github.com/gen2brain/jpegli"

	"facedesk/imaging/internal/ssimulacra2"
)

var (
	photoDir  = flag.String("photos", "", "folder of photos to measure on")
	photoMost = flag.Int("most", 40, "how many photos at most")
	mozjpeg   = flag.String("mozjpeg", "mozjpeg-cjpeg", "mozjpeg's cjpeg")
	ssim2     = flag.String("ssimulacra2", "ssimulacra2", "the reference program of the metric, to compare ours with")
)

// sitter is a head and shoulders, and where the head is.
type sitter struct {
	crop *image.RGBA
	head image.Rectangle
	ref  *ssimulacra2.Original
}

// sitters are the photos of one person each, large enough for the limits.
func sitters(t *testing.T) (out []sitter) {
	const least, widest = 220_000, 1100
	m := NewMaker(newFinder(t))
	names, err := filepath.Glob(*photoDir + "/*.[jJ]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		img, err := Decode(must(os.ReadFile(n)))
		if err != nil || len(out) == *photoMost {
			continue
		}
		r := m.ExamineClosely(img)
		if r.Err() != nil || len(r.Faces) != 1 || r.Crop.Dx()*r.Crop.Dy() < least {
			continue
		}
		crop := packed(img, r.Crop)
		if crop.Rect.Dx() > widest {
			crop = scaled(crop, widest)
		}
		k := float64(crop.Rect.Dx()) / float64(r.Crop.Dx())
		head := scaledRect(headRect(r.Faces[0]).Sub(r.Crop.Min), k).Intersect(crop.Rect)
		out = append(out, sitter{crop, head, ssimulacra2.New(packed(crop, head))})
	}
	return out
}

// shown is the head of a portrait, enlarged to what it was made from.
func (s sitter) shown(jpg []byte) *image.RGBA {
	img := must(Decode(jpg))
	if img.Rect != s.crop.Rect {
		img = asRGBA(resize.Resize(img, s.crop.Rect.Dx(), s.crop.Rect.Dy(), resize.CatmullRom))
	}
	return packed(img, s.head)
}

// maker makes a JPEG of a crop for a limit. The error of one whose program is
// absent is exec.ErrNotFound.
type maker func(s sitter, limit int) ([]byte, error)

func jpegliMaker(pixels float64, sampling image.YCbCrSubsampleRatio, adaptive bool) maker {
	return func(s sitter, limit int) ([]byte, error) {
		small := scaleTo(s.crop, fitPixels(s.crop.Rect.Size(), pixels*float64(limit)))
		data, _, _, err := highestQuality(small.Rect.Dx()*small.Rect.Dy(), limit, func(q step) ([]byte, error) {
			var b bytes.Buffer
			err := jpegli.Encode(&b, small, &jpegli.EncodingOptions{
				Quality: q.quality(), ChromaSubsampling: sampling, OptimizeCoding: true, AdaptiveQuantization: adaptive,
			})
			return b.Bytes(), err
		})
		return data, err
	}
}

func ourMaker(progressive bool) maker {
	return func(s sitter, limit int) ([]byte, error) {
		data, _, _, err := Encode(s.crop, limit, progressive)
		return data, err
	}
}

// peer runs a program on the crop, scaled as ours is: in is what it reads.
func peer(in func(*image.RGBA) []byte, args func(limit int) []string) maker {
	return func(s sitter, limit int) ([]byte, error) {
		cmd := args(limit)
		return run(in(scaleTo(s.crop, fitPixels(s.crop.Rect.Size(), pixelsPerByte*float64(limit)))), cmd)
	}
}

// bisected finds the highest quality of a program that has no limit of its own.
func bisected(args func(quality string) []string) maker {
	return func(s sitter, limit int) (best []byte, err error) {
		in := asPPM(scaleTo(s.crop, fitPixels(s.crop.Rect.Size(), pixelsPerByte*float64(limit))))
		for low, high := 1, 101; high-low > 1; {
			q := (low + high) / 2
			out, err := run(in, args(strconv.Itoa(q)))
			if err != nil {
				return nil, err
			}
			if len(out) <= limit {
				low, best = q, out
			} else {
				high = q
			}
		}
		return best, nil
	}
}

func run(in []byte, args []string) ([]byte, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin = bytes.NewReader(in)
	return cmd.Output()
}

func asPPM(img *image.RGBA) []byte {
	b := fmt.Appendf(nil, "P6\n%d %d\n255\n", img.Rect.Dx(), img.Rect.Dy())
	for i := 0; i < len(img.Pix); i += 4 {
		b = append(b, img.Pix[i], img.Pix[i+1], img.Pix[i+2])
	}
	return b
}

// jpegoptimMaker gives jpegoptim the best JPEG of the scaled crop, in a file.
func jpegoptimMaker(s sitter, limit int) ([]byte, error) {
	small := scaleTo(s.crop, fitPixels(s.crop.Rect.Size(), pixelsPerByte*float64(limit)))
	best, err := run(asPPM(small), []string{"cjpeg", "-quality", "100", "-sample", "1x1"})
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp("", "*.jpg")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(best); err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return run(nil, []string{"jpegoptim", "-q", "--strip-all", "--size=" + strconv.Itoa(limit/1024) + "k", "--stdout", f.Name()})
}

// oracle tries our encoder and jpegli at every scale, and keeps what the metric
// likes best.
func oracle(s sitter, limit int) (best []byte, _ error) {
	most := -1e9
	try := func(data []byte, err error) {
		if err != nil || data == nil {
			return
		}
		if v := s.ref.Score(s.shown(data)); v > most {
			most, best = v, data
		}
	}
	for _, pixels := range []float64{5, 6, 7, 9, 11, 13, 16} {
		e, err := encodeWithin(s.crop, pixels, limit, false)
		try(e.data, err)
		for _, sampling := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio444} {
			try(jpegliMaker(pixels, sampling, false)(s, limit))
		}
	}
	return best, nil
}

func contestants() (names []string, makers []maker) {
	add := func(name string, m maker) { names, makers = append(names, name), append(makers, m) }
	add("ours", ourMaker(false))
	add("ours, progressive", ourMaker(true))
	add("ours, before (7 px, adaptive)", jpegliMaker(7, image.YCbCrSubsampleRatio420, true))
	add("mozjpeg, baseline", bisected(func(q string) []string { return []string{*mozjpeg, "-baseline", "-quality", q} }))
	add("mozjpeg, progressive", bisected(func(q string) []string { return []string{*mozjpeg, "-quality", q} }))
	add("cjpeg -optimize", bisected(func(q string) []string { return []string{"cjpeg", "-optimize", "-quality", q} }))
	add("jpegoptim --size", jpegoptimMaker)
	add("ImageMagick extent", peer(asPPM, func(limit int) []string {
		return []string{"convert", "ppm:-", "-define", "jpeg:extent=" + strconv.Itoa(limit) + "b", "jpg:-"}
	}))
	add("oracle", oracle)
	return names, makers
}

// result is what one maker came to at one limit.
type result struct {
	scores, butter, bytes, cpu []float64
	over                       int
}

// TestPhotos prints the table of docs/performance.md.
func TestPhotos(t *testing.T) {
	all := sitters(t)
	if len(all) == 0 {
		t.Fatal("no photo of one person is large enough: -photos FOLDER")
	}
	t.Logf("%d photos; SSIMULACRA2: imaging/internal/ssimulacra2 (version 2.1)", len(all))
	compareWithReference(t, all[0])
	names, makers := contestants()
	for _, limit := range []int{32_768, 38_400, 51_200} {
		t.Logf("| %d bytes | SSIMULACRA2 | ours is better by | butteraugli | bytes | CPU ms | over |", limit)
		var ours []float64
		for i, m := range makers {
			r, err := contest(t, all, m, limit)
			if err != nil {
				t.Logf("| %s | absent: %v |", names[i], err)
				continue
			}
			if i == 0 {
				ours = r.scores
			}
			var better []float64
			for k, v := range r.scores {
				better = append(better, ours[k]-v)
			}
			t.Logf("| %s | %.2f | %+.2f | %s | %.0f | %.0f | %d |", names[i], median(r.scores), median(better), number(r.butter), median(r.bytes), median(r.cpu), r.over)
		}
	}
}

func contest(t *testing.T, all []sitter, m maker, limit int) (r result, err error) {
	for _, s := range all {
		start := spent(t)
		data, err := m(s, limit)
		if err != nil {
			return r, err
		}
		r.cpu = append(r.cpu, float64(spent(t)-start)/1e6)
		if len(data) > limit {
			r.over++
		}
		shown := s.shown(data)
		r.scores = append(r.scores, s.ref.Score(shown))
		r.bytes = append(r.bytes, float64(len(data)))
		if v, ok := s.outside(t, "butteraugli", shown); ok {
			r.butter = append(r.butter, v)
		}
	}
	return r, nil
}

// spent is the processor time of this process and of the programs it has run.
func spent(t *testing.T) time.Duration {
	var own, others syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &others) != nil {
		t.Fatal("no figures of time")
	}
	return time.Duration(own.Utime.Nano() + own.Stime.Nano() + others.Utime.Nano() + others.Stime.Nano())
}

var firstNumber = regexp.MustCompile(`-?[0-9]+\.[0-9]+`)

// outside asks a program that compares two PNG files.
func (s sitter) outside(t *testing.T, program string, shown *image.RGBA) (float64, bool) {
	if _, err := exec.LookPath(program); err != nil {
		return 0, false
	}
	a, b := filepath.Join(t.TempDir(), "a.png"), filepath.Join(t.TempDir(), "b.png")
	for name, img := range map[string]*image.RGBA{a: packed(s.crop, s.head), b: shown} {
		data := encodeWith(func(w *bytes.Buffer) error { return png.Encode(w, img) })
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, _ := exec.Command(program, a, b).CombinedOutput() // butteraugli's exit code is not 0 where they differ
	v, err := strconv.ParseFloat(string(firstNumber.Find(out)), 64)
	return v, err == nil
}

// compareWithReference says how far our metric is from the reference program.
func compareWithReference(t *testing.T, s sitter) {
	for _, limit := range []int{12_000, 51_200} {
		shown := s.shown(must(ourMaker(false)(s, limit)))
		if v, ok := s.outside(t, *ssim2, shown); ok {
			t.Logf("reference %.3f, ours %.3f", v, s.ref.Score(shown))
		}
	}
}

func median(v []float64) float64 {
	return slices.Sorted(slices.Values(v))[len(v)/2]
}

func number(v []float64) string {
	if len(v) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", median(v))
}
