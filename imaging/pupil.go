package imaging

import (
	"encoding/binary"
	"errors"
	"image"
	"math"
	"slices"
)

// pupilCascade locates a pupil near a starting point: stages of regression
// trees that compare pairs of pixels and vote for a displacement (Markuš et
// al., "Eye pupil localization with an ensemble of randomized trees", 2014).
//
// The model is pigo's file "puploc". Its own detector draws the starting points
// at random and rounds to whole pixels; this one spreads them evenly and
// interpolates nothing away, so that the same picture gives the same portrait.
type pupilCascade struct {
	stages, trees, depth int
	shrink               float64 // factor of the window from one stage to the next
	tests                []int8  // per inner node: row, column, row, column, in 1/256 of the window
	votes                []float32
}

var errCascade = errors.New("not a cascade of this kind")

// parsePupils reads the model: stages, shrink, trees, depth, then for each tree
// its 2^depth−1 tests of four bytes and its 2^depth votes of two floats, all
// little-endian.
func parsePupils(b []byte) (*pupilCascade, error) {
	const head, maxDepth, maxCount = 16, 16, 1 << 12
	if len(b) < head {
		return nil, errCascade
	}
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
	stages, trees, depth := word(0), word(2), word(3)
	if stages == 0 || trees == 0 || depth == 0 || stages > maxCount || trees > maxCount || depth > maxDepth {
		return nil, errCascade
	}
	c := &pupilCascade{stages: int(stages), trees: int(trees), depth: int(depth), shrink: float64(math.Float32frombits(word(1)))}
	leaves, total := 1<<c.depth, c.stages*c.trees
	treeLen := 4*(leaves-1) + 8*leaves
	if len(b) != head+total*treeLen || !(c.shrink > 0 && c.shrink < 1) {
		return nil, errCascade
	}
	c.tests = make([]int8, 0, total*4*(leaves-1))
	c.votes = make([]float32, 0, total*2*leaves)
	for tree := range slices.Chunk(b[head:], treeLen) {
		c.addTree(tree, 4*(leaves-1))
	}
	return c, nil
}

func (c *pupilCascade) addTree(tree []byte, testLen int) {
	for _, v := range tree[:testLen] {
		c.tests = append(c.tests, int8(v))
	}
	for vote := range slices.Chunk(tree[testLen:], 4) {
		c.votes = append(c.votes, math.Float32frombits(binary.LittleEndian.Uint32(vote)))
	}
}

// locate returns where the pupil is, started from a window of the given size
// around (x, y): the median over starting points spread about it.
func (c *pupilCascade) locate(g *image.Gray, x, y, size float64) (px, py float64) {
	const starts = 31
	var xs, ys [starts]float64
	for i := range starts {
		// Multiples of the plastic number's powers fill the cube evenly
		// (Roberts, "The unreasonable effectiveness of quasirandom sequences").
		u, v, w := spread(i, 0.8191725), spread(i, 0.6710436), spread(i, 0.5497005)
		xs[i], ys[i] = c.descend(g, x+0.15*size*u, y+0.15*size*v, size*(1+0.15*w))
	}
	slices.Sort(xs[:])
	slices.Sort(ys[:])
	return xs[starts/2], ys[starts/2]
}

// spread returns the fraction of i×step, moved to −0.5..0.5.
func spread(i int, step float64) float64 {
	_, f := math.Modf(0.5 + float64(i)*step)
	return f - 0.5
}

// descend runs all stages from one starting window.
func (c *pupilCascade) descend(g *image.Gray, x, y, size float64) (float64, float64) {
	leaves := 1 << c.depth
	tests, votes := c.tests, c.votes
	for range c.stages {
		var dx, dy float64
		for range c.trees {
			leaf := c.leaf(g, tests, int(x), int(y), int(size+0.5))
			dy += float64(votes[2*leaf])
			dx += float64(votes[2*leaf+1])
			tests, votes = tests[4*(leaves-1):], votes[2*leaves:]
		}
		x, y, size = x+dx*size, y+dy*size, size*c.shrink
	}
	return x, y
}

// leaf walks one tree from its root.
func (c *pupilCascade) leaf(g *image.Gray, tests []int8, x, y, size int) int {
	node := 0
	for range c.depth {
		t := tests[4*node:][:4:4]
		first := clampedAt(g, x+int(t[1])*size>>8, y+int(t[0])*size>>8)
		second := clampedAt(g, x+int(t[3])*size>>8, y+int(t[2])*size>>8)
		node = 2*node + 1
		if first > second {
			node++
		}
	}
	return node - (1<<c.depth - 1)
}

func clampedAt(g *image.Gray, x, y int) uint8 {
	x = min(max(x, 0), g.Rect.Max.X-1)
	y = min(max(y, 0), g.Rect.Max.Y-1)
	return g.Pix[y*g.Stride+x]
}
