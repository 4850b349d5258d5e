//go:build cgo && !purego

#ifndef FACEDESK_BLAZEFACE_H
#define FACEDESK_BLAZEFACE_H

#include <stddef.h>
#include <stdint.h>

enum { DO_CONV, DO_DEPTHWISE, DO_POOL, DO_RESIZE };

#define PANEL 16 /* output channels whose weights lie side by side */

/* As step in step.go, which says what the fields mean. */
struct facedesk_step {
	int32_t what, in, out, add, add_c, weights, bias, scratch, in_h, in_w, in_c,
		out_h, out_w, out_c, kernel, stride, pad, relu, in_stride;
};

/* Takes n steps: on any processor of the kind, and with AVX2 and FMA. */
void facedesk_run_base(const struct facedesk_step *steps, int n, const float *weights, float *memory);
void facedesk_run_avx2(const struct facedesk_step *steps, int n, const float *weights, float *memory);

/* Writes one row of the input: of each cell the mean of its points, red, green and
   blue, times k, less 1. Rows and columns below 0 are black. */
void facedesk_line(const uint8_t *pix, ptrdiff_t stride, const ptrdiff_t *ys, int rows, const ptrdiff_t *xs, int per,
		   int cells, float k, float *to);

/* Whether this processor has AVX2 and FMA. */
int facedesk_has_avx2(void);

#endif
