//go:build cgo && !purego

#include <stdio.h>
#include <setjmp.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>

#include "turbo.h"

#if !defined(LIBJPEG_TURBO_VERSION) || !defined(JCS_ALPHA_EXTENSIONS)
#error "libjpeg-turbo is needed (Debian: libjpeg62-turbo-dev)"
#endif

enum { READ, UNREADABLE, TOO_LARGE };

struct reader {
	struct jpeg_error_mgr base; /* first: the library knows this part only */
	jmp_buf out;
	int whole;  /* rows before the first damage */
	int ended;  /* the file has no end mark */
	int first;  /* the number of the first restart mark, -1 before it */
};

static void fail(j_common_ptr c) { longjmp(((struct reader *)c->err)->out, UNREADABLE); }

static void silent(j_common_ptr c) { (void)c; }

/* Whether the first components of a progressive picture are there but for the last
   bit of some coefficients, which nobody sees. */
static int all_but_last_bits(j_decompress_ptr d, int components)
{
	if (!d->coef_bits)
		return 0;
	for (int c = 0; c < components; c++)
		for (int k = 0; k < DCTSIZE2; k++)
			if (d->coef_bits[c][k] != 0 && d->coef_bits[c][k] != 1)
				return 0;
	return 1;
}

/* The scan that is read was counted when it began. */
static int refines_last_bits(j_decompress_ptr d)
{
	return d->Ah == 1 && d->Al == 0 && all_but_last_bits(d, d->num_components);
}

/* Whether scans of a progressive picture are missing. With an end mark the file is
   as it was meant to be, so colours may be coarse; brightness may not. */
static int lacks_scans(j_decompress_ptr d, struct reader *r)
{
	return d->progressive_mode && !all_but_last_bits(d, r->ended ? d->num_components : 1);
}

/* Damage in a scan of a progressive picture harms every row to be refined by
   later scans; elsewhere the rows above are whole. */
static void damaged(j_decompress_ptr d, struct reader *r)
{
	int row = (int)d->input_iMCU_row * d->max_v_samp_factor * d->min_DCT_scaled_size;
	if (d->progressive_mode) {
		if (refines_last_bits(d))
			return;
		row = 0;
	}
	if (row < r->whole)
		r->whole = row;
}

/* More bytes than this between the last block and the end mark are no padding: zeros
   or the like stood somewhere before and were read as blocks, so that all behind
   them is in the wrong place. */
enum { PADDING = 256 };

/* Missing or damaged data is only a warning to the library, which fills the
   rest with grey. */
static void note(j_common_ptr c, int level)
{
	struct reader *r = (struct reader *)c->err;
	if (level >= 0 || !c->is_decompressor)
		return;
	switch (c->err->msg_code) {
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
		damaged((j_decompress_ptr)c, r);
		break;
	case JWRN_EXTRANEOUS_DATA:
		if (!r->ended && c->err->msg_parm.i[0] > PADDING)
			r->whole = 0;
		break;
	case JWRN_JPEG_EOF:
		r->ended = 1;
	}
}

/* Some cameras count restart marks from another number than 0. All of them are
   taken as they come then; a mark out of turn is damage. */
static boolean resync(j_decompress_ptr d, int wanted)
{
	struct reader *r = (struct reader *)d->err;
	int mark = d->unread_marker - JPEG_RST0;
	if (mark < 0 || mark > 7)
		return jpeg_resync_to_restart(d, wanted);
	if (r->first < 0 && wanted == 0 && d->input_iMCU_row <= d->restart_interval / d->MCUs_per_row)
		r->first = mark;
	if (r->first < 0 || mark != ((wanted + r->first) & 7))
		return jpeg_resync_to_restart(d, wanted);
	d->unread_marker = 0;
	return TRUE;
}

/* What the library keeps of a picture that comes in several passes. */
static size_t passes_memory(j_decompress_ptr d)
{
	size_t blocks = 0;
	if (!jpeg_has_multiple_scans(d))
		return 0;
	for (int c = 0; c < d->num_components; c++)
		blocks += (size_t)d->comp_info[c].width_in_blocks * d->comp_info[c].height_in_blocks;
	return blocks * sizeof(JBLOCK);
}

static void begin(j_decompress_ptr d, struct reader *r, const unsigned char *data, size_t size, size_t memory)
{
	jpeg_create_decompress(d);
	d->mem->max_memory_to_use = (long)memory;
	jpeg_mem_src(d, data, size);
	d->src->resync_to_restart = resync;
	jpeg_read_header(d, TRUE);
	if (passes_memory(d) > memory / 16 * 15)
		longjmp(r->out, TOO_LARGE);
}

static void choose(j_decompress_ptr d, int shrink)
{
	int ink = d->jpeg_color_space == JCS_CMYK || d->jpeg_color_space == JCS_YCCK;
	d->out_color_space = ink ? JCS_CMYK : JCS_EXT_RGBA;
	d->scale_num = 1;
	d->scale_denom = shrink;
	d->dct_method = JDCT_ISLOW;
}

static void describe(j_decompress_ptr d, struct facedesk_photo *photo)
{
	jpeg_calc_output_dimensions(d);
	photo->width = (int)d->output_width;
	photo->height = (int)d->output_height;
	photo->ink = d->out_color_space == JCS_CMYK;
}

static void read_rows(j_decompress_ptr d, unsigned char *out)
{
	size_t stride = (size_t)d->output_width * 4;
	while (d->output_scanline < d->output_height) {
		JSAMPROW row = out + stride * d->output_scanline;
		jpeg_read_scanlines(d, &row, 1);
	}
}

/* Reads up to the end mark what one pass leaves behind its last block. What is wrong
   there harms nothing. */
static void finish(j_decompress_ptr d, struct reader *r)
{
	if (!jpeg_has_multiple_scans(d) && setjmp(r->out) == 0)
		jpeg_finish_decompress(d);
}

static void prepare(j_decompress_ptr d, struct reader *r)
{
	memset(d, 0, sizeof *d);
	d->err = jpeg_std_error(&r->base);
	r->base.error_exit = fail;
	r->base.emit_message = note;
	r->base.output_message = silent;
	r->whole = JPEG_MAX_DIMENSION;
	r->ended = 0;
	r->first = -1;
}

int facedesk_photo_size(const unsigned char *data, size_t size, int shrink, size_t memory,
                        struct facedesk_photo *photo)
{
	struct jpeg_decompress_struct d;
	struct reader r;
	int result;

	prepare(&d, &r);
	if ((result = setjmp(r.out)) == 0) {
		begin(&d, &r, data, size, memory);
		choose(&d, shrink);
		describe(&d, photo);
	}
	jpeg_destroy_decompress(&d);
	return result;
}

int facedesk_photo_read(const unsigned char *data, size_t size, int shrink, size_t memory,
                        struct facedesk_photo *photo, unsigned char *out)
{
	struct jpeg_decompress_struct d;
	struct reader r;
	int result;

	prepare(&d, &r);
	if ((result = setjmp(r.out)) == 0) {
		begin(&d, &r, data, size, memory);
		choose(&d, shrink);
		jpeg_start_decompress(&d);
		if ((int)d.output_width != photo->width || (int)d.output_height != photo->height || d.output_components != 4)
			fail((j_common_ptr)&d);
		read_rows(&d, out);
		if (lacks_scans(&d, &r))
			r.whole = 0;
		finish(&d, &r);
		photo->rows = r.whole < photo->height ? r.whole : photo->height;
	}
	jpeg_destroy_decompress(&d);
	return result;
}
