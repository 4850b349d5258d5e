//go:build cgo && !purego

#include <math.h>
#include <string.h>

#include "encode.h"
#include "steps.h"

enum {
	LARGEST = 1023, /* the largest level of a file of 8 bits */
	WINDOW = 8,     /* how many levels before one are tried as the one before it */
	END = 0x00,     /* symbol: the rest of the block is zero */
	ZEROS = 0xf0,   /* symbol: sixteen zeros */
};

static int bit_length(int v)
{
	return v == 0 ? 0 : 32 - __builtin_clz((unsigned)v);
}

static void set_steps(double scale, unsigned char steps[3][64])
{
	for (int c = 0; c < 3; c++)
		for (int k = 0; k < 64; k++) {
			double v = floor(base_steps[c][k] * scale + 0.5);
			steps[c][k] = v < 1 ? 1 : v > 255 ? 255 : (unsigned char)v;
		}
}

static int nearest(float size)
{
	int level = (int)(size + 0.5f);
	return level > LARGEST ? LARGEST : level;
}

static void round_plane(const struct facedesk_plane *p, const unsigned char steps[64], short *levels)
{
	size_t n = (size_t)p->wide * p->high * 64;
	for (size_t i = 0; i < n; i++) {
		float v = p->coefficients[i] / steps[i & 63];
		int level = nearest(fabsf(v));
		levels[i] = (short)(v < 0 ? -level : level);
	}
}

/* Counts the symbols of a plane. */
static void count(const struct facedesk_plane *p, const short *levels, double counts[256])
{
	size_t n = (size_t)p->wide * p->high;
	for (size_t b = 0; b < n; b++, levels += 64) {
		int run = 0;
		for (int k = 1; k < 64; k++) {
			if (levels[k] == 0) {
				run++;
				continue;
			}
			counts[ZEROS] += run >> 4;
			counts[(run & 15) * 16 + bit_length(levels[k] < 0 ? -levels[k] : levels[k])]++;
			run = 0;
		}
		counts[END] += run > 0;
	}
}

/* What a symbol and the bits behind it cost in a code made for these counts, in bits. */
static void price(const double counts[256], float prices[256])
{
	double total = 0;
	for (int i = 0; i < 256; i++)
		total += counts[i];
	for (int i = 0; i < 256; i++)
		prices[i] = fminf(fmaxf(-log2f((float)(counts[i] / total)), 1), 16) + (float)(i & 15);
}

/* A way through a block: the cheapest that ends with a level at one place. */
struct step {
	int place, level, before;
	float cost;
};

/* What to choose from: sizes in steps, what it costs to leave out all before each,
   and what symbols cost, in squares of a step. */
struct choice {
	float sizes[64], left_out[64];
	const float *prices;
};

/* Finds the cheapest way to have level at place. */
static struct step cheapest(const struct choice *c, const struct step *ways, int n, int place, int level)
{
	struct step best = {place, level, 0, INFINITY};
	float error = c->sizes[place] - level;
	int bits = bit_length(level);
	for (int i = n - 1; i >= 0 && (i >= n - WINDOW || i == 0); i--) {
		int run = place - ways[i].place - 1;
		float cost = ways[i].cost + c->left_out[place - 1] - c->left_out[ways[i].place] + error * error
			+ (run >> 4) * c->prices[ZEROS] + c->prices[(run & 15) * 16 + bits];
		if (cost < best.cost) {
			best.cost = cost;
			best.before = i;
		}
	}
	return best;
}

/* Chooses each level, or one less, or none. */
static void choose(const float *coefficients, const unsigned char steps[64], const float prices[256], short *levels)
{
	struct choice c = {.prices = prices};
	struct step ways[64] = {{0}};
	int n = 1, end = 0;
	for (int k = 1; k < 64; k++) {
		c.sizes[k] = fabsf(coefficients[k]) / steps[k];
		c.left_out[k] = c.left_out[k - 1] + c.sizes[k] * c.sizes[k];
		int level = nearest(c.sizes[k]);
		if (level == 0)
			continue;
		ways[n] = cheapest(&c, ways, n, k, level);
		if (level > 1) {
			struct step less = cheapest(&c, ways, n, k, level - 1);
			if (less.cost < ways[n].cost)
				ways[n] = less;
		}
		n++;
	}
	float least = INFINITY;
	for (int i = 0; i < n; i++) {
		float cost = ways[i].cost + c.left_out[63] - c.left_out[ways[i].place] + (ways[i].place < 63 ? prices[END] : 0);
		if (cost < least) {
			least = cost;
			end = i;
		}
	}
	memset(levels + 1, 0, 63 * sizeof *levels);
	for (int i = end; i > 0; i = ways[i].before)
		levels[ways[i].place] = (short)(coefficients[ways[i].place] < 0 ? -ways[i].level : ways[i].level);
}

/* Chooses the levels of planes that share a code. A bit may cost as much as weight. */
static void choose_planes(const struct facedesk_plane *p, int n, float weight, unsigned char steps[][64], short **levels)
{
	double counts[256];
	float prices[256];
	for (int i = 0; i < 256; i++)
		counts[i] = 0.5;
	for (int c = 0; c < n; c++)
		count(p + c, levels[c], counts);
	price(counts, prices);
	for (int i = 0; i < 256; i++)
		prices[i] *= weight;
	for (int c = 0; c < n; c++)
		for (size_t b = 0; b < (size_t)p[c].wide * p[c].high; b++)
			choose(p[c].coefficients + 64 * b, steps[c], prices, levels[c] + 64 * b);
}

void facedesk_quantise(const struct facedesk_plane planes[3], double scale, unsigned char steps[3][64], short *levels[3])
{
	set_steps(scale, steps);
	for (int c = 0; c < 3; c++)
		round_plane(planes + c, steps[c], levels[c]);
	choose_planes(planes, 1, BRIGHTNESS_WEIGHT, steps, levels);
	choose_planes(planes + 1, 2, COLOUR_WEIGHT, steps + 1, levels + 1);
}
