//go:build cgo && !purego

#include <stdint.h>
#include <string.h>

#include "rows.h"

typedef uint32_t pixels __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint16_t sums __attribute__((vector_size(16)));
typedef int32_t order __attribute__((vector_size(16)));

/* Every second byte of two rows, added. */
static inline sums even(pixels a, pixels b) { return (sums)(a & 0xff00ff) + (sums)(b & 0xff00ff); }
static inline sums odd(pixels a, pixels b) { return (sums)(a >> 8 & 0xff00ff) + (sums)(b >> 8 & 0xff00ff); }

/* The means of four cells, from the last to the first. */
static inline pixels means(sums first, sums second)
{
	pixels left = __builtin_shuffle((pixels)first, (pixels)second, (order){6, 4, 2, 0});
	pixels right = __builtin_shuffle((pixels)first, (pixels)second, (order){7, 5, 3, 1});
	return (pixels)(((sums)left + (sums)right + 3) >> 2);
}

void facedesk_halve(const unsigned char *upper, const unsigned char *lower, unsigned char *out, int n)
{
	for (; n >= 4; n -= 4, upper += 32, lower += 32) {
		pixels a = *(const pixels *)upper, b = *(const pixels *)lower;
		pixels c = *(const pixels *)(upper + 16), d = *(const pixels *)(lower + 16);
		*(pixels *)(out + 4 * (n - 4)) = means(even(a, b), even(c, d)) | means(odd(a, b), odd(c, d)) << 8;
	}
	for (; n > 0; n--, upper += 8, lower += 8)
		for (int i = 0; i < 4; i++)
			out[4 * (n - 1) + i] = (upper[i] + upper[4 + i] + lower[i] + lower[4 + i] + 3) >> 2;
}

void facedesk_mirror(unsigned char *row, int n)
{
	unsigned char *left = row, *right = row + 4 * (n - 4);
	for (; right - left >= 16; left += 16, right -= 16) {
		pixels a = *(pixels *)left, b = *(pixels *)right;
		*(pixels *)left = __builtin_shuffle(b, (order){3, 2, 1, 0});
		*(pixels *)right = __builtin_shuffle(a, (order){3, 2, 1, 0});
	}
	for (right += 12; right > left; left += 4, right -= 4) {
		uint32_t a, b;
		memcpy(&a, left, 4);
		memcpy(&b, right, 4);
		memcpy(left, &b, 4);
		memcpy(right, &a, 4);
	}
}
