//go:build cgo && !purego

#ifndef FACEDESK_TURBO_H
#define FACEDESK_TURBO_H

#include <stddef.h>

/* Decodes a JPEG to packed rows of width × 4 bytes, RGBA. shrink is 1, 2 or 4; width and height are those of the result, and
   anything else is an error. fine takes the slower and more exact transforms.
   Returns 0 if the whole picture was decoded, 2 if a part of it is missing or
   damaged, and 1 if nothing was decoded. */
int facedesk_jpeg(const unsigned char *data, size_t size, unsigned char *out,
                  int width, int height, int shrink, int fine);

#endif
