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
INLINE vec activated(const struct facedesk_step *s, vec v) { return s->relu ? larger(v, (vec){0}) : v; }

/* One tile: px pixels by nv vectors of output channels, both known when this is
   compiled, so that the sums stay in registers. A pixel's numbers lie in parts:
   one, or one for each row of its window. */
struct parts {
	const float *x; /* of the first pixel */
	int n, length, apart; /* parts of a pixel, numbers in each, from part to part */
	int next; /* from pixel to pixel */
};

INLINE void tile(const struct facedesk_step *s, int px, int nv, int c, int width, const float *w, const float *bias,
		 const struct parts *in, int p0, const float *add, float *out)
{
	vec sum[6][2];
#pragma GCC unroll 6
	for (int p = 0; p < px; p++)
#pragma GCC unroll 2
		for (int v = 0; v < nv; v++)
			sum[p][v] = load(bias + c + v * LANES);
	const float *part = in->x + p0 * in->next;
	for (int j = in->n; j > 0; j--, part += in->apart)
		for (int i = 0; i < in->length; i++, w += width) {
			vec a = load(w), b = nv > 1 ? load(w + LANES) : a;
#pragma GCC unroll 6
			for (int p = 0; p < px; p++) {
				float x = part[p * in->next + i];
				sum[p][0] += a * x;
				if (nv > 1)
					sum[p][1] += b * x;
			}
		}
#pragma GCC unroll 2
	for (int v = 0; v < nv; v++)
		if (add && c + v * LANES < s->add_c)
#pragma GCC unroll 6
			for (int p = 0; p < px; p++)
				sum[p][v] += load(add + (p0 + p) * s->add_c + c + v * LANES);
#pragma GCC unroll 6
	for (int p = 0; p < px; p++)
#pragma GCC unroll 2
		for (int v = 0; v < nv; v++)
			store(out + (p0 + p) * s->out_c + c + v * LANES, activated(s, sum[p][v]));
}

/* n pixels to all output channels; n is a multiple of px. */
INLINE void tiles(const struct facedesk_step *step, int px, int n, const float *weights, const struct parts *parts,
		  const float *add, float *out)
{
	enum { BLOCK = 48 }; /* pixels that stay in the nearest cache */
	const struct facedesk_step s = *step; /* copies stay in registers: nothing that is stored changes them */
	const struct parts in = *parts;
	const float *bias = weights + s.bias;
	for (int first = 0; first < n; first += BLOCK) {
		int end = first + BLOCK < n ? first + BLOCK : n;
		const float *w = weights + s.weights;
		for (int c0 = 0; c0 < s.out_c; c0 += PANEL) {
			int width = s.out_c - c0 < PANEL ? s.out_c - c0 : PANEL;
			for (int c = 0; c < width; c += 2 * LANES)
				for (int p = first; p < end; p += px)
					if (c + 2 * LANES <= width)
						tile(&s, px, 2, c0 + c, width, w + c, bias, &in, p, add, out);
					else
						tile(&s, px, 1, c0 + c, width, w + c, bias, &in, p, add, out);
			w += width * in.n * in.length;
		}
	}
}

/* As tiles; n is a multiple of 4 or of 6. */
static void multiply(const struct facedesk_step *s, int n, const float *weights, const struct parts *in,
		     const float *add, float *out)
{
	if (n % 6)
		tiles(s, 4, n, weights, in, add, out);
	else /* nearer to what the processor can do: fewer loads for each product */
		tiles(s, 6, n, weights, in, add, out);
}

/* Copies the input's rows of one row of outputs, zero outside, so that each
   window is a part of each. Returns the length of a row. */
static int rows(const struct facedesk_step *s, int y, const float *in, float *to)
{
	int line = s->in_w * s->in_c, before = s->pad * s->in_c, length = ((s->out_w - 1) * s->stride + s->kernel) * s->in_c;
	int copied = line < length - before ? line : length - before;
	memset(to, 0, s->kernel * length * sizeof *to);
	for (int k = 0; k < s->kernel; k++) {
		int sy = y * s->stride + k - s->pad;
		if (sy >= 0 && sy < s->in_h)
			memcpy(to + k * length + before, in + sy * line, copied * sizeof *to);
	}
	return length;
}

