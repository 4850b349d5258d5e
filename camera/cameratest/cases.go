package cameratest

import (
	"bytes"
	"embed"
	"slices"
)

//go:embed pictures
var pictures embed.FS

// Picture returns an embedded picture by its name. Most are 320×240.
func Picture(name string) []byte {
	b, err := pictures.ReadFile("pictures/" + name + ".jpg")
	if err != nil {
		panic(err)
	}
	return b
}

// Result is what must become of a picture.
type Result uint8

// The results.
const (
	Taken   Result = iota // whole: shown, and good for a portrait
	Shown                 // a part is damaged: shown only
	Dropped               // nothing can be seen
)

// Case is a picture with a fault.
type Case struct {
	Name string
	Data []byte
	Want Result
	// Odd pictures are whole, and the decoder of the standard library refuses
	// them.
	Odd bool
}

// Cases returns pictures with all the faults that are known.
func Cases() []Case {
	good, marks := Picture("422"), Picture("restarts")
	return slices.Concat(kinds(good, marks), ends(good, marks), starts(good), headers(good), tables(good), restarts(marks), torn(good, marks), useless(good))
}

// kinds are whole pictures of every kind.
func kinds(good, marks []byte) []Case {
	return []Case{
		{Name: "whole", Data: good}, {Name: "restart marks", Data: marks}, {Name: "grey", Data: Picture("grey")},
		{Name: "4:1:1", Data: Picture("411")}, {Name: "4:4:4", Data: Picture("444")}, {Name: "4:4:0", Data: Picture("440")},
		{Name: "2×4", Data: Picture("2x4"), Odd: true}, {Name: "2×2 1×1 1×2", Data: Picture("uneven"), Odd: true},
		{Name: "1×1 2×2 2×2", Data: Picture("fine-colour"), Odd: true}, {Name: "322×242", Data: Picture("odd-size")},
		{Name: "three scans", Data: Picture("three-scans")}, {Name: "three scans, restart marks", Data: Picture("three-scans-restarts"), Odd: true}, {Name: "progressive", Data: Picture("progressive")},
	}
}

// ends are faults at the end.
func ends(good, marks []byte) []Case {
	return []Case{
		{Name: "no end mark", Data: cutEnd(good, 2)}, {Name: "half an end mark", Data: cutEnd(good, 1)},
		{Name: "no end mark, restart marks", Data: cutEnd(marks, 2)},
		{Name: "zeros in place of the end mark", Data: join(cutEnd(good, 2), make([]byte, 900))},
		{Name: "end mark twice", Data: join(good, good[len(good)-2:])},
		{Name: "fill bytes before the end mark", Data: join(cutEnd(good, 2), []byte{0xFF, 0xFF, 0xFF, 0xD9})},
		{Name: "zeros behind", Data: join(good, make([]byte, 900))}, {Name: "an older picture's rest behind", Data: join(good, good[700:])},
	}
}

// starts are faults at the start.
func starts(good []byte) []Case {
	return []Case{
		{Name: "0xFF before", Data: join([]byte{0xFF}, good)}, {Name: "zeros before", Data: join(make([]byte, 32), good)},
		{Name: "an older picture's end before", Data: join(cutHead(good, 200), good)},
		{Name: "two start marks", Data: join(good[:2], good)}, {Name: "three start marks", Data: join(good[:2], good[:2], good)},
		{Name: "two start marks and a zero between", Data: join(good[:2], []byte{0}, good)},
		{Name: "a picture begun anew in the header", Data: join(good[:90], good)},
		{Name: "a picture begun anew in the scan", Data: join(good[:len(good)/2], good)},
	}
}

