#include <unistd.h>
#include <X11/Xlib.h>
#include "_cgo_export.h"

static int lost(Display *display) {
	(void)display;
	facedeskDisplayLost();
	for (;;) pause();
}

void facedesk_watch_display(void) { XSetIOErrorHandler(lost); }
