//go:build cgo && !purego

/* The arithmetic. Included once for each kind of processor, with LANES, the
   numbers of a vector, and RUN, the name of the function. */

#include <string.h>

typedef float vec __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t ivec __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }
INLINE vec larger(vec a, vec b)
{
	ivec m = a > b;
	return (vec)(((ivec)a & m) | ((ivec)b & ~m));
}

/* px pixels (4) by nv vectors of output channels (1 or 2): both known when this
   is compiled, so that the sums stay in registers. */
INLINE void tile(const struct facedesk_step *s, int nv, int c, int width, const float *w, const float *bias,
		 int k, const float *x, int xs, const float *add, float *out)
{
	vec sum[4][2];
#pragma GCC unroll 4
	for (int p = 0; p < 4; p++)
#pragma GCC unroll 2
		for (int v = 0; v < nv; v++)
			sum[p][v] = load(bias + c + v * LANES);
	for (int i = 0; i < k; i++, w += width) {
		vec a = load(w), b = nv > 1 ? load(w + LANES) : a;
#pragma GCC unroll 4
		for (int p = 0; p < 4; p++) {
			float v = x[p * xs + i];
			sum[p][0] += a * v;
			if (nv > 1)
				sum[p][1] += b * v;
		}
	}
#pragma GCC unroll 4
	for (int p = 0; p < 4; p++)
#pragma GCC unroll 2
		for (int v = 0; v < nv; v++) {
			int at = c + v * LANES;
			if (add && at < s->add_c)
				sum[p][v] += load(add + p * s->add_c + at);
			if (s->relu)
				sum[p][v] = larger(sum[p][v], (vec){0});
			store(out + p * s->out_c + at, sum[p][v]);
		}
}

/* n pixels of k numbers each to all output channels; n is a multiple of 4. */
static void multiply(const struct facedesk_step *s, int n, int k, const float *weights, const float *x, int xs,
		     const float *add, float *out)
{
	enum { BLOCK = 48 }; /* pixels that stay in the nearest cache */
	const float *bias = weights + s->bias;
	for (int first = 0; first < n; first += BLOCK) {
		int end = first + BLOCK < n ? first + BLOCK : n;
		const float *w = weights + s->weights;
		for (int c0 = 0; c0 < s->out_c; c0 += PANEL) {
			int width = s->out_c - c0 < PANEL ? s->out_c - c0 : PANEL;
			for (int c = 0; c < width; c += 2 * LANES)
				for (int p = first; p < end; p += 4) {
					const float *a = add ? add + p * s->add_c : 0;
					if (c + 2 * LANES <= width)
						tile(s, 2, c0 + c, width, w + c, bias, k, x + p * xs, xs, a, out + p * s->out_c);
					else
						tile(s, 1, c0 + c, width, w + c, bias, k, x + p * xs, xs, a, out + p * s->out_c);
				}
			w += width * k;
		}
	}
}

/* Copies the windows of one row of outputs side by side, zero outside. */
static void windows(const struct facedesk_step *s, int y, const float *in, float *to)
{
	int line = s->kernel * s->in_c;
	for (int x = 0; x < s->out_w; x++)
		for (int ky = 0; ky < s->kernel; ky++, to += line) {
			int sy = y * s->stride + ky - s->pad, sx = x * s->stride - s->pad;
			if (sy < 0 || sy >= s->in_h) {
				memset(to, 0, line * sizeof *to);
				continue;
			}
			const float *row = in + sy * s->in_w * s->in_c;
			if (sx >= 0 && sx + s->kernel <= s->in_w) {
				memcpy(to, row + sx * s->in_c, line * sizeof *to);
				continue;
			}
			for (int i = 0; i < line; i++) {
				int at = sx * s->in_c + i;
				to[i] = at >= 0 && at < s->in_w * s->in_c ? row[at] : 0;
			}
		}
}

static void conv(const struct facedesk_step *s, const float *weights, float *m)
{
	const float *add = s->add >= 0 ? m + s->add : 0;
	if (s->kernel == 1) {
		multiply(s, s->out_h * s->out_w, s->in_c, weights, m + s->in, s->in_stride, add, m + s->out);
		return;
	}
	int k = s->kernel * s->kernel * s->in_c;
	for (int y = 0; y < s->out_h; y++) {
		windows(s, y, m + s->in, m + s->scratch);
		multiply(s, s->out_w, k, weights, m + s->scratch, k, add ? add + y * s->out_w * s->add_c : 0,
			 m + s->out + y * s->out_w * s->out_c);
	}
}

