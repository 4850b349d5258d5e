//go:build cgo && !purego

#ifndef FACEDESK_ROWS_H
#define FACEDESK_ROWS_H

/* Writes n pixels: the means of 2 by 2 pixels of two rows of RGBA, rounded up, from
   right to left. */
void facedesk_halve(const unsigned char *upper, const unsigned char *lower, unsigned char *out, int n);

/* Turns a row of n pixels of RGBA around. */
void facedesk_mirror(unsigned char *row, int n);

#endif
