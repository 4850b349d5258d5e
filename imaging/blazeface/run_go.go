package blazeface

// runGo runs all steps in Go. It serves builds without the C source, and tests
// of that source.
func runGo(steps []step, weights, memory []float32) {
	for i := range steps {
		switch s := &steps[i]; s.do {
		case doConv:
			conv(s, weights, memory)
		case doDepthwise:
			depthwise(s, weights, memory)
		case doPool:
			pool(s, memory)
		case doResize:
			resize(s, memory)
		}
	}
}

func conv(s *step, weights, m []float32) {
	n, k, x := int(s.outW), int(s.inC), m[s.in:]
	stride := int(s.inStrideC)
	for y := range int(s.outH) {
		line := x[y*n*stride:]
		if s.kernel > 1 {
			k = int(s.kernel * s.kernel * s.inC)
			line, stride = m[s.scratch:], k
			windows(s, y, m)
		}
		var add []float32
		if s.add >= 0 {
			add = m[int(s.add)+y*n*int(s.addC):]
		}
		multiply(s, n, k, weights, line, stride, add, m[int(s.out)+y*n*int(s.outC):])
	}
}

// multiply computes all output channels of n pixels with k numbers each.
func multiply(s *step, n, k int, weights, x []float32, stride int, add, out []float32) {
	outC, addC := int(s.outC), int(s.addC)
	for p := range n {
		w, in, to := weights[s.weights:], x[p*stride:][:k], out[p*outC:][:outC]
		copy(to, weights[s.bias:])
		for c := 0; c < outC; c += panel {
			sums := to[c:min(c+panel, outC)]
			for _, v := range in {
				for i, weight := range w[:len(sums)] {
					sums[i] += v * weight
				}
				w = w[len(sums):]
			}
		}
		if s.add >= 0 {
			for i, v := range add[p*addC:][:addC] {
				to[i] += v
			}
		}
		activate(s, to)
	}
}

func activate(s *step, numbers []float32) {
	if s.relu == 0 {
		return
	}
	for i, v := range numbers {
		numbers[i] = max(v, 0)
	}
}

// windows copies the windows of one row of outputs side by side. Pixels outside
// are zero.
func windows(s *step, y int, m []float32) {
	to := m[s.scratch:]
	c, w := int(s.inC), int(s.inW)
	for x := range int(s.outW) {
		for ky := range int(s.kernel) {
			sy := y*int(s.stride) + ky - int(s.pad)
			for kx := range int(s.kernel) {
				sx := x*int(s.stride) + kx - int(s.pad)
				if sy < 0 || sy >= int(s.inH) || sx < 0 || sx >= w {
					clear(to[:c])
				} else {
					copy(to[:c], m[int(s.in)+(sy*w+sx)*c:])
				}
				to = to[c:]
			}
		}
	}
}

func depthwise(s *step, weights, m []float32) {
	c, w, h := int(s.outC), int(s.inW), int(s.inH)
	for y := range int(s.outH) {
		for x := range int(s.outW) {
			to := m[int(s.out)+(y*int(s.outW)+x)*c:][:c]
			copy(to, weights[s.bias:])
			for k := range 9 {
				sy, sx := y*int(s.stride)+k/3-int(s.pad), x*int(s.stride)+k%3-int(s.pad)
				if sy < 0 || sy >= h || sx < 0 || sx >= w {
					continue
				}
				in, weight := m[int(s.in)+(sy*w+sx)*c:][:c], weights[int(s.weights)+k*c:][:c]
				for i, v := range in {
					to[i] += v * weight[i]
				}
			}
			activate(s, to)
		}
	}
}

func pool(s *step, m []float32) {
	c, w := int(s.outC), int(s.inW)
	for y := range int(s.outH) {
		for x := range int(s.outW) {
			a, to := m[int(s.in)+(2*y*w+2*x)*c:], m[int(s.out)+(y*int(s.outW)+x)*c:]
			for i := range c {
				to[i] = max(a[i], a[c+i], a[w*c+i], a[w*c+c+i])
			}
		}
	}
}

// resize doubles the size. Each output lies a quarter of a pixel beside an
// input.
func resize(s *step, m []float32) {
	c, w := int(s.outC), int(s.inW)
	for y := range int(s.outH) {
		a, b := besides(y, int(s.inH))
		for x := range int(s.outW) {
			near, far := besides(x, w)
			to := m[int(s.out)+(y*int(s.outW)+x)*c:][:c]
			at := func(y, x int) []float32 { return m[int(s.in)+(y*w+x)*c:][:c] }
			an, af, bn, bf := at(a, near), at(a, far), at(b, near), at(b, far)
			for i := range to {
				to[i] = (an[i]*0.75+af[i]*0.25)*0.75 + (bn[i]*0.75+bf[i]*0.25)*0.25
			}
			if s.add >= 0 {
				for i, v := range m[int(s.add)+(y*int(s.outW)+x)*int(s.addC):][:s.addC] {
					to[i] += v
				}
			}
			activate(s, to)
		}
	}
}

// besides returns the two inputs beside an output at twice the size, the nearer
// one first.
func besides(i, n int) (near, far int) {
	near = i / 2
	if far = near - 1; i%2 == 1 {
		far = near + 1
	}
	return near, min(max(far, 0), n-1)
}