/* One vector of channels of the outputs from x to end of a row. */
INLINE void channels(const struct facedesk_step *s, int x, int end, const float *w, vec bias,
		     const float *above, const float *middle, const float *below, float *out)
{
	int c = s->out_c;
	vec w0 = load(w), w1 = load(w + c), w2 = load(w + 2 * c), w3 = load(w + 3 * c), w4 = load(w + 4 * c),
	    w5 = load(w + 5 * c), w6 = load(w + 6 * c), w7 = load(w + 7 * c), w8 = load(w + 8 * c);
	for (; x < end; x++) {
		int sx = x * s->stride - s->pad, at = sx * c;
		vec left = bias, mid = {0}, right = {0};
		if (sx >= 0)
			left += load(above + at) * w0 + load(middle + at) * w3 + load(below + at) * w6;
		at += c;
		mid = load(above + at) * w1 + load(middle + at) * w4 + load(below + at) * w7;
		at += c;
		if (sx + 2 < s->in_w)
			right = load(above + at) * w2 + load(middle + at) * w5 + load(below + at) * w8;
		left += mid + right;
		if (s->relu)
			left = larger(left, (vec){0});
		store(out + x * c, left);
	}
}

static void depthwise(const struct facedesk_step *s, const float *weights, float *m)
{
	enum { BLOCK = 16 }; /* outputs whose three rows stay in the nearest cache */
	int row = s->in_w * s->in_stride;
	for (int y = 0; y < s->out_h; y++) {
		const float *rows[3];
		for (int k = 0; k < 3; k++) {
			int sy = y * s->stride + k - s->pad;
			rows[k] = sy < 0 || sy >= s->in_h ? m + s->scratch : m + s->in + sy * row;
		}
		float *out = m + s->out + y * s->out_w * s->out_c;
		for (int x = 0; x < s->out_w; x += BLOCK)
			for (int c = 0; c < s->out_c; c += LANES)
				channels(s, x, x + BLOCK < s->out_w ? x + BLOCK : s->out_w, weights + s->weights + c,
					 load(weights + s->bias + c), rows[0] + c, rows[1] + c, rows[2] + c, out + c);
	}
}

static void pool(const struct facedesk_step *s, float *m)
{
	int c = s->out_c;
	for (int y = 0; y < s->out_h; y++)
		for (int x = 0; x < s->out_w; x++) {
			const float *a = m + s->in + (2 * y * s->in_w + 2 * x) * c, *b = a + s->in_w * c;
			float *out = m + s->out + (y * s->out_w + x) * c;
			for (int i = 0; i < c; i += LANES)
				store(out + i, larger(larger(load(a + i), load(a + c + i)), larger(load(b + i), load(b + c + i))));
		}
}

/* Doubles the size: each output lies a quarter of a pixel beside an input. */
static void resize(const struct facedesk_step *s, float *m)
{
	int c = s->out_c;
	for (int y = 0; y < s->out_h; y++) {
		int near_y = y / 2, far_y = near_y + (y % 2 ? 1 : -1);
		far_y = far_y < 0 ? 0 : far_y < s->in_h ? far_y : s->in_h - 1;
		for (int x = 0; x < s->out_w; x++) {
			int near_x = x / 2, far_x = near_x + (x % 2 ? 1 : -1);
			far_x = far_x < 0 ? 0 : far_x < s->in_w ? far_x : s->in_w - 1;
			const float *a = m + s->in + near_y * s->in_w * c, *b = m + s->in + far_y * s->in_w * c;
			int at = (y * s->out_w + x) * c;
			for (int i = 0; i < c; i += LANES) {
				vec v = (load(a + near_x * c + i) * 0.75f + load(a + far_x * c + i) * 0.25f) * 0.75f +
					(load(b + near_x * c + i) * 0.75f + load(b + far_x * c + i) * 0.25f) * 0.25f;
				if (s->add >= 0 && i < s->add_c)
					v += load(m + s->add + (y * s->out_w + x) * s->add_c + i);
				if (s->relu)
					v = larger(v, (vec){0});
				store(m + s->out + at + i, v);
			}
		}
	}
}

void RUN(const struct facedesk_step *steps, int n, const float *weights, float *memory)
{
	for (const struct facedesk_step *s = steps; s < steps + n; s++)
		switch (s->what) {
		case DO_CONV: conv(s, weights, memory); break;
		case DO_DEPTHWISE: depthwise(s, weights, memory); break;
		case DO_POOL: pool(s, memory); break;
		case DO_RESIZE: resize(s, memory); break;
		}
}
