package blazeface

import (
	"encoding/binary"
	"errors"
	"math"
)

// errDamaged is the value of all panics of the readers. New recovers it.
var errDamaged = errors.New("not a model of this kind, or a damaged one")

func need(ok bool) {
	if !ok {
		panic(errDamaged)
	}
}

// table is one object of a FlatBuffers file. It begins with a link to the list
// of its fields' offsets.
type table struct {
	b  []byte
	at int
}

// vector is a list of a FlatBuffers file: n elements from byte at.
type vector struct {
	b     []byte
	at, n int
}

func u32(b []byte, at int) int {
	need(at >= 0 && at+4 <= len(b))
	return int(binary.LittleEndian.Uint32(b[at:]))
}

func i32(b []byte, at int) int { return int(int32(u32(b, at))) }

func u16(b []byte, at int) int {
	need(at >= 0 && at+2 <= len(b))
	return int(binary.LittleEndian.Uint16(b[at:]))
}

// root returns the outermost table of a file.
func root(b []byte) table { return table{b, u32(b, 0)} }

// field returns the position of field i of the table, 0 if it is absent.
func (t table) field(i int) int {
	offsets := t.at - i32(t.b, t.at)
	if 4+2*i >= u16(t.b, offsets) {
		return 0
	}
	if o := u16(t.b, offsets+4+2*i); o != 0 {
		return t.at + o
	}
	return 0
}

// int returns a field of four bytes, 0 if it is absent.
func (t table) int(i int) int {
	if at := t.field(i); at != 0 {
		return i32(t.b, at)
	}
	return 0
}

// byte returns a field of one byte, 0 if it is absent.
func (t table) byte(i int) int {
	if at := t.field(i); at != 0 {
		need(at < len(t.b))
		return int(t.b[at])
	}
	return 0
}

// table returns the table of a field. It has no fields if the field is absent.
func (t table) table(i int) table {
	at := t.field(i)
	if at == 0 {
		return table{make([]byte, 16), 8} // starts with eight zero bytes: an empty list of offsets
	}
	return table{t.b, at + u32(t.b, at)}
}

// vector returns the list of a field, empty if the field is absent.
func (t table) vector(i int) vector {
	at := t.field(i)
	if at == 0 {
		return vector{}
	}
	at += u32(t.b, at)
	n := u32(t.b, at)
	need(n <= len(t.b))
	return vector{t.b, at + 4, n}
}

// tables returns the elements of a list of tables.
func (v vector) tables() []table {
	out := make([]table, v.n)
	for i := range out {
		at := v.at + 4*i
		out[i] = table{v.b, at + u32(v.b, at)}
	}
	return out
}

// ints returns the elements of a list of numbers.
func (v vector) ints() []int {
	out := make([]int, v.n)
	for i := range out {
		out[i] = i32(v.b, v.at+4*i)
	}
	return out
}

// bytes returns the elements of a list of bytes.
func (v vector) bytes() []byte {
	need(v.n == 0 || v.at+v.n <= len(v.b))
	return v.b[v.at : v.at+v.n]
}

// halves decodes numbers of half precision (IEEE 754 binary16).
func halves(b []byte) []float32 {
	out := make([]float32, len(b)/2)
	for i := range out {
		out[i] = half(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

func half(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	need(exponent != 31) // weights have no infinities
	if exponent == 0 {
		small := float32(fraction) / (1 << 24)
		return math.Float32frombits(sign | math.Float32bits(small))
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}
