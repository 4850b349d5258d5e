//go:build cgo && !purego

#include "blazeface.h"

/* Sums of bytes, each in half a word: red and blue, green and alpha. */
struct sums { uint32_t rb, ga; };

/* per is known when this is compiled. */
static inline __attribute__((always_inline)) void add(struct sums *to, const uint8_t *row, const ptrdiff_t *xs, int per)
{
#pragma GCC unroll 3
	for (int i = 0; i < per; i++) {
		if (xs[i] < 0)
			continue;
		const uint8_t *p = row + 4 * xs[i];
		uint32_t pixel = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
		to->rb += pixel & 0xff00ff;
		to->ga += pixel >> 8 & 0xff00ff;
	}
}

static inline __attribute__((always_inline)) void line(const uint8_t *pix, ptrdiff_t stride, const ptrdiff_t *ys, int rows,
		const ptrdiff_t *xs, int per, int cells, float k, float *to)
{
	for (; cells > 0; cells--, xs += per, to += 3) {
		struct sums cell = {0};
		for (int y = 0; y < rows; y++)
			if (ys[y] >= 0)
				add(&cell, pix + ys[y] * stride, xs, per);
		to[0] = (int)(cell.rb & 0xffff) * k - 1;
		to[1] = (int)(cell.ga & 0xffff) * k - 1;
		to[2] = (int)(cell.rb >> 16) * k - 1;
	}
}

void facedesk_line(const uint8_t *pix, ptrdiff_t stride, const ptrdiff_t *ys, int rows, const ptrdiff_t *xs, int per,
		   int cells, float k, float *to)
{
	switch (per) {
	case 1: line(pix, stride, ys, rows, xs, 1, cells, k, to); break;
	case 2: line(pix, stride, ys, rows, xs, 2, cells, k, to); break;
	case 3: line(pix, stride, ys, rows, xs, 3, cells, k, to); break;
	}
}