static void conv(const struct facedesk_step *s, const float *weights, float *m)
{
	const float *add = s->add >= 0 ? m + s->add : 0;
	if (s->kernel == 1) {
		struct parts in = {m + s->in, 1, s->in_c, 0, s->in_stride};
		multiply(s, s->out_h * s->out_w, weights, &in, add, m + s->out);
		return;
	}
	for (int y = 0; y < s->out_h; y++) {
		int length = rows(s, y, m + s->in, m + s->scratch);
		struct parts in = {m + s->scratch, s->kernel, s->kernel * s->in_c, length, s->stride * s->in_c};
		multiply(s, s->out_w, weights, &in, add ? add + y * s->out_w * s->add_c : 0, m + s->out + y * s->out_w * s->out_c);
	}
}

/* The 3x3 weights of one vector of channels, and the three rows that they weigh. */
struct columns {
	vec w[9], bias;
	const float *row[3];
	int c; /* from column to column */
};

INLINE struct columns columns(const struct facedesk_step *s, const float *weights, const float *const *row, int c)
{
	struct columns g = {.bias = load(weights + s->bias + c), .row = {row[0] + c, row[1] + c, row[2] + c}, .c = s->out_c};
	for (int i = 0; i < 9; i++)
		g.w[i] = load(weights + s->weights + i * s->out_c + c);
	return g;
}

/* Adds column x of the input, weighted by column k of the weights. */
INLINE vec column(const struct columns *g, int x, int k, vec sum)
{
#pragma GCC unroll 3
	for (int i = 0; i < 3; i++)
		sum += load(g->row[i] + x * g->c) * g->w[3 * i + k];
	return sum;
}

/* Outputs x to end of a row, one vector of channels. Each column of the input is
   read once: it is the right one of an output, the middle one of the next, and the
   left one of that after it. */
INLINE void slide(const struct facedesk_step *s, const struct columns *g, int x, int end, float *out)
{
	vec now = column(g, x, 1, x > 0 ? column(g, x - 1, 0, g->bias) : g->bias), next = column(g, x, 0, g->bias);
	for (; x < end && x + 1 < s->in_w; x++) {
		vec a = load(g->row[0] + (x + 1) * g->c), b = load(g->row[1] + (x + 1) * g->c), c = load(g->row[2] + (x + 1) * g->c);
		now += a * g->w[2] + b * g->w[5] + c * g->w[8];
		store(out + x * g->c, activated(s, now));
		now = next + a * g->w[1] + b * g->w[4] + c * g->w[7];
		next = g->bias + a * g->w[0] + b * g->w[3] + c * g->w[6];
	}
	if (x < end)
		store(out + x * g->c, activated(s, now));
}

/* The same with every second window, without a column before the first. */
INLINE void skip(const struct facedesk_step *s, const struct columns *g, int x, int end, float *out)
{
	for (; x < end; x++) {
		vec sum = column(g, 2 * x + 1, 1, column(g, 2 * x, 0, g->bias));
		if (2 * x + 2 < s->in_w)
			sum = column(g, 2 * x + 2, 2, sum);
		store(out + x * g->c, activated(s, sum));
	}
}

static void depthwise(const struct facedesk_step *s, const float *weights, float *m)
{
	enum { BLOCK = 24 }; /* outputs whose three rows stay in the nearest cache */
	for (int y = 0; y < s->out_h; y++) {
		const float *row[3];
		for (int k = 0; k < 3; k++) {
			int sy = y * s->stride + k - s->pad;
			row[k] = sy < 0 || sy >= s->in_h ? m + s->scratch : m + s->in + sy * s->in_w * s->in_stride;
		}
		float *out = m + s->out + y * s->out_w * s->out_c;
		for (int x = 0; x < s->out_w; x += BLOCK)
			for (int c = 0; c < s->out_c; c += LANES) {
				int end = x + BLOCK < s->out_w ? x + BLOCK : s->out_w;
				struct columns g = columns(s, weights, row, c);
				if (s->stride == 1)
					slide(s, &g, x, end, out + c);
				else
					skip(s, &g, x, end, out + c);
			}
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
