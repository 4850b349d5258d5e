package blazeface

const (
	paddingSame  = 0
	noActivation = 0
)

// constant returns constants of the model with this shape.
func (p *plan) constant(t int, shape ...int) []float32 {
	stored, ok := p.numbers[t]
	need(ok)
	return p.g.numbers(stored, shape...)
}

// conv plans a convolution: weights [out][height][width][in], then a bias.
func (p *plan) conv(n node) {
	need(len(n.in) == 3)
	shape := p.g.tensors[p.numbers[n.in[1]]].shape
	need(len(shape) == 4 && shape[1] == shape[2])
	k, o := shape[1], n.options
	need(o.int(1) == o.int(2) && o.int(1) >= 1 && o.byte(3) == noActivation && (o.byte(0) == paddingSame || k == 1))
	s := p.add(n, step{do: doConv, kernel: int32(k), stride: int32(o.int(1))})
	_, _, out := p.g.picture(n.out[0])
	in := int(s.inC)
	need(k == 1 && s.stride == 1 && s.outH*s.outW%4 == 0 || k > 1 && s.outW%4 == 0 && s.inStrideC == s.inC && s.stride <= s.kernel)
	s.pad = padding(s)
	weights := p.constant(n.in[1], out, k, k, in)
	s.bias = p.keep(widened(p.constant(n.in[2], out), out))
	s.weights = p.keep(panels(weights, out, k*k*in))
}

// depthwise plans a convolution of each channel: weights [1][3][3][channels].
func (p *plan) depthwise(n node) {
	need(len(n.in) == 3)
	o := n.options
	need(o.byte(0) == paddingSame && o.int(1) == o.int(2) && (o.int(1) == 1 || o.int(1) == 2) && o.int(3) == 1 && o.byte(4) == noActivation)
	s := p.add(n, step{do: doDepthwise, kernel: 3, stride: int32(o.int(1))})
	_, _, out := p.g.picture(n.out[0])
	need(out == int(s.inC))
	s.pad = padding(s)
	need(s.pad == 2-s.stride)
	s.weights = p.keep(widened(p.constant(n.in[1], 1, 3, 3, out), out))
	s.bias = p.keep(widened(p.constant(n.in[2], out), out))
}

// padding returns how many zero pixels are above and at the left of the picture
// if windows are spread evenly over it.
func padding(s *step) int32 {
	return max(0, (s.outW-1)*s.stride+s.kernel-s.inW) / 2
}

// keep appends numbers to the weights and returns their position.
func (p *plan) keep(numbers []float32) int32 {
	at := len(p.weights)
	p.weights = append(p.weights, numbers...)
	return int32(at)
}

// widened pads rows of c numbers to whole lanes.
func widened(rows []float32, c int) []float32 {
	out := make([]float32, len(rows)/c*rounded(c))
	for i := range len(rows) / c {
		copy(out[i*rounded(c):], rows[i*c:(i+1)*c])
	}
	return out
}

// panels reorders weights [out][in] into panels of output channels. In a panel,
// the weights of the first input to all channels come first, then those of the
// next input.
func panels(weights []float32, outs, ins int) []float32 {
	laid := make([]float32, 0, rounded(outs)*ins)
	for first := 0; first < rounded(outs); first += panel {
		for in := range ins {
			for o := first; o < min(first+panel, rounded(outs)); o++ {
				w := float32(0)
				if o < outs {
					w = weights[o*ins+in]
				}
				laid = append(laid, w)
			}
		}
	}
	return laid
}
