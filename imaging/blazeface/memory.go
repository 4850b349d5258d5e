package blazeface

import "slices"

// span is a used part of the work memory.
type span struct{ at, size int }

// memory allocates parts of the work memory, the lowest free ones first. So
// memory that is soon used again stays in the processor's cache.
type memory struct {
	used []span // sorted by position
	size int    // the largest size in use
}

// apart is the distance between two parts. Without it, equal places of two large
// pictures would often fall on the same lines of the cache.
const apart = 272

func (m *memory) take(size int) int {
	at, i := 0, 0
	size += apart
	for ; i < len(m.used) && m.used[i].at-at < size; i++ {
		at = m.used[i].at + m.used[i].size
	}
	m.used = slices.Insert(m.used, i, span{at, size})
	m.size = max(m.size, at+size)
	return at
}

func (m *memory) free(at int) {
	m.used = slices.DeleteFunc(m.used, func(s span) bool { return s.at == at })
}

// place gives every value a position, so that no value is overwritten before
// its last use. It returns the size of the work memory.
func (p *plan) place(outputs []int) int {
	for _, v := range outputs {
		p.values[v].last = len(p.steps)
	}
	var m memory
	zeros := m.take(p.widestRow()) // stays zero
	p.values[0].at = m.take(p.values[0].h * p.values[0].w * p.values[0].c)
	for i := range p.steps {
		s := &p.steps[i]
		windows := -1
		if s.scratch = int32(zeros); s.do == doConv && s.kernel > 1 {
			windows = m.take(int(s.outW * s.kernel * s.kernel * s.inC))
			s.scratch = int32(windows)
		}
		p.link(s, i, &m)
		if windows >= 0 {
			m.free(windows)
		}
		for _, v := range p.values {
			if v.made <= i && v.last == i {
				m.free(v.at)
			}
		}
	}
	return m.size
}

// link sets the positions of a step's values.
func (p *plan) link(s *step, i int, m *memory) {
	for v := range p.values {
		if p.values[v].made == i {
			p.values[v].at = m.take(p.values[v].size())
			s.out = int32(p.values[v].at)
		}
	}
	s.in = int32(p.values[p.sources[i]].at)
	if a, ok := p.adds[i]; ok {
		s.add = int32(p.values[a].at)
	}
}

// widestRow returns the longest row that a depthwise step reads.
func (p *plan) widestRow() int {
	most := 0
	for _, s := range p.steps {
		if s.do == doDepthwise {
			most = max(most, int(s.inW*s.inStrideC))
		}
	}
	return most
}
