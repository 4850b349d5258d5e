//go:build cgo && !purego

#ifndef FACEDESK_PHOTO_H
#define FACEDESK_PHOTO_H

#include <stddef.h>

struct facedesk_photo {
	int width, height; /* of the result */
	int ink;           /* the result is CMYK, 255 for no ink */
	int rows;          /* how many rows of the result are whole */
};

/* Both take a JPEG file, and shrink, which is 1, 2, 4 or 8. They return 0, 1
   for a file that cannot be read, or 2 for one that would need more than memory
   bytes beside the result. */
int facedesk_photo_size(const unsigned char *data, size_t size, int shrink, size_t memory,
                        struct facedesk_photo *photo);

/* Decodes to packed rows of width × 4 bytes, RGBA or CMYK, as large as
   facedesk_photo_size says. Data that is missing or damaged leaves rows grey. */
int facedesk_photo_read(const unsigned char *data, size_t size, int shrink, size_t memory,
                        struct facedesk_photo *photo, unsigned char *out);

#endif
