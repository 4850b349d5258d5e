package blazeface

// The operators of the two models, with their numbers in the TFLite schema.
const (
	opAdd        = 0
	opConcat     = 2
	opConv       = 3
	opDepthwise  = 4
	opDequantize = 6
	opMaxPool    = 17
	opReLU       = 19
	opReshape    = 22
	opResize     = 23
	opPad        = 34
)

const (
	typeFloat = 0
	typeHalf  = 1
)

// tensor is one value of the graph: a picture of height, width and channels, or
// constants of the model.
type tensor struct {
	shape []int
	kind  int
	data  []byte // of constants, as stored
}

// node is one operator of the graph.
type node struct {
	op      int
	in, out []int // indexes of tensors
	options table
}

// graph is the content of a .tflite file.
type graph struct {
	tensors []tensor
	nodes   []node
	in      int
	out     []int
}

// readGraph reads the first subgraph of a model. It panics with errDamaged.
func readGraph(b []byte) graph {
	need(len(b) > 8 && string(b[4:8]) == "TFL3")
	model := root(b)
	codes := model.vector(1).tables()
	buffers := model.vector(4).tables()
	subgraphs := model.vector(2).tables()
	need(len(subgraphs) == 1)
	sub := subgraphs[0]
	in := sub.vector(1).ints()
	g := graph{out: sub.vector(2).ints()}
	for _, t := range sub.vector(0).tables() {
		buffer := t.int(2)
		need(buffer >= 0 && buffer < len(buffers))
		g.tensors = append(g.tensors, tensor{t.vector(0).ints(), t.byte(1), buffers[buffer].vector(0).bytes()})
	}
	for _, t := range sub.vector(3).tables() {
		code := t.int(0)
		need(code >= 0 && code < len(codes))
		op := max(codes[code].byte(0), codes[code].int(3)) // the older field, and the newer one for more than 127 operators
		n := node{op, t.vector(1).ints(), t.vector(2).ints(), t.table(4)}
		need(len(n.in) > 0 && len(n.out) == 1 && g.has(n.in) && g.has(n.out))
		g.nodes = append(g.nodes, n)
	}
	need(len(in) == 1 && len(g.out) == 2 && g.has(in) && g.has(g.out))
	g.in = in[0]
	return g
}

func (g graph) has(tensors []int) bool {
	for _, t := range tensors {
		if t < 0 || t >= len(g.tensors) {
			return false
		}
	}
	return true
}

// picture returns height, width and channels of a tensor.
func (g graph) picture(t int) (h, w, c int) {
	const most = 4096
	s := g.tensors[t].shape
	need(len(s) == 4 && s[0] == 1 && min(s[1], s[2], s[3]) > 0 && max(s[1], s[2], s[3]) <= most)
	return s[1], s[2], s[3]
}

// numbers returns constants of the model with this shape.
func (g graph) numbers(t int, shape ...int) []float32 {
	x := g.tensors[t]
	n := 1
	need(x.kind == typeHalf && len(x.shape) == len(shape))
	for i, side := range shape {
		need(x.shape[i] == side)
		n *= side
	}
	need(len(x.data) == 2*n)
	return halves(x.data)
}
