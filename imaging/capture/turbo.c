//go:build cgo && !purego

#include <stdio.h>
#include <setjmp.h>
#include <jpeglib.h>
#include <jerror.h>

#include "turbo.h"

#if !defined(LIBJPEG_TURBO_VERSION) || !defined(JCS_ALPHA_EXTENSIONS)
#error "libjpeg-turbo is needed (Debian: libjpeg62-turbo-dev)"
#endif

struct escape {
	struct jpeg_error_mgr base; /* first: the library knows this part only */
	jmp_buf out;
	int torn;
};

static void fail(j_common_ptr c) { longjmp(((struct escape *)c->err)->out, 1); }

/* Missing or damaged data is only a warning to the library, which fills the
   rest with grey. Missing bytes behind the last block are no damage. */
static void note(j_common_ptr c, int level)
{
	if (level >= 0)
		return;
	switch (c->err->msg_code) {
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
		((struct escape *)c->err)->torn = 1;
	}
}

static void silent(j_common_ptr c) { (void)c; }

static void choose(struct jpeg_decompress_struct *d, int shrink, int fine)
{
	d->out_color_space = JCS_EXT_RGBA;
	d->scale_num = 1;
	d->scale_denom = shrink;
	d->dct_method = fine ? JDCT_ISLOW : JDCT_IFAST;
	d->do_fancy_upsampling = fine ? TRUE : FALSE;
}

static void read_rows(struct jpeg_decompress_struct *d, unsigned char *out)
{
	size_t stride = (size_t)d->output_width * d->output_components;
	JSAMPROW rows[8];
	while (d->output_scanline < d->output_height) {
		JDIMENSION n = d->output_height - d->output_scanline;
		if (n > 8)
			n = 8;
		for (JDIMENSION i = 0; i < n; i++)
			rows[i] = out + stride * (d->output_scanline + i);
		jpeg_read_scanlines(d, rows, n);
	}
}

int facedesk_jpeg(const unsigned char *data, size_t size, unsigned char *out,
                  int width, int height, int shrink, int fine)
{
	struct jpeg_decompress_struct d;
	struct escape err;

	err.torn = 0;
	d.err = jpeg_std_error(&err.base);
	err.base.error_exit = fail;
	err.base.emit_message = note;
	err.base.output_message = silent;
	if (setjmp(err.out)) {
		jpeg_destroy_decompress(&d);
		return 1;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, data, size);
	jpeg_read_header(&d, TRUE);
	choose(&d, shrink, fine);
	jpeg_start_decompress(&d);
	if ((int)d.output_width != width || (int)d.output_height != height || d.output_components != 4)
		fail((j_common_ptr)&d);
	read_rows(&d, out);
	jpeg_destroy_decompress(&d);
	return err.torn ? 2 : 0;
}
