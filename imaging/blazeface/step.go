package blazeface

// The kinds of steps.
const (
	doConv      = iota // each output pixel is a weighted sum over a window of all channels
	doDepthwise        // the same for each channel separately, with windows of 3×3
	doPool             // the largest of 2×2 pixels
	doResize           // twice the size, interpolated
)

// lane is the multiple to which channels are padded with zeros. The widest
// vector holds eight numbers.
const lane = 8

// panel is the number of output channels of a convolution whose weights are
// stored side by side. The last panel may have only lane channels.
const panel = 16

// step is one operator in the form in which it runs. Offsets count numbers. in,
// out, add and scratch count from the start of the work memory, weights and
// bias from the start of the weights. The C source has the same fields in the
// same order.
type step struct {
	do              int32
	in, out         int32
	add             int32 // added to the result, -1 for nothing
	addC            int32 // channels of add; nothing is added to further ones
	weights, bias   int32
	scratch         int32 // windows of a convolution, or a row of zeros
	inH, inW, inC   int32
	outH, outW      int32
	outC            int32
	kernel, stride  int32
	pad             int32 // above and at the left
	relu, inStrideC int32 // inStrideC is inC padded to lanes
}

// rounded returns the number of channels with padding.
func rounded(c int) int { return (c + lane - 1) / lane * lane }
