package blazeface

// value is a picture in the work memory.
type value struct {
	h, w, c int
	made    int // index of the step that makes it, -1 for the input
	last    int // index of the last step that reads it
	at      int // its position
}

func (v value) size() int { return v.h * v.w * rounded(v.c) }

// plan turns a graph into steps. Activations and additions become part of the
// step before them. Padding of channels needs no step.
type plan struct {
	g       graph
	steps   []step
	weights []float32
	values  []value
	of      map[int]int   // value of each tensor
	numbers map[int]int   // the stored tensor of one that is unpacked at the start
	parts   map[int][]int // the values that form a list of numbers
	uses    map[int]int   // how many nodes read a tensor
	adds    map[int]int   // the value that a step adds
	sources map[int]int   // the value that a step reads
}

func newPlan(g graph, numbers int) *plan {
	p := &plan{g: g, of: map[int]int{}, numbers: map[int]int{}, parts: map[int][]int{}, uses: map[int]int{},
		adds: map[int]int{}, sources: map[int]int{},
		weights: make([]float32, 0, numbers+numbers/4)} // rows are padded to whole lanes
	for _, n := range g.nodes {
		for _, t := range n.in {
			p.uses[t]++
		}
	}
	h, w, c := g.picture(g.in)
	need(h == w && c == 3)
	p.values = []value{{h: h, w: w, c: c, made: -1}}
	p.of[g.in] = 0
	for _, n := range g.nodes {
		p.node(n)
	}
	return p
}

// node plans one operator.
func (p *plan) node(n node) {
	in, out := n.in[0], n.out[0]
	switch n.op {
	case opDequantize:
		p.numbers[out] = in
	case opConv:
		p.conv(n)
	case opDepthwise:
		p.depthwise(n)
	case opMaxPool:
		o := n.options
		need(o.int(1) == 2 && o.int(2) == 2 && o.int(3) == 2 && o.int(4) == 2)
		p.add(n, step{do: doPool, kernel: 2, stride: 2})
	case opResize:
		need(n.options.byte(2) == 0 && n.options.byte(3) == 1) // align_corners off, half_pixel_centers on
		s := p.add(n, step{do: doResize})
		need(s.outH == 2*s.inH && s.outW == 2*s.inW)
	case opReLU:
		p.merge(in, out).relu = 1
	case opPad:
		p.of[out] = p.value(in)
	case opAdd:
		p.sum(n)
	case opReshape:
		p.parts[out] = []int{p.value(in)}
	case opConcat:
		for _, t := range n.in {
			p.parts[out] = append(p.parts[out], p.parts[t]...)
		}
	default:
		panic(errDamaged)
	}
}

func (p *plan) value(t int) int {
	v, ok := p.of[t]
	need(ok)
	return v
}

// merge makes a tensor part of the step of another one. No other node may read
// that one.
func (p *plan) merge(before, after int) *step {
	v := p.value(before)
	need(p.values[v].made >= 0 && p.uses[before] == 1)
	s := &p.steps[p.values[v].made]
	need(s.relu == 0)
	p.of[after] = v
	return s
}

// sum makes an addition part of the step of its later operand.
func (p *plan) sum(n node) {
	need(len(n.in) == 2)
	early, late := n.in[0], n.in[1]
	if p.values[p.value(early)].made > p.values[p.value(late)].made {
		early, late = late, early
	}
	s, v := p.merge(late, n.out[0]), p.value(early)
	_, twice := p.adds[p.values[p.value(late)].made]
	a := p.values[v]
	need(!twice && a.made < p.values[p.value(late)].made && a.h == int(s.outH) && a.w == int(s.outW) && a.c <= int(s.outC))
	need(s.do == doConv || s.do == doResize)
	s.addC = int32(rounded(a.c))
	p.adds[p.values[p.value(late)].made] = v
	p.read(v, p.values[p.value(late)].made)
}

func (p *plan) read(v, step int) { p.values[v].last = max(p.values[v].last, step) }

// add appends a step that reads the node's first tensor and makes its output.
func (p *plan) add(n node, s step) *step {
	v := p.value(n.in[0])
	in := p.values[v]
	h, w, c := p.g.picture(n.in[0])
	need(in.h == h && in.w == w && in.c == c)
	oh, ow, oc := p.g.picture(n.out[0])
	i := len(p.steps)
	p.read(v, i)
	p.sources[i] = v
	p.of[n.out[0]] = len(p.values)
	p.values = append(p.values, value{h: oh, w: ow, c: oc, made: i, last: i})
	s.inH, s.inW, s.inC, s.inStrideC = int32(h), int32(w), int32(c), int32(rounded(c))
	if v == 0 {
		s.inStrideC = s.inC
	}
	s.outH, s.outW, s.outC, s.add = int32(oh), int32(ow), int32(rounded(oc)), -1
	if s.stride > 0 {
		need(int32(oh) == (s.inH+s.stride-1)/s.stride && int32(ow) == (s.inW+s.stride-1)/s.stride)
	}
	if s.do == doPool {
		need(c == oc && h%2 == 0 && w%2 == 0)
	}
	p.steps = append(p.steps, s)
	return &p.steps[i]
}
