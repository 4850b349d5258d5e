//go:build cgo && !purego

#include <stdio.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

#include "encode.h"

/* What a file is written with. The buffer belongs to the caller from the start, so
   that it is freed once, whatever fails. */
struct writer {
	struct jpeg_error_mgr base; /* first: the library knows this part only */
	jmp_buf out;
	struct jpeg_destination_mgr to;
	unsigned char **file;
	size_t *size; /* of the buffer; of the file at the end */
};

static void fail(j_common_ptr c) { longjmp(((struct writer *)c->err)->out, 1); }

static void silent(j_common_ptr c) { (void)c; }

/* The library calls begin, full and end in this order, full whenever the whole
   buffer is written. */
static void begin(j_compress_ptr c) { (void)c; }

static boolean full(j_compress_ptr c)
{
	struct writer *w = (struct writer *)c->err;
	size_t used = *w->size, room = used ? 2 * used : 1 << 16;
	unsigned char *larger = realloc(*w->file, room);
	if (larger == NULL)
		fail((j_common_ptr)c);
	*w->file = larger;
	*w->size = room;
	w->to.next_output_byte = larger + used;
	w->to.free_in_buffer = room - used;
	return TRUE;
}

static void end(j_compress_ptr c)
{
	struct writer *w = (struct writer *)c->err;
	*w->size -= w->to.free_in_buffer;
}

/* The passes of a progressive file: few, because each has codes of its own. The
   last bits of brightness come last. */
static const jpeg_scan_info passes[] = {
	{3, {0, 1, 2}, 0, 0, 0, 0}, {1, {0}, 1, 8, 0, 1}, {1, {1}, 1, 63, 0, 0},
	{1, {2}, 1, 63, 0, 0}, {1, {0}, 9, 63, 0, 1}, {1, {0}, 1, 63, 1, 0},
};

static void describe(j_compress_ptr c, int width, int height, unsigned char steps[3][64])
{
	c->image_width = (JDIMENSION)width;
	c->image_height = (JDIMENSION)height;
	c->input_components = 3;
	c->in_color_space = JCS_YCbCr;
	jpeg_set_defaults(c);
	jpeg_set_colorspace(c, JCS_YCbCr);
	c->optimize_coding = TRUE;
	for (int i = 0; i < 3; i++) {
		unsigned table[64];
		for (int k = 0; k < 64; k++)
			table[facedesk_zigzag[k]] = steps[i][k];
		jpeg_add_quant_table(c, i, table, 100, TRUE);
		c->comp_info[i].quant_tbl_no = i;
		c->comp_info[i].h_samp_factor = c->comp_info[i].v_samp_factor = i == 0 ? 2 : 1;
	}
}

static void copy_plane(j_compress_ptr c, const struct facedesk_plane *p, const short *levels, jvirt_barray_ptr to)
{
	for (int y = 0; y < p->high; y++) {
		JBLOCKARRAY rows = c->mem->access_virt_barray((j_common_ptr)c, to, (JDIMENSION)y, 1, TRUE);
		for (int x = 0; x < p->wide; x++)
			for (int k = 0; k < 64; k++)
				rows[0][x][facedesk_zigzag[k]] = *levels++;
	}
}

int facedesk_write(const struct facedesk_plane planes[3], int width, int height, int progressive,
                   unsigned char steps[3][64], short *levels[3], unsigned char **file, size_t *size)
{
	struct jpeg_compress_struct c;
	struct writer w;
	jvirt_barray_ptr arrays[3];

	memset(&c, 0, sizeof c);
	c.err = jpeg_std_error(&w.base);
	w.base.error_exit = fail;
	w.base.output_message = silent;
	w.to.init_destination = begin;
	w.to.empty_output_buffer = full;
	w.to.term_destination = end;
	w.file = file;
	w.size = size;
	*file = NULL;
	*size = 0;
	if (setjmp(w.out)) {
		jpeg_destroy_compress(&c);
		free(*file);
		*file = NULL;
		*size = 0;
		return -1;
	}
	jpeg_create_compress(&c);
	c.dest = &w.to;
	full(&c);
	describe(&c, width, height, steps);
	if (progressive) {
		c.scan_info = passes;
		c.num_scans = sizeof passes / sizeof *passes;
	}
	for (int i = 0; i < 3; i++)
		arrays[i] = c.mem->request_virt_barray((j_common_ptr)&c, JPOOL_IMAGE, TRUE, (JDIMENSION)planes[i].wide,
		                                       (JDIMENSION)planes[i].high, i == 0 ? 2 : 1);
	jpeg_write_coefficients(&c, arrays);
	for (int i = 0; i < 3; i++)
		copy_plane(&c, planes + i, levels[i], arrays[i]);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	return 0;
}

int facedesk_encode(float *coefficients, int width, int height, double scale, int progressive,
                    short *levels, unsigned char **file, size_t *size)
{
	struct facedesk_plane planes[3];
	unsigned char steps[3][64];
	short *each[3];
	facedesk_planes(coefficients, width, height, planes);
	for (int i = 0; i < 3; i++)
		each[i] = levels + (planes[i].coefficients - coefficients);
	facedesk_quantise(planes, scale, steps, each);
	return facedesk_write(planes, width, height, progressive, steps, each, file, size);
}
