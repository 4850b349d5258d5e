//go:build cgo && !purego

#ifndef FACEDESK_HALVE_H
#define FACEDESK_HALVE_H

/* Writes n pixels: the means of 2 by 2 pixels of two rows of RGBA, rounded up, from
   right to left. */
void facedesk_halve(const unsigned char *upper, const unsigned char *lower, unsigned char *out, int n);

#endif
