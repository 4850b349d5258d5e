//go:build cgo && !purego

#ifndef FACEDESK_ENCODE_H
#define FACEDESK_ENCODE_H

#include <stddef.h>

/* The coefficients of a picture: those of 8x8 pixels after another, in the order
   of a JPEG file; first all of brightness, then of the two colours, which have
   half the width and height. */
struct facedesk_plane {
	int wide, high; /* in blocks */
	float *coefficients;
};

/* Says where the planes of a picture are in a list of coefficients. */
void facedesk_planes(float *coefficients, int width, int height, struct facedesk_plane planes[3]);

/* Splits packed RGBA into coefficients. */
void facedesk_coefficients(const unsigned char *rgba, int width, int height, float *coefficients);

/* Rounds coefficients to steps so that they cost few bits for what they lose.
   steps gets the step of each coefficient, levels how many of them. */
void facedesk_quantise(const struct facedesk_plane planes[3], double scale, unsigned char steps[3][64], short *levels[3]);

/* Writes levels as a JPEG file, which the caller frees. The result is 0, or -1
   if there is no memory or the picture is too large. */
int facedesk_write(const struct facedesk_plane planes[3], int width, int height, int progressive,
                   unsigned char steps[3][64], short *levels[3], unsigned char **file, size_t *size);

/* Does both. levels has room for as many as there are coefficients. */
int facedesk_encode(float *coefficients, int width, int height, double scale, int progressive,
                    short *levels, unsigned char **file, size_t *size);

/* The order of coefficients in a file: where each is in its block. */
extern const unsigned char facedesk_zigzag[64];

#endif
