package blazeface

// What a step does.
const (
	doConv      = iota // each output pixel is a weighted sum over a window of all channels
	doDepthwise        // the same for each channel by itself, windows of 3×3
	doPool             // the largest of 2×2 pixels
	doResize           // twice the size, interpolated
)

// lane is what channels are rounded up to: the widest vector has eight numbers.
// Channels beyond the model's own hold zero.
const lane = 8

// panel is how many output channels of a convolution lie side by side among the
// weights; the last panel may have lane only.
const panel = 16

// A step is one operator as it is run. Offsets count numbers: in, out, add and
// scratch from the start of the work memory, weights and bias from that of the
// weights. The C source has the same fields in the same order.
type step struct {
	do              int32
	in, out         int32
	add             int32 // what is added to the result, -1 for nothing
	addC            int32 // its channels; further ones of the result get nothing added
	weights, bias   int32
	scratch         int32 // a convolution's windows, or a row of zeros
	inH, inW, inC   int32
	outH, outW      int32
	outC            int32
	kernel, stride  int32
	pad             int32 // above and left
	relu, inStrideC int32 // inStrideC is inC rounded up
}

// rounded returns channels with those of the padding.
func rounded(c int) int { return (c + lane - 1) / lane * lane }
