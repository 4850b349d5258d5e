//go:build cgo && !purego

#include "encode.h"

const unsigned char facedesk_zigzag[64] = {
	0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
	41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
	30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
};

/* cosines[x][u] is cos((2x+1)uπ/16)/2, and less by √½ for u = 0. */
static const float cosines[8][8] = {
	{0.35355339f, 0.49039264f, 0.46193977f, 0.41573481f, 0.35355339f, 0.27778512f, 0.19134172f, 0.09754516f},
	{0.35355339f, 0.41573481f, 0.19134172f, -0.09754516f, -0.35355339f, -0.49039264f, -0.46193977f, -0.27778512f},
	{0.35355339f, 0.27778512f, -0.19134172f, -0.49039264f, -0.35355339f, 0.09754516f, 0.46193977f, 0.41573481f},
	{0.35355339f, 0.09754516f, -0.46193977f, -0.27778512f, 0.35355339f, 0.41573481f, -0.19134172f, -0.49039264f},
	{0.35355339f, -0.09754516f, -0.46193977f, 0.27778512f, 0.35355339f, -0.41573481f, -0.19134172f, 0.49039264f},
	{0.35355339f, -0.27778512f, -0.19134172f, 0.49039264f, -0.35355339f, -0.09754516f, 0.46193977f, -0.41573481f},
	{0.35355339f, -0.41573481f, 0.19134172f, 0.09754516f, -0.35355339f, 0.49039264f, -0.46193977f, 0.27778512f},
	{0.35355339f, -0.49039264f, 0.46193977f, -0.41573481f, 0.35355339f, -0.27778512f, 0.19134172f, -0.09754516f},
};

/* Transforms rows and turns the block over. */
static void transform_rows(const float in[8][8], float out[8][8])
{
	for (int y = 0; y < 8; y++) {
		float sum[8] = {0};
		for (int x = 0; x < 8; x++)
			for (int u = 0; u < 8; u++)
				sum[u] += cosines[x][u] * in[y][x];
		for (int u = 0; u < 8; u++)
			out[u][y] = sum[u];
	}
}

static void transform(const float block[8][8], float *out)
{
	float once[8][8], twice[8][8];
	transform_rows(block, once);
	transform_rows(once, twice);
	for (int k = 0; k < 64; k++)
		out[k] = twice[facedesk_zigzag[k] >> 3][facedesk_zigzag[k] & 7];
}

/* 16x16 pixels as JFIF has their colours. */
struct tile {
	float y[16][16], cb[16][16], cr[16][16];
};

/* Beyond the picture its last column and row go on. */
static void convert(const unsigned char *rgba, int width, int height, int left, int top, struct tile *t)
{
	for (int y = 0; y < 16; y++) {
		int row = top + y < height ? top + y : height - 1;
		for (int x = 0; x < 16; x++) {
			int column = left + x < width ? left + x : width - 1;
			const unsigned char *p = rgba + 4 * ((size_t)row * width + column);
			float r = p[0], g = p[1], b = p[2];
			t->y[y][x] = 0.299f * r + 0.587f * g + 0.114f * b - 128;
			t->cb[y][x] = -0.168735892f * r - 0.331264108f * g + 0.5f * b;
			t->cr[y][x] = 0.5f * r - 0.418687589f * g - 0.081312411f * b;
		}
	}
}

/* The mean of each 2x2 pixels. */
static void halve(const float in[16][16], float out[8][8])
{
	for (int y = 0; y < 8; y++)
		for (int x = 0; x < 8; x++)
			out[y][x] = (in[2 * y][2 * x] + in[2 * y][2 * x + 1] + in[2 * y + 1][2 * x] + in[2 * y + 1][2 * x + 1]) / 4;
}

static void transform_tile(const struct tile *t, int x, int y, const struct facedesk_plane *out)
{
	float block[8][8];
	for (int q = 0; q < 4; q++) {
		for (int r = 0; r < 64; r++)
			block[r >> 3][r & 7] = t->y[8 * (q >> 1) + (r >> 3)][8 * (q & 1) + (r & 7)];
		transform(block, out[0].coefficients + 64 * ((size_t)(2 * y + (q >> 1)) * out[0].wide + 2 * x + (q & 1)));
	}
	halve(t->cb, block);
	transform(block, out[1].coefficients + 64 * ((size_t)y * out[1].wide + x));
	halve(t->cr, block);
	transform(block, out[2].coefficients + 64 * ((size_t)y * out[2].wide + x));
}

void facedesk_planes(float *coefficients, int width, int height, struct facedesk_plane planes[3])
{
	for (int i = 0; i < 3; i++) {
		int blocks = i == 0 ? 2 : 1;
		planes[i].wide = (width + 15) / 16 * blocks;
		planes[i].high = (height + 15) / 16 * blocks;
		planes[i].coefficients = coefficients;
		coefficients += (size_t)64 * planes[i].wide * planes[i].high;
	}
}

void facedesk_coefficients(const unsigned char *rgba, int width, int height, float *coefficients)
{
	struct facedesk_plane planes[3];
	struct tile t;
	facedesk_planes(coefficients, width, height, planes);
	for (int y = 0; y < planes[1].high; y++)
		for (int x = 0; x < planes[1].wide; x++) {
			convert(rgba, width, height, 16 * x, 16 * y, &t);
			transform_tile(&t, x, y, planes);
		}
}