// headers are faults between the segments.
func headers(good []byte) []Case {
	return []Case{
		{Name: "a byte before the tables", Data: before(good, 0xDB, []byte{0})},
		{Name: "bytes before the Huffman tables", Data: before(good, 0xC4, []byte{1, 2, 3, 0xFF, 0})},
		{Name: "a byte before the frame header", Data: before(good, 0xC0, []byte{0x11})},
		{Name: "a byte before the scan", Data: before(good, 0xDA, []byte{0})},
		{Name: "fill bytes before the scan", Data: before(good, 0xDA, []byte{0xFF, 0xFF})},
		{Name: "start and end mark inside a segment", Data: after(good, segment(0xE5, good[:400], good[len(good)-2:]))},
		{Name: "start and end mark inside a comment", Data: after(good, segment(0xFE, []byte{0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xDA}))},
	}
}

// tables are missing Huffman tables.
func tables(good []byte) []Case {
	return []Case{
		{Name: "no Huffman tables", Data: withoutTables(good, 4)}, {Name: "only luma's tables", Data: withoutTables(good, 2)},
		{Name: "one table missing", Data: withoutTables(good, 1)}, {Name: "grey without tables", Data: withoutTables(Picture("grey"), 4)},
	}
}

// restarts are miscounted restart marks.
func restarts(marks []byte) []Case {
	return []Case{
		{Name: "restart marks from 1", Data: numbered(marks, func(i int) int { return i + 1 })},
		{Name: "restart marks from 5", Data: numbered(marks, func(i int) int { return i + 5 })},
		{Name: "restart marks all 0", Data: numbered(marks, func(int) int { return 0 })},
		{Name: "three scans, restart marks from 1", Odd: true, Data: numbered(Picture("three-scans-restarts"), func(i int) int { return i + 1 })},
		{Name: "bytes before a restart mark", Data: padded(marks)},
	}
}

// torn are pictures of which a part is missing.
func torn(good, marks []byte) []Case {
	return []Case{
		{Name: "an interval short", Data: shortened(marks, 0), Want: Shown},
		{Name: "an interval missing", Data: lacking(marks), Want: Shown},
		{Name: "an interval short, no end mark", Data: cutEnd(shortened(marks, 0), 2), Want: Shown},
		{Name: "an interval short, restart marks from 1", Data: shortened(marks, 1), Want: Shown},
		{Name: "half", Data: good[:len(good)/2], Want: Shown},
		{Name: "half, with an end mark", Data: join(good[:len(good)/2], []byte{0xFF, 0xD9}), Want: Shown},
		{Name: "half, and zeros", Data: join(good[:len(good)/2], make([]byte, len(good)/2)), Want: Shown},
		{Name: "the last 3 %", Data: cutEnd(good, len(good)*3/100), Want: Shown},
		{Name: "progressive, half", Data: half(Picture("progressive")), Want: Shown},
		{Name: "progressive, a scan missing at the end", Data: scans(Picture("progressive"), 5), Want: Shown},
		{Name: "two of three scans", Data: scans(Picture("three-scans"), 2), Want: Shown},
		{Name: "two of three scans, with an end mark", Data: join(scans(Picture("three-scans"), 2), []byte{0xFF, 0xD9}), Want: Shown},
	}
}

// useless are pictures of which nothing can be seen.
func useless(good []byte) []Case {
	return []Case{
		{Name: "nothing", Want: Dropped}, {Name: "zeros", Data: make([]byte, 5000), Want: Dropped},
		{Name: "no start mark", Data: good[2:], Want: Dropped}, {Name: "header only", Data: good[:bytes.Index(good, []byte{0xFF, 0xDA})], Want: Dropped},
		{Name: "four components", Data: edited(good, 0xC0, 9, 4), Want: Dropped}, {Name: "12 bits", Data: edited(good, 0xC0, 4, 12), Want: Dropped},
		{Name: "65535×65535", Data: edited(good, 0xC0, 5, 0xFF, 0xFF, 0xFF, 0xFF), Want: Dropped},
		{Name: "no height", Data: edited(good, 0xC0, 5, 0, 0), Want: Dropped}, {Name: "lossless", Data: edited(good, 0xC0, 1, 0xC3), Want: Dropped},
		{Name: "arithmetic", Data: edited(good, 0xC0, 1, 0xC9), Want: Dropped}, {Name: "sampled 0 times", Data: edited(good, 0xC0, 11, 0), Want: Dropped},
	}
}
